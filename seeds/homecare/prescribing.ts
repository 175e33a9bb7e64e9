import { unlockSigningKey } from '../../src/core/identity/signatures/index.ts'
import { addDays } from '../../src/core/values/civil-date.ts'
import { beginPrescription } from '../../src/services/homecare/prescriptions/commands/begin-prescription.ts'
import { finishPrescription } from '../../src/services/homecare/prescriptions/commands/finish-prescription.ts'
import { savePart, type Part } from '../../src/services/homecare/prescriptions/commands/save-part.ts'
import { findPrescription, type Prescription } from '../../src/services/homecare/prescriptions/queries/prescriptions.ts'
import type { PrescriptionDraft } from '../../src/services/homecare/prescriptions/stored-content.ts'
import { screenPrescription } from '../../src/services/homecare/screening/commands/screen-prescription.ts'
import { signPrescriptions } from '../../src/services/homecare/signing/commands/sign-prescriptions.ts'
import { DEMONSTRATION_SIGNING_SECRET } from '../password.ts'
import { type Case, comesTo } from './cases.ts'
import { codesOf, doseOf, TREATMENTS } from './medicines.ts'
import { expectDone, patientOf, read, type World } from './world.ts'

/** Prescribes for somebody who is registered, and has it screened. Goes on where it was. */
export async function prescribe(world: World, one: Case, enrolmentId: string): Promise<string> {
  const { doctor, pharmacist } = world
  const prescriptionId = (await writtenFor(world, enrolmentId)) ?? (await begin(world, one, enrolmentId))
  const now = async () => stateAt(world, prescriptionId)
  if ((await now()).state === 'draft') {
    for (const [part, answers] of await answersOf(world, one)) {
      const { version } = await now()
      expectDone(`The page ${part}`, await savePart(doctor, { prescriptionId, version, part, answers }))
    }
    const { version } = await now()
    expectDone('The prescription', await finishPrescription(doctor, { prescriptionId, version }))
  }
  if (!comesTo(one, 'screened') || (await now()).state !== 'in-screening') return prescriptionId
  const screened = await screenPrescription(pharmacist, {
    prescriptionId,
    version: (await now()).version,
    reasons: {},
    funding: 'Approval seen on the funding system',
    monitoring: 'Blood tests of this month seen',
  })
  expectDone('Screening', screened)
  return prescriptionId
}

/** The doctor signs all that are screened with one proof of who they are. */
export async function sign(world: World, prescriptionIds: readonly string[]): Promise<void> {
  const { doctor } = world
  const chosen: { prescriptionId: string; digest: string }[] = []
  for (const prescriptionId of prescriptionIds) {
    const { state, digest = '' } = await stateAt(world, prescriptionId)
    if (state === 'screened') chosen.push({ prescriptionId, digest })
  }
  if (chosen.length === 0) return
  const unlocking = { ...doctor, purpose: 'security', visitor: { address: '127.0.0.1' } } as const
  const unlocked = await unlockSigningKey(unlocking, { secret: DEMONSTRATION_SIGNING_SECRET })
  if (unlocked.state !== 'unlocked') throw new Error(`The doctor’s key stays closed: ${unlocked.state}`)
  expectDone('Signing', await signPrescriptions(doctor, { key: unlocked.key, chosen }))
}

export const stateAt = async (world: World, prescriptionId: string): Promise<Prescription> => {
  const { doctor } = world
  const found = await read(doctor, (tx) => findPrescription(tx, doctor.tenantId, prescriptionId))
  if (!found) throw new Error('The prescription of the story is gone')
  return found
}

const writtenFor = ({ doctor }: World, enrolmentId: string): Promise<string | undefined> =>
  read(doctor, async (tx) => {
    const row = await tx
      .selectFrom('homecare.prescription')
      .select('prescription_id')
      .where('tenant_id', '=', doctor.tenantId)
      .where('enrolment_id', '=', enrolmentId)
      .executeTakeFirst()
    return row?.prescription_id
  })

async function begin(world: World, one: Case, enrolmentId: string): Promise<string> {
  const begun = await beginPrescription(world.doctor, {
    patientId: await patientOf(world, one),
    enrolmentId,
    route: 'subcutaneous',
    indication: TREATMENTS[one.treatment].indication,
    prescriberId: undefined,
    twoBiologicsReason: undefined,
  })
  if ('refused' in begun) throw new Error(`No prescription: ${JSON.stringify(begun.refused)}`)
  return begun.prescriptionId
}

/** Three deliveries, each of eight weeks. */
async function answersOf(world: World, one: Case): Promise<readonly (readonly [Part, PrescriptionDraft])[]> {
  const treatment = TREATMENTS[one.treatment]
  const { vmpId, ampId } = await codesOf(world.doctor, treatment)
  const { today } = world
  return [
    ['product', { vmpId, ampId }],
    ['dose', { dose: doseOf(treatment) }],
    ['deliveries', { deliveries: 3, interval: { every: 8, unit: 'week' }, firstDoseOn: addDays(today, one.first) }],
    ['quantity', { quantity: 8 / treatment.everyWeeks }],
    ['checks', { fundingReference: 'BLQ-1042', fundingUntil: addDays(today, 365), bloodsUntil: addDays(today, 90) }],
  ]
}
