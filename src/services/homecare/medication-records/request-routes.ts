import { fhirProblem } from '../../../core/fhir/fhir-problem.ts'
import { fhirRead } from '../../../core/fhir/read.ts'
import { fhirSearch } from '../../../core/fhir/search.ts'
import type { RecordSubject } from '../../../core/patients/policy.ts'
import { toMedicationRequest } from './fhir/medication-request.ts'
import { MEDICATION_PARAMETERS, medicationSearch } from './fhir/search.ts'
import { ITEM_SYSTEM, REQUEST_PROFILE } from './fhir/systems.ts'
import { readMedicationRecord, searchMedicationRecords } from './policy.ts'
import { getRequest, searchRequests } from './queries/requests.ts'
import type { RecordTables } from './queries/verified-prescription.ts'
import type { RequestRecord } from './verified.ts'

interface ReadSubject extends RequestRecord, RecordSubject {}

fhirRead<RecordTables, ReadSubject>({
  resourceType: 'MedicationRequest',
  profile: REQUEST_PROFILE,
  policy: readMedicationRecord,
  purpose: 'direct-care',
  load: async (tx, ctx, id) => {
    const request = await getRequest(tx as never, ctx, id)
    const { patientId, sensitive } = request.prescription
    return { ...request, patientId, sensitive }
  },
  shows: ({ patientId }) => [patientId],
  toResource: toMedicationRequest,
})

fhirSearch({
  resourceType: 'MedicationRequest',
  profile: REQUEST_PROFILE,
  policy: searchMedicationRecords,
  purpose: 'direct-care',
  parameters: MEDICATION_PARAMETERS,
  find: async (tx: Parameters<typeof searchRequests>[0], ctx, criteria, page) => {
    if (ctx.actor.kind !== 'api-client' && !(criteria._id ?? criteria.identifier ?? criteria.patient)) {
      throw fhirProblem(400, 'too-costly', 'Say whose prescriptions to look for.', 'http.patient')
    }
    return await searchRequests(tx, ctx, medicationSearch(criteria, ITEM_SYSTEM), page)
  },
  shows: ({ prescription }) => [prescription.patientId],
  toResource: toMedicationRequest,
})
