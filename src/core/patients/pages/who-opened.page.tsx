import { z } from 'zod'
import { DataTable } from '../../../design-system/data-table.tsx'
import { DateField, SelectField } from '../../../design-system/fields.tsx'
import type { AuditTables } from '../../audit/tables.ts'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import { allows } from '../../policy/enforce.ts'
import { formatInstant } from '../../values/london-time.ts'
import { readTypedDate } from '../../values/typed-date.ts'
import { isUuid } from '../../values/uuid.ts'
import type { Patient } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { markSensitive, seeWhoOpened } from '../policy.ts'
import { listRecordIds } from '../queries.ts'
import { listOpeners, whoOpened, type Opening } from '../queries/who-opened.ts'
import type { PatientTables } from '../tables.ts'
import { openerWords, openingWords, purposeWords, roleWords } from './opening-words.ts'
import { patientPage } from './patient-page.tsx'

const PAGE_SIZE = 50
const text = z.string().max(60).optional().catch(undefined)
const query = z.object({
  'from-day': text,
  'from-month': text,
  'from-year': text,
  'to-day': text,
  'to-month': text,
  'to-year': text,
  who: text,
  page: text,
  format: text,
})
type Query = z.infer<typeof query>

async function load(
  tx: Reader<PatientTables & AuditTables & AccountTables>,
  ctx: Context,
  { patientId }: Patient,
  { query: asked }: { query: Query },
) {
  const recordIds = await listRecordIds(tx, ctx, patientId)
  const [from, to] = [dateOf(asked, 'from', ctx.clock.today()), dateOf(asked, 'to', ctx.clock.today())]
  const isFile = asked.format === 'csv'
  const found = await whoOpened(tx, ctx, recordIds, {
    from: from.date,
    to: to.date,
    actorId: asked.who !== undefined && isUuid(asked.who) ? asked.who : undefined,
    page: isFile ? 1 : pageOf(asked),
    size: isFile ? 500 : PAGE_SIZE,
  })
  const errors: Record<string, string> = {
    ...(from.problem ? { from: from.problem } : {}),
    ...(to.problem ? { to: to.problem } : {}),
  }
  return { ...found, openers: await listOpeners(tx, ctx, recordIds), errors }
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
    const { format: _format, ...kept } = asked
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
              <DateField name="from" label="From" values={asked} errors={own.errors} />
              <DateField name="to" label="To" values={asked} errors={own.errors} />
              <SelectField
                name="who"
                label="Who"
                values={asked}
                errors={{}}
                placeholder="Everyone"
                options={own.openers.map((opener) => ({ value: opener.actorId, label: openerWords(opener) }))}
              />
            </>
          }
          filterNames={['from-day', 'from-month', 'from-year', 'to-day', 'to-month', 'to-year', 'who']}
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
          page={pageOf(asked)}
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

function pageOf({ page }: Query): number {
  const number = Number(page ?? 1)
  return Number.isInteger(number) && number >= 1 && number <= 200 ? number : 1
}

function dateOf(asked: Query, name: 'from' | 'to', today: string): { date?: string; problem?: string } {
  const typed = { day: asked[`${name}-day`], month: asked[`${name}-month`], year: asked[`${name}-year`] }
  if (!Object.values(typed).some((part) => part?.trim())) return {}
  const read = readTypedDate(typed, name === 'from' ? 'From' : 'To', { today })
  return read.problem ? { problem: read.problem.text } : { date: read.date }
}
