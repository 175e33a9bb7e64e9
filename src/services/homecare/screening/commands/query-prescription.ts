import { createTask } from '../../../../core/tasks/index.ts'
import { openMatter } from '../../matters/commands/keep-matter.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { screenPrescriptions } from '../policy.ts'
import { getScreeningCase } from '../queries/screening-case.ts'
import type { QueryReason } from '../screening.ts'
import { answerQueryTask } from '../task-reasons.ts'
import { keepScreening } from './keep-screening.ts'
import { screeningAct, type Which } from './screening-act.ts'

/** The rule of the matters that are questions of pharmacy to the prescriber. */
export const SCREENING_QUERY = 'screening'

/** Asks the prescriber. It stays open until they answer with an outcome. */
export const queryPrescription = screeningAct<Which & { readonly reason: QueryReason; readonly words: string }>(
  'homecare.prescription.queried',
  screenPrescriptions,
  async (tx, ctx, prescription, { reason, words }) => {
    const { prescriptionId, patientId, prescriberId } = prescription
    const outcome = await prescriptionStep(tx, ctx, prescription, 'query', { known: { reason: words.trim() } })
    if (outcome.refusals) return { refusals: outcome.refusals }
    const { findings } = await getScreeningCase(tx, ctx, prescriptionId)
    await keepScreening(tx, ctx, prescription, { result: 'queried', findings, overrides: [] })
    await openMatter(tx, ctx, {
      kind: 'query',
      patientId,
      prescriptionId,
      rule: SCREENING_QUERY,
      reasonCode: reason,
      words,
    })
    await createTask(tx, ctx, {
      reason: answerQueryTask,
      owner: { accountId: prescriberId },
      patientId,
      entity: { type: 'homecare.prescription', id: prescriptionId },
      key: prescriptionId,
    })
    return { refusals: [] }
  },
)
