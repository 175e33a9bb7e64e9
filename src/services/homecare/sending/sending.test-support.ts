import type { Care } from '../care.test-support.ts'
import { type HomecareTest, type Place, SAMPLE } from '../homecare.test-support.ts'
import { getPatient } from '../../../core/patients/index.ts'
import { getPrescription } from '../prescriptions/queries/prescriptions.ts'
import { transmitPrescription } from './commands/transmit-prescription.ts'

/** The company's own record and registration of a patient of a clinic, with the clinic's identifier. */
export async function givenHeldByCompany(
  given: HomecareTest,
  care: Care,
  from: Place = 'trust',
  state: 'submitted' | 'accepted' = 'accepted',
): Promise<string> {
  const { nhsNumber } = await given.read(from, (tx) => getPatient(tx, given.system(from), care.patientId))
  const patientId = await given.patient({ nhsNumber }, 'company')
  const at = given.clock.now()
  await given.write('company', async (tx) => {
    await given.bringStep(tx, 'company', 'enrolment', care.enrolmentId, patientId, state)
    await tx
      .insertInto('homecare.enrolment')
      .values({
        tenant_id: given.tenants.company,
        enrolment_id: care.enrolmentId,
        patient_id: patientId,
        counterpart_tenant_id: given.tenants[from],
        scheme_id: null,
        company_id: null,
        vtm_id: SAMPLE.adalimumab,
        medicine: 'Adalimumab',
        state,
        state_since: at,
        owner_account_id: given.idOf('company', 'coordinator'),
        owner_team_id: null,
        account_reference: 'BW-1001',
        answer_by: null,
        review_on: null,
        details: JSON.stringify({}),
        delivery_address: null,
        note: null,
        created_at: at,
        created_by: given.idOf('company', 'coordinator'),
      })
      .execute()
  })
  return patientId
}

export const prescriptionAt = (given: HomecareTest, place: Place, prescriptionId: string) =>
  given.read(place, (tx) => getPrescription(tx, given.tenants[place], prescriptionId))

/** As the job does right after an order. */
export const transmitNow = (given: HomecareTest, prescriptionId: string, place: Place = 'trust') =>
  transmitPrescription(given.system(place), { prescriptionId })
