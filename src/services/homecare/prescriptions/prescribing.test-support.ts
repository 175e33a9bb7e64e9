import { inTenant } from '../../../core/database/in-tenant.ts'
import type { IdentityTables } from '../../../core/identity/accounts/tables.ts'
import { bringIn } from '../../../core/medicines/sample.test-support.ts'
import type { TenancyTables } from '../../../core/tenancy/tables.ts'
import { step } from '../../../core/values/state-machine.ts'
import { type Care, type CareOver, givenCare, givenCompany, givenScheme } from '../care.test-support.ts'
import { type HomecareTest, type Place, SAMPLE } from '../homecare.test-support.ts'
import { takeStep } from '../steps/commands/take-step.ts'
import { FORTNIGHTLY } from '../therapies/dose.test-support.ts'
import type { HomecareRole } from '../therapies/homecare-role.ts'
import { PRESCRIPTION_FACTS } from '../therapies/world.test-support.ts'
import { beginPrescription, type BeginPrescription } from './commands/begin-prescription.ts'
import { finishPrescription } from './commands/finish-prescription.ts'
import { savePart, type Part } from './commands/save-part.ts'
import { PRESCRIPTION } from './prescription.ts'
import type { PrescriptionEvent } from './prescription-state.ts'
import { getPrescription, type Prescription } from './queries/prescriptions.ts'
import type { PrescriptionDraft } from './stored-content.ts'

/** The medicines of the sample, a doctor with a registration, and the trust's address: call it in `before`. */
export async function readyToPrescribe(given: HomecareTest, places: readonly Place[] = ['trust']): Promise<void> {
  await bringIn(given.test)
  for (const place of places) {
    const tenantId = given.tenants[place]
    const { db } = given.test.platform
    await inTenant<IdentityTables & TenancyTables, void>({ db, tenantId }, async (tx) => {
      await tx
        .insertInto('core.staff_registration')
        .values({ tenant_id: tenantId, account_id: given.idOf(place, 'doctor'), register: 'gmc', number: '7654321' })
        .execute()
      await tx
        .updateTable('core.organisation')
        .set({ address_lines: ['1 River Road', 'Millbrook', 'ZZ1 1ZZ'] })
        .where('tenant_id', '=', tenantId)
        .execute()
    })
  }
}

/** Every answer of a prescription of adalimumab: 40 mg every 2 weeks, three deliveries eight weeks apart. */
export const ANSWERS: readonly (readonly [Part, PrescriptionDraft])[] = [
  ['product', { vmpId: SAMPLE.adalimumabPen40, ampId: SAMPLE.humiraPen40 }],
  ['dose', { dose: FORTNIGHTLY }],
  ['deliveries', { deliveries: 3, interval: { every: 8, unit: 'week' }, firstDoseOn: '2026-12-07' }],
  ['quantity', { quantity: 4 }],
  ['checks', { fundingReference: 'BLQ-1', fundingUntil: '2027-11-30', bloodsUntil: '2027-06-30' }],
]

/** A patient who is registered and has no treatment yet. */
export async function givenRegistered(given: HomecareTest, over: CareOver = {}): Promise<Omit<Care, 'therapyId'>> {
  const patientId = over.patientId ?? (await given.patient())
  const companyId = over.companyId ?? (await givenCompany(given))
  const schemeId = over.schemeId ?? (await givenScheme(given, [companyId], over.scheme))
  const enrolmentId = given.newId()
  const tenant_id = given.tenants.trust
  const at = given.clock.now()
  await given.write('trust', async (tx) => {
    const state = over.enrolment ?? 'accepted'
    await given.bringStep(tx, 'trust', 'enrolment', enrolmentId, patientId, state)
    await tx
      .insertInto('homecare.enrolment')
      .values({
        tenant_id,
        enrolment_id: enrolmentId,
        patient_id: patientId,
        scheme_id: schemeId,
        company_id: companyId,
        vtm_id: SAMPLE.adalimumab,
        medicine: 'Adalimumab',
        state,
        state_since: at,
        details: '{}',
        created_at: at,
        created_by: given.idOf('trust', 'nurse'),
      })
      .execute()
  })
  return { patientId, companyId, schemeId, enrolmentId }
}

export const beginning = (
  { patientId, enrolmentId }: Pick<Care, 'patientId' | 'enrolmentId'>,
  over: Partial<BeginPrescription> = {},
): BeginPrescription => ({
  patientId,
  enrolmentId,
  route: 'subcutaneous',
  indication: 'Rheumatoid arthritis',
  prescriberId: undefined,
  twoBiologicsReason: undefined,
  ...over,
})

/** Begins a prescription as the doctor, and gives every answer. */
export async function givenDraft(given: HomecareTest, care: Pick<Care, 'patientId' | 'enrolmentId'>): Promise<string> {
  const doctor = given.as('trust', 'doctor')
  const begun = await beginPrescription(doctor, beginning(care))
  if ('refused' in begun) throw new Error(begun.refused.map(({ name }) => name).join())
  for (const [part, answers] of ANSWERS) await saved(given, begun.prescriptionId, part, answers)
  return begun.prescriptionId
}

/** Saves one page as the doctor who sees it as it is now. */
export async function saved(given: HomecareTest, prescriptionId: string, part: Part, answers: PrescriptionDraft) {
  const { version } = await rowOf(given, prescriptionId)
  const answer = await savePart(given.as('trust', 'doctor'), { prescriptionId, version, part, answers })
  if ('refused' in answer) throw new Error(`${part}: ${answer.refused.map(({ name }) => name).join()}`)
  return answer
}

/** A prescription that waits for clinical screening. */
export async function givenInScreening(
  given: HomecareTest,
  care: Pick<Care, 'patientId' | 'enrolmentId'>,
): Promise<string> {
  const prescriptionId = await givenDraft(given, care)
  const { version } = await rowOf(given, prescriptionId)
  const answer = await finishPrescription(given.as('trust', 'doctor'), { prescriptionId, version })
  if ('refused' in answer) throw new Error(answer.refused.map(({ name }) => name).join())
  return prescriptionId
}

export const rowOf = (given: HomecareTest, prescriptionId: string): Promise<Prescription> =>
  given.read('trust', (tx) => getPrescription(tx, given.tenants.trust, prescriptionId))

/** Screens, signs and sends it by the machine alone, as other nouns do with their proofs. */
export async function givenSent(given: HomecareTest, prescriptionId: string): Promise<void> {
  const steps: readonly (readonly [PrescriptionEvent, HomecareRole])[] = [
    ['screen', 'pharmacist'],
    ['sign', 'prescriber'],
    ['order', 'pharmacist'],
    ['transmit', 'system'],
  ]
  for (const one of steps) await givenStep(given, prescriptionId, ...one)
}

/** One step as if everything that its guards look at were so. */
export async function givenStep(
  given: HomecareTest,
  prescriptionId: string,
  event: PrescriptionEvent,
  role: HomecareRole,
): Promise<void> {
  const { state, patientId, digest } = await rowOf(given, prescriptionId)
  const facts = { ...PRESCRIPTION_FACTS, isActorThePrescriber: event === 'sign' }
  const answer = step(PRESCRIPTION, state, event, { role, id: 'x' }, facts)
  if (!answer.ok) throw new Error(answer.refusals.map(({ name }) => name).join())
  const also = {
    ...(event === 'screen' ? { screened_digest: digest ?? null } : {}),
    ...(event === 'sign' ? { signed_digest: digest ?? null, signed_on: given.clock.today(), signed_units: 12 } : {}),
    ...(event === 'transmit' ? { left_by: 'electronic' as const } : {}),
  }
  await given.write('trust', (tx) =>
    takeStep(
      tx,
      given.system('trust'),
      { machine: 'prescription', id: prescriptionId, patientId, moved: answer.moved, role },
      also,
    ),
  )
}

export { givenCare }
