import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import { addDays, type CivilDate } from '../../../../core/values/civil-date.ts'
import { tellCompanyOfHold } from '../../prescriptions/commands/announce.ts'
import type { HomecareWork } from '../../tables.ts'
import { listPauses } from '../queries/therapies.ts'
import { reviewPause } from '../task-reasons.ts'

/** A pause leaves out its own day at least, so that one that ends on the day it began is a pause of one day. */
export const endOfPause = (from: CivilDate, on: CivilDate): CivilDate => (from >= on ? addDays(from, 1) : on)

/**
 * Ends the pause of a treatment whose doses go on from a day, and tells those who supply. Without a pause there is nothing to do:
 * one left open would say for ever that nobody needs anything.
 */
export async function endPause(
  tx: AnyTx,
  ctx: Context,
  { therapyId, patientId }: { readonly therapyId: string; readonly patientId: string },
  on: CivilDate,
  reason: string,
): Promise<void> {
  const own = asTx<HomecareWork>(tx)
  const open = (await listPauses(own, ctx.tenantId, therapyId)).find(({ until }) => until === undefined)
  if (open === undefined) return
  await own
    .updateTable('homecare.pause')
    .set({ until_on: endOfPause(open.from, on), ended_at: ctx.clock.now(), ended_by: ctx.actor.id })
    .where('tenant_id', '=', ctx.tenantId)
    .where('therapy_id', '=', therapyId)
    .where('until_on', 'is', null)
    .execute()
  await closeTasksOf(tx, ctx, { reason: reviewPause, key: therapyId, outcome: 'restarted' })
  await tellCompanyOfHold(tx, ctx, { therapyId, patientId, isHeld: false }, reason)
}
