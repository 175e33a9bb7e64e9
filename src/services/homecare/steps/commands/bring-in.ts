import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { insertRows } from '../../../../core/database/insert-rows.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import type { StepTables } from '../tables.ts'

/** What a caseload may bring in, and the states it may stand in: none in which anything is proposed, signed or on its way. */
export type BroughtIn = { readonly id: string; readonly patientId: string } & (
  | { readonly machine: 'enrolment'; readonly to: 'accepted' | 'active' }
  | { readonly machine: 'therapy'; readonly to: 'maintained' }
)

/**
 * Keeps the steps with which rows of another system begin here, in one round trip. Only the import of a caseload calls it:
 * everything else begins with what a machine allowed. Insert the rows in the same transaction.
 */
export async function bringIn(tx: AnyTx, ctx: Context, things: readonly BroughtIn[]): Promise<void> {
  if (things.length === 0) return
  const now = ctx.clock.now()
  await insertRows(
    asTx<StepTables>(tx),
    'homecare.step',
    things.map(({ machine, id, patientId, to }) => ({
      tenant_id: ctx.tenantId,
      step_id: newUuid(now),
      machine,
      thing_id: id,
      patient_id: patientId,
      event: 'import',
      from_state: 'not-begun',
      to_state: to,
      role: 'system' as const,
      actor_id: ctx.actor.id,
      source: 'import' as const,
      said_on: null,
      reason: null,
      happened_at: now,
      recorded_at: now,
    })),
  )
}
