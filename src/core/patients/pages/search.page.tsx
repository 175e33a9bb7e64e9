import { z } from 'zod'
import { Button } from '../../../design-system/components/button.tsx'
import { Details } from '../../../design-system/components/details.tsx'
import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { Tag } from '../../../design-system/components/tag.tsx'
import { DataTable, type Column } from '../../../design-system/data-table.tsx'
import { DateField, TextField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { CsvFile } from '../../http/csv.ts'
import { navigationItem } from '../../http/navigation.ts'
import { page } from '../../http/page.ts'
import { allowsRole } from '../../policy/enforce.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Purpose } from '../../policy/purposes.ts'
import { formatAge, formatDate } from '../../values/civil-date.ts'
import { ADMINISTRATIVE_GENDERS } from '../../values/gender.ts'
import { NHS_NUMBER_ABSENCES } from '../../values/nhs-number-status.ts'
import { formatNhsNumber } from '../../values/nhs-number.ts'
import { displayName } from '../../values/person-name.ts'
import { readTypedDate } from '../../values/typed-date.ts'
import { hasNhsNumber } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { findRecords, registerAtDesk, searchPatients as maySearch } from '../policy.ts'
import { listPatientSummaries } from '../queries.ts'
import { MOST_FOUND, searchPatients, type Found } from '../queries/search-patients.ts'
import { readSearchParts, readSearchText, type ReadSearch, type SearchProblem } from '../search-query.ts'
import type { PatientSummary } from '../summary.ts'
import type { PatientTables } from '../tables.ts'

const PAGE_SIZE = 25
const text = z.string().max(200).optional().catch(undefined)
const searchQuery = z.object({
  q: text,
  nhsNumber: text,
  name: text,
  'born-day': text,
  'born-month': text,
  'born-year': text,
  postcode: text,
  page: text,
  format: text,
})
type SearchQuery = z.infer<typeof searchQuery>

const PROBLEMS: Record<SearchProblem, string> = {
  nothing: 'Enter a name, NHS number, date of birth or postcode',
  'too-little': 'Enter at least 2 letters of a name, a full date of birth or the start of a postcode',
  'not-an-nhs-number': 'NHS number must be real. Check for a wrong or swapped number',
}

interface Results extends Found {
  /** Undefined before anything was asked. */
  readonly problem: { readonly field: string; readonly text: string } | undefined
  readonly isAsked: boolean
  readonly people: readonly PatientSummary[]
}
const NOTHING: Results = { patientIds: [], total: 0, isMore: false, problem: undefined, isAsked: false, people: [] }

async function search(tx: Reader<PatientTables>, ctx: Context, query: SearchQuery): Promise<Results> {
  const asked = readQuery(query, ctx.clock.today())
  if (asked === undefined) return NOTHING
  if ('problem' in asked) return { ...NOTHING, isAsked: true, problem: asked.problem }
  const page = query.format === 'csv' ? { number: 1, size: MOST_FOUND } : { number: pageOf(query), size: PAGE_SIZE }
  const found = await searchPatients(tx, ctx, asked.search, page)
  const people = await listPatientSummaries(tx, ctx, found.patientIds)
  return { ...found, problem: undefined, isAsked: true, people }
}

type Asked = Extract<ReadSearch, { search: unknown }> | { readonly problem: { field: string; text: string } }

/** One box when something is in it, else the separate boxes; undefined when the page was only opened. */
function readQuery(query: SearchQuery, today: string): Asked | undefined {
  const { q, nhsNumber, name, postcode } = query
  const typed = { day: query['born-day'], month: query['born-month'], year: query['born-year'] }
  const separate = [nhsNumber, name, postcode, ...Object.values(typed)].some((part) => part?.trim())
  if (q === undefined && !separate) return undefined
  if (!separate || q?.trim()) return worded(readSearchText(q ?? ''), 'q')
  const hasDate = Object.values(typed).some((part) => part?.trim())
  const born = hasDate ? readTypedDate(typed, 'Date of birth', { today, when: 'today-or-past' }) : undefined
  if (born?.problem) return { problem: { field: 'born', text: born.problem.text } }
  const parts = { nhsNumber: filled(nhsNumber), name: filled(name), postcode: filled(postcode), born: born?.date }
  return worded(readSearchParts(parts), nhsNumber?.trim() ? 'nhsNumber' : postcode?.trim() ? 'postcode' : 'name')
}

const filled = (value: string | undefined): string | undefined => value?.trim() || undefined
const worded = (read: ReadSearch, field: string): Asked =>
  'search' in read ? read : { problem: { field, text: PROBLEMS[read.problem] } }

function pageOf({ page: number }: SearchQuery): number {
  const page = Number(number ?? 1)
  return Number.isInteger(page) && page >= 1 && page <= MOST_FOUND / PAGE_SIZE ? page : 1
}

/** The same page for two reasons: to care for someone, and to answer who opened a record. */
function searchPage(spec: {
  readonly path: string
  readonly title: string
  readonly policy: Policy
  readonly purpose: Purpose
  readonly opens: (patientId: string) => string
}) {
  return page({
    path: spec.path,
    audience: 'staff',
    policy: spec.policy,
    purpose: spec.purpose,
    query: searchQuery,
    load: (tx: Reader<PatientTables>, ctx, { query }) => search(tx, ctx, query),
    shows: ({ patientIds }) => patientIds,
    csv: ({ people, patientIds }) => ({ file: fileOf(people), shows: patientIds }),
    View({ subject, at: { query }, chrome, ctx }) {
      const { problem, isAsked } = subject
      const { format: _format, ...asked } = query
      const errors = problem ? { [problem.field]: problem.text } : {}
      const href = problem && `#${problem.field === 'born' ? 'born-day' : problem.field}`
      return (
        <Layout
          {...chrome}
          title={spec.title}
          wide
          {...(problem && href ? { errors: [{ href, text: problem.text }] } : {})}
        >
          <h1 class="nhsuk-heading-l">{spec.title}</h1>
          <SearchForm path={spec.path} query={query} errors={errors} />
          {isAsked && !problem && (
            <>
              {subject.isMore && (
                <InsetText>
                  <p>More than {MOST_FOUND} people match. Add a first name, a date of birth or a postcode.</p>
                </InsetText>
              )}
              <DataTable<PatientSummary>
                caption="People found"
                path={spec.path}
                query={asked}
                columns={columns(spec.opens, ctx.clock.today())}
                rows={subject.people}
                total={subject.total}
                pageSize={PAGE_SIZE}
                page={pageOf(query)}
                csvPath={`${spec.path}?format=csv`}
                emptyText="Nobody matches. Check the spelling, or search by NHS number or date of birth."
              />
            </>
          )}
          {allowsRole(registerAtDesk as Policy<never>, { ...ctx, purpose: spec.purpose }) && (
            <p>
              <a href={patientPaths.register()}>Register a new patient</a>
            </p>
          )}
        </Layout>
      )
    },
  })
}

export const patientSearchPage = searchPage({
  path: patientPaths.search(),
  title: 'Find a patient',
  policy: maySearch,
  purpose: 'direct-care',
  opens: patientPaths.record,
})
export const recordSearchPage = searchPage({
  path: patientPaths.records(),
  title: 'Find a record',
  policy: findRecords,
  purpose: 'information-rights',
  opens: patientPaths.whoOpened,
})
navigationItem({ audience: 'staff', text: 'Patients', href: patientPaths.search(), policy: maySearch, order: 20 })
// The header is drawn for the purpose of the page it stands on; whose roles do not fit the page behind it is told so there.
navigationItem({ audience: 'staff', text: 'Records', href: patientPaths.records(), policy: findRecords, order: 60 })

const SearchForm = ({
  path,
  query,
  errors,
}: {
  path: string
  query: SearchQuery
  errors: Readonly<Record<string, string>>
}) => {
  const field = (name: keyof SearchQuery, label: string, hint?: string) => ({
    name,
    label,
    hint,
    values: query,
    errors,
  })
  const isAdvanced = [query.nhsNumber, query.name, query.postcode, query['born-day'], query['born-year']].some(Boolean)
  return (
    <form method="get" action={path} role="search" novalidate>
      <TextField
        {...field(
          'q',
          'NHS number, name, date of birth or postcode',
          'In any order, like “smith 12/3/1961” or “SMI AM”',
        )}
        autocomplete="off"
        spellcheck={false}
      />
      <Details summary="Search by separate boxes" open={isAdvanced}>
        <TextField {...field('nhsNumber', 'NHS number')} inputmode="numeric" width={20} autocomplete="off" />
        <TextField {...field('name', 'Name')} autocomplete="off" spellcheck={false} />
        <DateField name="born" label="Date of birth" values={query} errors={errors} />
        <TextField {...field('postcode', 'Postcode')} width={10} autocomplete="off" />
      </Details>
      <Button>Search</Button>
    </form>
  )
}

const columns = (opens: (patientId: string) => string, today: string): Column<PatientSummary>[] => [
  { key: 'name', heading: 'Name', cell: ({ name }) => displayName(name), href: ({ patientId }) => opens(patientId) },
  {
    key: 'born',
    heading: 'Born',
    nowrap: true,
    cell: ({ birthDate, death }) =>
      birthDate === undefined ? 'Not known' : `${formatDate(birthDate)} (${formatAge(birthDate, death?.on ?? today)})`,
  },
  { key: 'number', heading: 'NHS number', nowrap: true, cell: ({ nhsNumber }) => numberWords(nhsNumber) },
  { key: 'gender', heading: 'Gender', cell: ({ gender }) => ADMINISTRATIVE_GENDERS[gender] },
  { key: 'place', heading: 'Address', cell: placeWords },
  {
    key: 'notes',
    heading: 'Note',
    cell: ({ death, sensitive }) => [
      death && <Tag colour="grey">Died</Tag>,
      death && sensitive && ' ',
      sensitive && <Tag colour="red">Sensitive</Tag>,
    ],
  },
]

const numberWords = (held: PatientSummary['nhsNumber']): string =>
  hasNhsNumber(held) ? formatNhsNumber(held.number) : NHS_NUMBER_ABSENCES[held.absence].words

const placeWords = ({ place, sensitive }: PatientSummary): string =>
  sensitive ? 'Hidden' : place ? [place.line, place.postcode].filter(Boolean).join(', ') : 'Not known'

const fileOf = (people: readonly PatientSummary[]): CsvFile => ({
  fileName: 'patients.csv',
  columns: ['Family name', 'Given names', 'NHS number', 'Date of birth', 'Gender', 'Date of death', 'Address'],
  rows: people.map((person) => [
    person.name.family,
    person.name.given.join(' '),
    hasNhsNumber(person.nhsNumber) ? person.nhsNumber.number : undefined,
    person.birthDate,
    ADMINISTRATIVE_GENDERS[person.gender],
    person.death?.on,
    placeWords(person),
  ]),
})
