import type { Platform } from '../../src/core/context.ts'
import { screenPrescription } from '../../src/services/homecare/screening/commands/screen-prescription.ts'
import type { Prescription } from '../../src/services/homecare/prescriptions/queries/prescriptions.ts'
import { addCompanies, approveSchemes } from '../../seeds/homecare/agreements.ts'
import { carry } from '../../seeds/homecare/carry.ts'
import type { Case } from '../../seeds/homecare/cases.ts'
import { sign, stateAt } from '../../seeds/homecare/prescribing.ts'
import { acceptPrescription, send } from '../../seeds/homecare/supplying.ts'
import { expectDone, patientOf, worldOf, type World } from '../../seeds/homecare/world.ts'

/** Somebody of the caseload whom no story tells of. */
const SOMEBODY: Case = { person: 1_027, treatment: 'adalimumab', company: 'brightwell', to: 'accepted', first: 10 }

export interface Journey {
  readonly world: World
  readonly patientId: string
  readonly prescription: (prescriptionId: string) => Promise<Prescription>
}

export async function journeyWorld(platform: Platform): Promise<Journey> {
  const companies = await addCompanies(platform)
  const schemes = await approveSchemes(platform, companies)
  const world = await worldOf(platform, { companies, schemes, today: platform.clock.today() })
  const patientId = await patientOf(world, SOMEBODY)
  return { world, patientId, prescription: (prescriptionId) => stateAt(world, prescriptionId) }
}

/** What screening, signing and sending do, by their commands: each by the person whose part it is. */
export async function orderSignedAndAccepted({ world }: Journey, prescriptionId: string): Promise<void> {
  const { version } = await stateAt(world, prescriptionId)
  const screened = await screenPrescription(world.pharmacist, {
    prescriptionId,
    version,
    reasons: {},
    funding: 'Approval seen',
    monitoring: 'Blood tests seen',
  })
  expectDone('Screening', screened)
  await sign(world, [prescriptionId])
  await send(world, SOMEBODY, prescriptionId)
  await carry(world.platform)
  await acceptPrescription(world, SOMEBODY, prescriptionId)
  await carry(world.platform)
}
