import { record } from '../../../audit/record.ts'
import { recordRefusal, type CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { inTenant } from '../../../database/in-tenant.ts'
import { renewSession } from '../../sessions/commands.ts'
import { codeIndex } from '../indexes.ts'
import type { IdentityTables } from '../tables.ts'
import { giveBack, takeAttempt } from './count-attempts.ts'
import { isOwnPassword } from './own-password.ts'
import { useCode } from './use-code.ts'
import { visitorOf } from './visitor-of.ts'

/** What someone gives to prove again that it is them. */
export type Confirmation = { readonly password: string } | { readonly code: string }

/** Proves again that it is them. Returns the session's new token: the old one, which someone may have copied, is worth nothing after it. */
export async function confirmOwn(ctx: Context, proof: Confirmation): Promise<string | undefined> {
  const isRight = 'password' in proof ? await isOwnPassword(ctx, proof.password) : await isOwnCode(ctx, proof.code)
  const { sessionId } = ctx
  if (!isRight || sessionId === undefined) return undefined
  return await inTenant<IdentityTables & CoreTables, string | undefined>(ctx, async (tx) => {
    const token = await renewSession(tx, ctx.clock, sessionId)
    await record(tx, ctx, {
      action: 'identity.confirmed',
      outcome: 'done',
      entity: { type: 'staff-account', id: ctx.actor.id },
    })
    return token
  })
}

async function isOwnCode(ctx: Context, code: string): Promise<boolean> {
  const account = { tenantId: ctx.tenantId, accountId: ctx.actor.id }
  const taken = await takeAttempt(ctx, visitorOf(ctx), { kind: 'account', index: codeIndex(ctx.keys, account) })
  const used =
    taken === 'locked'
      ? undefined
      : await inTenant<IdentityTables & CoreTables, 'authenticator' | 'recovery-code' | undefined>(ctx, (tx) =>
          useCode(tx, ctx, ctx.actor.id, code, ctx.clock.now()),
        )
  if (taken !== 'locked' && used) {
    await giveBack(ctx, taken)
    return true
  }
  await recordRefusal(ctx, 'identity.confirmation.refused', 'refused')
  return false
}
