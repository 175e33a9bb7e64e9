import { fhirProblem } from '../../../core/fhir/fhir-problem.ts'
import { fhirRead } from '../../../core/fhir/read.ts'
import { fhirSearch } from '../../../core/fhir/search.ts'
import type { RecordSubject } from '../../../core/patients/policy.ts'
import { toMedicationDispense } from './fhir/medication-dispense.ts'
import { MEDICATION_PARAMETERS, medicationSearch } from './fhir/search.ts'
import { DISPENSE_PROFILE, PACK_SYSTEM } from './fhir/systems.ts'
import { readMedicationRecord, searchMedicationRecords } from './policy.ts'
import { getDispense, searchDispenses } from './queries/dispenses.ts'
import type { RecordTables } from './queries/verified-prescription.ts'
import type { DispenseRecord } from './verified.ts'

interface ReadSubject extends DispenseRecord, RecordSubject {}

fhirRead<RecordTables, ReadSubject>({
  resourceType: 'MedicationDispense',
  profile: DISPENSE_PROFILE,
  policy: readMedicationRecord,
  purpose: 'direct-care',
  load: async (tx, ctx, id) => {
    const dispense = await getDispense(tx as never, ctx, id)
    const { patientId, sensitive } = dispense.prescription
    return { ...dispense, patientId, sensitive }
  },
  shows: ({ patientId }) => [patientId],
  toResource: toMedicationDispense,
})

fhirSearch({
  resourceType: 'MedicationDispense',
  profile: DISPENSE_PROFILE,
  policy: searchMedicationRecords,
  purpose: 'direct-care',
  parameters: MEDICATION_PARAMETERS,
  find: async (tx: Parameters<typeof searchDispenses>[0], ctx, criteria, page) => {
    if (ctx.actor.kind !== 'api-client' && !(criteria._id ?? criteria.identifier ?? criteria.patient)) {
      throw fhirProblem(400, 'too-costly', 'Say whose supplies to look for.', 'http.patient')
    }
    return await searchDispenses(tx, ctx, medicationSearch(criteria, PACK_SYSTEM), page)
  },
  shows: ({ prescription }) => [prescription.patientId],
  toResource: toMedicationDispense,
})
