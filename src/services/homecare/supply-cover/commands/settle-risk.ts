import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf, createTasks, type TaskReason } from '../../../../core/tasks/index.ts'
import type { HomecareWork } from '../../tables.ts'
import { ownerOf } from '../owner.ts'
import { coverOf } from '../queries/cover-of.ts'
import { openRiskTasks } from '../queries/open-risk-tasks.ts'
import { RISK_REASONS } from '../task-reasons.ts'

/**
 * Makes sure that someone has a task for each of up to 500 treatments that is late, critical or unknown, and finishes the
 * tasks of those that no longer are. Told twice of the same, it does nothing the second time.
 */
export async function settleRisk(
  anyTx: AnyTx,
  ctx: Context,
  therapyIds: readonly string[],
): Promise<{ readonly made: number; readonly closed: number }> {
  const tx = asTx<HomecareWork>(anyTx)
  const covers = await coverOf(tx, ctx, therapyIds)
  const open = await openRiskTasks(
    tx,
    ctx.tenantId,
    Object.values(RISK_REASONS).map(({ code }) => code),
    therapyIds,
  )
  const wanted = new Map(covers.flatMap((one) => wantedFor(one.therapyId, RISK_REASONS[one.risk.level])))
  const missing = covers.filter(({ therapyId }) => {
    const reason = wanted.get(therapyId)
    return reason !== undefined && !open.some(({ key, code }) => key === therapyId && code === reason.code)
  })
  await createTasks(
    anyTx,
    ctx,
    missing.map((one) => ({
      reason: wanted.get(one.therapyId)!,
      owner: ownerOf(one),
      patientId: one.patientId,
      entity: { type: 'homecare.therapy', id: one.therapyId },
      key: one.therapyId,
    })),
  )
  const over = open.filter(({ key, code }) => wanted.get(key)?.code !== code)
  for (const { key, code } of over) {
    const reason = Object.values(RISK_REASONS).find((one) => one.code === code)
    const outcome = wanted.has(key) ? 'worse' : 'covered'
    if (reason) await closeTasksOf(anyTx, ctx, { reason, key, outcome })
  }
  return { made: missing.length, closed: over.length }
}

const wantedFor = (therapyId: string, reason: TaskReason | undefined): [string, TaskReason][] =>
  reason === undefined ? [] : [[therapyId, reason]]
