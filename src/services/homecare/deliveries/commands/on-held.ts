import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import { maySay } from '../../exchange/queries/may-say.ts'
import { say } from '../../exchange/commands/say.ts'
import { listen, onPrescriptionStep } from '../../prescriptions/commands/announce.ts'
import { mayDispense, type PrescriptionState } from '../../prescriptions/prescription-state.ts'
import { listPrescriptionsOfTherapy, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import type { HomecareWork } from '../../tables.ts'
import { getTherapy, listPauses } from '../../therapies/queries/therapies.ts'
import { careAround } from '../queries/delivery-care.ts'
import { supplyHeld } from '../sayings/supply-held.ts'
import { telephoneGoOn, telephoneHold } from '../task-reasons.ts'
import { planAnew } from './plan-deliveries.ts'
import { planOrAsk } from './plan-or-ask.ts'

// What supply does when a treatment is paused or goes on, in its transaction. Only on the clinic's side: it decides.

/** A company has it, and may supply from it or will once it has answered. */
const WITH_COMPANY: readonly PrescriptionState[] = [
  'transmitted',
  'unacknowledged',
  'company-query',
  'acknowledged',
  'in-supply',
  'cancel-requested',
]

listen('supply-held', async (tx, ctx, { therapy: { therapyId, isHeld } }) => {
  const own = asTx<HomecareWork>(tx)
  for (const prescription of await listPrescriptionsOfTherapy(own, ctx.tenantId, therapyId)) {
    if (!WITH_COMPANY.includes(prescription.state)) continue
    if (!isHeld && mayDispense(prescription.state)) await planOrAsk(tx, ctx, prescription.prescriptionId, planAnew)
    await tellOfHold(tx, ctx, prescription, isHeld)
  }
})

/** Accepted while the treatment is paused: the company cannot know of a pause that began before it had anything to supply. */
onPrescriptionStep(['acknowledge'], async (tx, ctx, { prescription }) => {
  if (prescription.counterpartId !== undefined) return
  const { state } = await getTherapy(asTx<HomecareWork>(tx), ctx.tenantId, prescription.therapyId)
  if (state === 'paused') await tellOfHold(tx, ctx, prescription, true)
})

async function tellOfHold(tx: AnyTx, ctx: Context, prescription: Prescription, isHeld: boolean): Promise<void> {
  const own = asTx<HomecareWork>(tx)
  const { prescriptionId, therapyId, patientId, leftBy } = prescription
  const { otherSide } = await careAround(own, ctx.tenantId, prescriptionId)
  if (otherSide === undefined || leftBy === 'ink' || !(await maySay(tx, ctx, supplyHeld, otherSide))) {
    await createTask(tx, ctx, {
      reason: isHeld ? telephoneHold : telephoneGoOn,
      owner: { role: 'pharmacist' },
      patientId,
      entity: { type: 'homecare.therapy', id: therapyId },
      key: prescriptionId,
    })
    return
  }
  const pauses = (await listPauses(own, ctx.tenantId, therapyId)).map(({ pauseId, from, until, restart }) => ({
    pauseId,
    from,
    until,
    restart,
  }))
  await say(tx, ctx, supplyHeld, { to: otherSide, about: prescriptionId, patientId, body: { isHeld, pauses } })
}
