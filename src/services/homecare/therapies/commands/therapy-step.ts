import type { Updateable } from 'kysely'
import { SYSTEM_ACTOR_ID, type Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { takeStep } from '../../steps/commands/take-step.ts'
import { stepAs } from '../../steps/step-as.ts'
import { homecareRolesOf } from '../homecare-role.ts'
import type { Therapy } from '../queries/therapies.ts'
import type { TherapyTables } from '../tables.ts'
import { NO_THERAPY_FACTS } from '../therapy-facts.ts'
import { THERAPY, type TherapyEvent, type TherapyFacts, type TherapyState } from '../therapy.ts'

/** One step of a treatment on the clinic's side. Facts that are not given are not known. Answers with what stands in the way. */
export async function therapyStep(
  tx: AnyTx,
  ctx: Context,
  therapy: Pick<Therapy, 'therapyId' | 'patientId' | 'state'>,
  event: TherapyEvent,
  known: Partial<TherapyFacts>,
  how: { readonly isSystem?: boolean; readonly also?: Updateable<TherapyTables['homecare.therapy']> } = {},
): Promise<{ readonly to: TherapyState; readonly refusals?: never } | { readonly refusals: readonly Refusal[] }> {
  const who = how.isSystem
    ? { id: SYSTEM_ACTOR_ID, roles: new Set(['system'] as const) }
    : { id: ctx.actor.id, roles: homecareRolesOf(ctx, 'nhs-trust') }
  const answer = stepAs(THERAPY, therapy.state, event, who, { ...NO_THERAPY_FACTS, ...known })
  if (!answer.ok) return { refusals: answer.refusals }
  const { moved, role } = answer
  const { therapyId: id, patientId } = therapy
  await takeStep(tx, ctx, { machine: 'therapy', id, patientId, moved, role, reason: known.reason }, how.also)
  return { to: moved.to }
}
