import { z } from 'zod'
import { Tag } from '../../../design-system/components/tag.tsx'
import { DataTable } from '../../../design-system/data-table.tsx'
import { SelectField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { AuditTables } from '../../audit/tables.ts'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { CsvFile } from '../../http/csv.ts'
import { page } from '../../http/page.ts'
import { administrationLink } from '../../identity/administration/administration-links.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import { formatInstant } from '../../values/london-time.ts'
import { formatNhsNumber } from '../../values/nhs-number.ts'
import { displayName } from '../../values/person-name.ts'
import { hasNhsNumber } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { seeAllOpenings } from '../policy.ts'
import { listPatientSummaries } from '../queries.ts'
import { listAllOpenings, listStaffNames, type RecordOpening, type StaffName } from '../queries/all-openings.ts'
import type { PatientSummary } from '../summary.ts'
import type { PatientTables } from '../tables.ts'
import { openerWords, openingWords, purposeWords, roleWords } from './opening-words.ts'
import { RANGE_NAMES, RangeFields, rangeOf, rangeQuery, rangeWords, type AskedRange } from './opening-range.tsx'

const PAGE_SIZE = 50
const MOST_IN_FILE = 5_000
const query = z.object(rangeQuery)
const OWN_LOOKS = [`${seeAllOpenings.name}.viewed`, `${seeAllOpenings.name}.exported`]

administrationLink({
  text: 'Who opened records',
  href: patientPaths.allOpenings(),
  description: 'Every record that was opened, changed or refused, by member of staff and by day.',
  policy: seeAllOpenings,
  order: 60,
})

/** One line: an opening, and the person whose record it was, if the organisation still holds it. */
interface Line extends RecordOpening {
  readonly patient: PatientSummary | undefined
}

interface Lines {
  readonly lines: readonly Line[]
  readonly total: number
  readonly range: AskedRange
  readonly staff: readonly StaffName[]
}

async function load(
  tx: Reader<PatientTables & AuditTables & AccountTables>,
  ctx: Context,
  { query: asked }: { query: z.infer<typeof query> },
): Promise<Lines> {
  const range = rangeOf(asked, ctx.clock.today())
  const staff = await listStaffNames(tx, ctx, asked.who)
  // Days that cannot be read are not taken for "any day".
  if (Object.keys(range.errors).length > 0) return { lines: [], total: 0, range, staff }
  const isFile = asked.format === 'csv'
  const { openings, total } = await listAllOpenings(tx, ctx, {
    ...range,
    actorId: asked.who,
    // Each look at this list is fifty lines of the list.
    without: asked.who === ctx.actor.id ? undefined : { actorId: ctx.actor.id, actions: OWN_LOOKS },
    page: isFile ? 1 : asked.page,
    size: isFile ? MOST_IN_FILE : PAGE_SIZE,
  })
  const recordIds = [...new Set(openings.map(({ recordId }) => recordId))]
  const patients = new Map((await listPatientSummaries(tx, ctx, recordIds)).map((each) => [each.patientId, each]))
  const lines = openings.map((opening) => ({ ...opening, patient: patients.get(opening.recordId) }))
  return { lines, total, range, staff }
}

export const allOpeningsPage = page({
  path: patientPaths.allOpenings(),
  audience: 'staff',
  policy: seeAllOpenings,
  purpose: 'information-rights',
  query,
  load,
  shows: ({ lines }) => subjectsOf(lines),
  csv: ({ lines, range }) =>
    Object.keys(range.errors).length > 0 ? undefined : { file: fileOf(lines), shows: subjectsOf(lines) },
  View: ({ subject: { lines, total, range, staff }, at: { query: asked }, chrome }) => {
    const { format: _format, page: number, ...kept } = asked
    const problem = Object.entries(range.errors).map(([name, text]) => ({ href: `#${name}-day`, text }))
    const path = patientPaths.allOpenings()
    const who = staff.find(({ accountId }) => accountId === asked.who)
    return (
      <Layout
        {...chrome}
        title="Who opened records"
        backHref={patientPaths.records()}
        wide
        {...(problem.length > 0 ? { errors: problem } : {})}
      >
        <h1 class="nhsuk-heading-l">Who opened records</h1>
        <p class="troth-no-print">
          To ask about one person, <a href={patientPaths.records()}>find their record</a>. What you look at here is
          recorded too, and is left out of the list unless you choose your own name.
        </p>
        {total > MOST_IN_FILE && (
          <p class="troth-no-print">
            The file holds the newest {MOST_IN_FILE.toLocaleString('en-GB')}. Choose fewer days for the rest.
          </p>
        )}
        <DataTable<Line>
          caption={['Records opened, changed or refused', who && `by ${who.name}`, rangeWords(range)]
            .filter(Boolean)
            .join(' ')}
          path={path}
          query={kept}
          filters={
            <>
              <RangeFields asked={asked} errors={range.errors} />
              <SelectField
                name="who"
                label="Member of staff"
                values={{ who: asked.who }}
                errors={{}}
                placeholder="Everyone"
                options={staff.map(({ accountId, name, hasLeft }) => ({
                  value: accountId,
                  label: hasLeft ? `${name} (left)` : name,
                }))}
              />
            </>
          }
          filterNames={[...RANGE_NAMES, 'who']}
          columns={[
            { key: 'at', heading: 'When', nowrap: true, cell: ({ at }) => formatInstant(at) },
            { key: 'who', heading: 'Who', cell: openerWords },
            { key: 'role', heading: 'Role', cell: ({ roles }) => roleWords(roles) },
            { key: 'what', heading: 'What', cell: openingWords },
            {
              key: 'record',
              heading: 'Whose record',
              cell: recordCell,
            },
            { key: 'number', heading: 'NHS number', nowrap: true, cell: ({ patient }) => numberWords(patient) },
            { key: 'why', heading: 'Purpose', cell: ({ purpose }) => purposeWords(purpose) },
          ]}
          rows={lines}
          total={total}
          pageSize={PAGE_SIZE}
          page={number}
          csvPath={`${path}?format=csv`}
          emptyText={problem.length > 0 ? 'Put the days right to see the list.' : 'Nothing in this period.'}
        />
      </Layout>
    )
  },
})

const subjectsOf = (lines: readonly Line[]): readonly string[] => [...new Set(lines.map(({ recordId }) => recordId))]

const NOT_HELD = 'No longer held'

const recordCell = ({ patient }: Line) =>
  patient === undefined
    ? NOT_HELD
    : [
        <a href={patientPaths.whoOpened(patient.patientId)}>
          {displayName(patient.name)}
          <span class="nhsuk-u-visually-hidden">: who opened this record</span>
        </a>,
        patient.sensitive && ' ',
        patient.sensitive && <Tag colour="red">Sensitive</Tag>,
      ]

const numberWords = (patient: PatientSummary | undefined): string =>
  patient && hasNhsNumber(patient.nhsNumber) ? formatNhsNumber(patient.nhsNumber.number) : ''

const fileOf = (lines: readonly Line[]): CsvFile => ({
  fileName: 'who-opened-records.csv',
  columns: ['When', 'Who', 'Role', 'What', 'Family name', 'Given names', 'NHS number', 'Sensitive record', 'Purpose'],
  rows: lines.map((line) => [
    line.at.toISOString(),
    openerWords(line),
    roleWords(line.roles),
    openingWords(line),
    line.patient?.name.family ?? NOT_HELD,
    line.patient?.name.given.join(' '),
    line.patient && hasNhsNumber(line.patient.nhsNumber) ? line.patient.nhsNumber.number : undefined,
    line.patient?.sensitive ? 'Yes' : 'No',
    purposeWords(line.purpose),
  ]),
})
