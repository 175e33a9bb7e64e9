import { command } from '../../../../core/command.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { expectVersion } from '../../prescriptions/commands/load-prescription.ts'
import { PRESCRIPTION } from '../../prescriptions/prescription.ts'
import { isInForce } from '../../prescriptions/prescription-state.ts'
import { listPrescriptionsOfTherapy } from '../../prescriptions/queries/prescriptions.ts'
import type { HomecareWork } from '../../tables.ts'
import { changeDose as policy } from '../policy.ts'
import { listPauses } from '../queries/therapies.ts'
import { lockTherapy, type LockedTherapy } from './load-therapy.ts'
import type { ActOnTherapy, TherapyAnswer } from './stop-therapy.ts'
import { therapyStep } from './therapy-step.ts'

/**
 * Gives up a change of dose: the prescription of the new dose is discarded when nobody has signed it. A treatment that was
 * paused is paused still: it goes on by a restart, which asks what a long pause asks.
 */
export const keepDose = command<
  HomecareWork & TenancyTables & MedicineTables,
  ActOnTherapy,
  LockedTherapy,
  TherapyAnswer
>({
  action: 'homecare.treatment.dose-kept',
  policy,
  load: (tx, { therapyId }, ctx) => lockTherapy(tx, ctx, therapyId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { therapy, patientId }, { therapyId, version, reason }, note) {
    note.entity = { type: 'homecare.therapy', id: therapyId }
    expectVersion(therapy, version)
    const prescriptions = await listPrescriptionsOfTherapy(tx, ctx.tenantId, therapyId)
    const inForce = prescriptions.filter(({ state }) => isInForce(state))
    if (inForce.some(({ replacesId }) => inForce.some(({ prescriptionId }) => prescriptionId === replacesId))) {
      note.outcome = 'refused'
      return { refused: [SIGNED_ALREADY] }
    }
    const pauses = await listPauses(tx, ctx.tenantId, therapyId)
    const hasOpenPause = pauses.some(({ until }) => until === undefined)
    const taken = await therapyStep(tx, ctx, therapy, 'keep-dose', { reason, hasOpenPause })
    if (taken.refusals) {
      note.outcome = 'refused'
      return { refused: taken.refusals }
    }
    for (const one of prescriptions) {
      if (isInForce(one.state) || PRESCRIPTION.terminal.includes(one.state)) continue
      await prescriptionStep(tx, ctx, one, 'discard', { as: ['system'], known: { reason } })
    }
    return { patientId }
  },
})

const SIGNED_ALREADY = {
  name: 'signed-already',
  sentence: 'The prescription of the new dose is signed: ask for it to be cancelled first',
}
