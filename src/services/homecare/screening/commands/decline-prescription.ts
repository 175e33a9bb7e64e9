import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { screenPrescriptions } from '../policy.ts'
import { getScreeningCase } from '../queries/screening-case.ts'
import { keepScreening } from './keep-screening.ts'
import { screeningAct, type Which } from './screening-act.ts'

/** Ends a prescription before anything of it is sent, for a reason. */
export const declinePrescription = screeningAct<Which & { readonly reason: string }>(
  'homecare.prescription.declined',
  screenPrescriptions,
  async (tx, ctx, prescription, { reason }) => {
    const { findings } = await getScreeningCase(tx, ctx, prescription.prescriptionId)
    const outcome = await prescriptionStep(tx, ctx, prescription, 'decline', { known: { reason: reason.trim() } })
    if (outcome.refusals) return { refusals: outcome.refusals }
    await keepScreening(tx, ctx, prescription, { result: 'declined', findings, overrides: [] })
    return { refusals: [] }
  },
)
