import { z } from 'zod'
import { Button } from '../../../design-system/components/button.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { TextField } from '../../../design-system/fields.tsx'
import type { Reader } from '../../database/transaction.ts'
import { formatDate } from '../../values/civil-date.ts'
import { displayName } from '../../values/person-name.ts'
import { MATCH_REASONS } from '../match.ts'
import { hasNhsNumber } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { mergeRecords } from '../policy.ts'
import { listPatientSummaries } from '../queries.ts'
import { findDuplicates } from '../queries/find-duplicates.ts'
import { searchPatients } from '../queries/search-patients.ts'
import { readSearchText } from '../search-query.ts'
import type { PatientSummary } from '../summary.ts'
import type { PatientTables } from '../tables.ts'
import { formatNhsNumber } from '../../values/nhs-number.ts'
import { patientPage } from './patient-page.tsx'

const MOST = 20

export const chooseMergePage = patientPage({
  path: '/staff/patients/:patientId/merge',
  policy: mergeRecords,
  query: z.object({ q: z.string().max(200).optional().catch(undefined) }),
  async load(tx: Reader<PatientTables>, ctx, patient, { query: { q = '' } }) {
    const asked = readSearchText(q)
    const found = 'search' in asked ? await searchPatients(tx, ctx, asked.search, { number: 1, size: MOST }) : undefined
    const alike = found ? [] : await findDuplicates(tx, ctx, patient)
    const ids = (found?.patientIds ?? alike.map((each) => each.patient.patientId)).filter(
      (id) => id !== patient.patientId,
    )
    const reasons = new Map(alike.map((each) => [each.patient.patientId, each.reasons]))
    return { people: await listPatientSummaries(tx, ctx, ids), reasons, isAsked: q !== '' }
  },
  title: 'Find the other record',
  alsoShows: ({ own }) => own.people.map(({ patientId }) => patientId),
  View: ({ subject: { patientId, own }, at: { query } }) => (
    <>
      <h1 class="nhsuk-heading-l">Find the other record</h1>
      <form method="get" action={patientPaths.chooseMerge(patientId)} role="search" novalidate>
        <TextField
          name="q"
          label="NHS number, name, date of birth or postcode"
          values={query}
          errors={{}}
          autocomplete="off"
          spellcheck={false}
        />
        <Button>Search</Button>
      </form>
      {own.people.length === 0 ? (
        <p>{own.isAsked ? 'Nobody else matches.' : 'No other record looks like this one. Search for it.'}</p>
      ) : (
        <Table
          caption={{ text: own.isAsked ? 'People found' : 'Records that look like this one', size: 'm' }}
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
