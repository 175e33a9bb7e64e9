import { z } from 'zod'
import { Table } from '../../../design-system/components/table.tsx'
import type { Reader } from '../../database/transaction.ts'
import { askedPath, askedText, readAsked } from '../../http/asked.ts'
import { formatDate } from '../../values/civil-date.ts'
import { displayName } from '../../values/person-name.ts'
import { MATCH_REASONS } from '../match.ts'
import { hasNhsNumber } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { mergeRecords } from '../policy.ts'
import { listPatientSummaries } from '../queries.ts'
import { findDuplicates } from '../queries/find-duplicates.ts'
import { searchPatients } from '../queries/search-patients.ts'
import type { PatientSummary } from '../summary.ts'
import type { PatientTables } from '../tables.ts'
import { formatNhsNumber } from '../../values/nhs-number.ts'
import { patientPage } from './patient-page.tsx'
import { checkSearch, oneBoxFields, OneBoxSearchForm, searchOf, SearchSentence } from './search-form.tsx'
import type { TypedSearch } from './search-form.tsx'

const MOST = 20
const NOTHING: TypedSearch = {
  q: undefined,
  nhsNumber: undefined,
  name: undefined,
  born: undefined,
  postcode: undefined,
}

export const chooseMergePage = patientPage({
  path: '/staff/patients/:patientId/merge',
  policy: mergeRecords,
  query: z.object({ asked: askedText }),
  async load(tx: Reader<PatientTables>, ctx, patient, { query }) {
    const asked = readAsked<Pick<TypedSearch, 'q'>>(ctx, patientPaths.chooseMerge(patient.patientId), query.asked)
    const typed = asked.filters && { ...NOTHING, ...asked.filters }
    const read = typed && searchOf(typed)
    const found =
      read && 'search' in read ? await searchPatients(tx, ctx, read.search, { number: 1, size: MOST }) : undefined
    const alike = found ? [] : await findDuplicates(tx, ctx, patient)
    const ids = (found?.patientIds ?? alike.map((each) => each.patient.patientId)).filter(
      (id) => id !== patient.patientId,
    )
    const reasons = new Map(alike.map((each) => [each.patient.patientId, each.reasons]))
    return { people: await listPatientSummaries(tx, ctx, ids), reasons, typed, sentence: asked.sentence }
  },
  form: {
    fields: oneBoxFields,
    initial: ({ own }) => ({ q: own.typed?.q }),
    check: (typed) => checkSearch({ ...NOTHING, ...typed }),
    submit: (ctx, { patientId }, typed) =>
      Promise.resolve({ redirect: askedPath(ctx, patientPaths.chooseMerge(patientId), typed) }),
  },
  title: 'Find the other record',
  alsoShows: ({ own }) => own.people.map(({ patientId }) => patientId),
  View: ({ subject: { patientId, own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Find the other record</h1>
      <SearchSentence sentence={own.sentence} />
      <OneBoxSearchForm path={patientPaths.chooseMerge(patientId)} form={form} />
      {own.people.length === 0 ? (
        <p>{own.typed ? 'Nobody else matches.' : 'No other record looks like this one. Search for it.'}</p>
      ) : (
        <Table
          caption={{ text: own.typed ? 'People found' : 'Records that look like this one', size: 'm' }}
          head={['Name', 'Born', 'NHS number', 'Why', 'Merge']}
          responsive
          firstCellIsHeader
          rows={own.people.map((person) => row(patientId, person, own.reasons.get(person.patientId) ?? []))}
        />
      )}
    </>
  ),
})

const row = (patientId: string, person: PatientSummary, reasons: readonly (keyof typeof MATCH_REASONS)[]) => [
  displayName(person.name),
  person.birthDate === undefined ? 'Not known' : formatDate(person.birthDate),
  hasNhsNumber(person.nhsNumber) ? formatNhsNumber(person.nhsNumber.number) : 'None',
  reasons.map((reason) => MATCH_REASONS[reason].words).join('; '),
  {
    text: 'Compare',
    href: patientPaths.merge(patientId, person.patientId),
    visuallyHiddenText: `with ${displayName(person.name)}`,
  },
]
