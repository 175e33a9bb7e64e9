import { z } from 'zod'
import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { Tag } from '../../../design-system/components/tag.tsx'
import { DataTable, type Column } from '../../../design-system/data-table.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import { askedPath, askedText, readAsked } from '../../http/asked.ts'
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
import { hasNhsNumber } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { findRecords, registerAtDesk, searchPatients as maySearch, seeAllOpenings } from '../policy.ts'
import { listPatientSummaries } from '../queries.ts'
import { MOST_FOUND, searchPatients, type Found } from '../queries/search-patients.ts'
import type { PatientSummary } from '../summary.ts'
import type { PatientTables } from '../tables.ts'
import { checkSearch, SearchForm, searchFields, searchOf, SearchSentence, typedAgain } from './search-form.tsx'
import type { TypedSearch } from './search-form.tsx'

const PAGE_SIZE = 25
const searchQuery = z.object({
  asked: askedText,
  page: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_FOUND / PAGE_SIZE)
    .catch(1),
  format: z.string().optional().catch(undefined),
})
type SearchQuery = z.infer<typeof searchQuery>

interface Results extends Found {
  /** Undefined before anything was asked. */
  readonly typed: TypedSearch | undefined
  /** Said in place of the list, when the address of a search opens no more. */
  readonly sentence: string | undefined
  readonly people: readonly PatientSummary[]
}

async function search(
  tx: Reader<PatientTables>,
  ctx: Context,
  path: string,
  { asked, page: number, format }: SearchQuery,
): Promise<Results> {
  const { filters: typed, sentence } = readAsked<TypedSearch>(ctx, path, asked)
  const read = typed && searchOf(typed)
  if (!read || 'problem' in read) return { patientIds: [], total: 0, isMore: false, typed, sentence, people: [] }
  const page = format === 'csv' ? { number: 1, size: MOST_FOUND } : { number, size: PAGE_SIZE }
  const found = await searchPatients(tx, ctx, read.search, page)
  return { ...found, typed, sentence, people: await listPatientSummaries(tx, ctx, found.patientIds) }
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
    load: (tx: Reader<PatientTables>, ctx, { query }) => search(tx, ctx, spec.path, query),
    shows: ({ patientIds }) => patientIds,
    form: {
      fields: searchFields,
      initial: ({ typed }) => (typed ? typedAgain(typed) : {}),
      check: checkSearch,
      submit: (ctx, _subject, typed) => Promise.resolve({ redirect: askedPath(ctx, spec.path, typed) }),
    },
    csv: ({ typed, people, patientIds }) => typed && { file: fileOf(people), shows: patientIds },
    View({ subject, at: { query }, form, chrome, ctx }) {
      return (
        <Layout {...chrome} title={spec.title} wide>
          <h1 class="nhsuk-heading-l">{spec.title}</h1>
          <SearchSentence sentence={subject.sentence} />
          <SearchForm path={spec.path} form={form} />
          {subject.typed && (
            <>
              {subject.isMore && (
                <InsetText>
                  <p>More than {MOST_FOUND} people match. Add a first name, a date of birth or a postcode.</p>
                </InsetText>
              )}
              <DataTable<PatientSummary>
                caption="People found"
                path={spec.path}
                query={{ asked: query.asked }}
                columns={columns(spec.opens, ctx.clock.today())}
                rows={subject.people}
                total={subject.total}
                pageSize={PAGE_SIZE}
                page={query.page}
                csvPath={`${spec.path}?format=csv`}
                emptyText="Nobody matches. Check the spelling, or search by NHS number or date of birth."
              />
            </>
          )}
          {allowsRole(seeAllOpenings as Policy<never>, { ...ctx, purpose: spec.purpose }) && (
            <p>
              <a href={patientPaths.allOpenings()}>Who opened records, by member of staff and by day</a>
            </p>
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
