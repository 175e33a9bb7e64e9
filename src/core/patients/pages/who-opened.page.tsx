import { z } from 'zod'
import { DataTable } from '../../../design-system/data-table.tsx'
import { SelectField } from '../../../design-system/fields.tsx'
import type { AuditTables } from '../../audit/tables.ts'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import { allows } from '../../policy/enforce.ts'
import { formatInstant } from '../../values/london-time.ts'
import type { Patient } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { markSensitive, seeWhoOpened } from '../policy.ts'
import { listRecordIds } from '../queries.ts'
import { listOpeners, whoOpened, type Opening } from '../queries/who-opened.ts'
import type { PatientTables } from '../tables.ts'
import { openerWords, openingWords, purposeWords, roleWords } from './opening-words.ts'
import { RANGE_NAMES, RangeFields, rangeOf, rangeQuery } from './opening-range.tsx'
import { patientPage } from './patient-page.tsx'

const PAGE_SIZE = 50
const query = z.object(rangeQuery)
type Query = z.infer<typeof query>

async function load(
  tx: Reader<PatientTables & AuditTables & AccountTables>,
  ctx: Context,
  { patientId }: Patient,
  { query: asked }: { query: Query },
) {
  const recordIds = await listRecordIds(tx, ctx, patientId)
  const range = rangeOf(asked, ctx.clock.today())
  const isFile = asked.format === 'csv'
  const found = await whoOpened(tx, ctx, recordIds, {
    ...range,
    actorId: asked.who,
    page: isFile ? 1 : asked.page,
    size: isFile ? 500 : PAGE_SIZE,
  })
  return { ...found, openers: await listOpeners(tx, ctx, recordIds), errors: range.errors }
}

export const whoOpenedPage = patientPage({
  path: '/staff/patients/:patientId/who-opened',
  policy: seeWhoOpened,
  purpose: 'information-rights',
  query,
  load,
  title: 'Who opened this record',
  backHref: patientPaths.records,
  wide: true,
  csv: ({ own }) => ({
    fileName: 'who-opened-this-record.csv',
    columns: ['When', 'Who', 'Role', 'What', 'Purpose'],
    rows: own.openings.map((opening) => [
      opening.at.toISOString(),
      openerWords(opening),
      roleWords(opening.roles),
      openingWords(opening),
      purposeWords(opening.purpose),
    ]),
  }),
  View: ({ subject, at: { query: asked }, ctx }) => {
    const { patientId, own } = subject
    const { format: _format, page: number, ...kept } = asked
    const path = patientPaths.whoOpened(patientId)
    return (
      <>
        <h1 class="nhsuk-heading-l">Who opened this record</h1>
        <DataTable<Opening>
          caption="Times it was opened, changed or refused"
          path={path}
          query={kept}
          filters={
            <>
              <RangeFields asked={asked} errors={own.errors} />
              <SelectField
                name="who"
                label="Who"
                values={{ who: asked.who }}
                errors={{}}
                placeholder="Everyone"
                options={own.openers.map((opener) => ({ value: opener.actorId, label: openerWords(opener) }))}
              />
            </>
          }
          filterNames={[...RANGE_NAMES, 'who']}
          columns={[
            { key: 'at', heading: 'When', nowrap: true, cell: ({ at }) => formatInstant(at) },
            { key: 'who', heading: 'Who', cell: openerWords },
            { key: 'role', heading: 'Role', cell: ({ roles }) => roleWords(roles) },
            { key: 'what', heading: 'What', cell: openingWords },
            { key: 'why', heading: 'Purpose', cell: ({ purpose }) => purposeWords(purpose) },
          ]}
          rows={own.openings}
          total={own.total}
          pageSize={PAGE_SIZE}
          page={number}
          csvPath={`${path}?format=csv`}
          emptyText="Nobody in this period."
        />
        {allows(markSensitive, { ...ctx, purpose: 'direct-care' }, subject) && (
          <p>
            <a href={patientPaths.sensitive(patientId)}>Sensitive record</a>
          </p>
        )}
      </>
    )
  },
})
