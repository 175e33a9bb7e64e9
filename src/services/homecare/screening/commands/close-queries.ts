import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import { closeMatter } from '../../matters/commands/keep-matter.ts'
import { listMattersOf } from '../../matters/queries/matters.ts'
import { onPrescriptionStep } from '../../prescriptions/commands/announce.ts'
import type { ScreeningTables } from '../queries/screening-case.ts'
import { answerQueryTask } from '../task-reasons.ts'
import { SCREENING_QUERY } from './query-prescription.ts'

/** Ends the questions of pharmacy that are open about a prescription. Answers how many there were. */
export async function closeScreeningQueries(
  tx: AnyTx,
  ctx: Context,
  prescriptionId: string,
  { code, words }: { readonly code: string; readonly words?: string | undefined },
): Promise<number> {
  const matters = await listMattersOf(asTx<ScreeningTables>(tx), ctx, prescriptionId)
  const open = matters.filter(({ rule, closedAt }) => rule === SCREENING_QUERY && closedAt === undefined)
  for (const matter of open) await closeMatter(tx, ctx, matter, { code, words })
  const outcome = code === 'declined' || code === 'discarded' ? code : 'answered'
  await closeTasksOf(tx, ctx, { reason: answerQueryTask, key: prescriptionId, outcome })
  return open.length
}

/** Declined or discarded while a question is open, it ends with that. */
onPrescriptionStep(['decline', 'discard'], async (tx, ctx, { prescription: { prescriptionId }, to }) => {
  await closeScreeningQueries(tx, ctx, prescriptionId, { code: to === 'declined' ? 'declined' : 'discarded' })
})
