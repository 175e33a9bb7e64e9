import type { Context, Platform } from '../../../context.ts'
import { onPlatform } from '../../../database/in-tenant.ts'
import type { SignInStep, Stage } from '../queries/sign-in-step.ts'
import { endSessionOfToken } from '../../sessions/commands.ts'
import { hashToken, newToken } from '../../sessions/token.ts'
import type { AccountTables, IdentityTables } from '../tables.ts'

/** How long someone may take to find their telephone, in minutes. */
export const STEP_MINUTES = 10

/**
 * Notes how far someone has come, and returns the token that their browser holds until they are in. Each step has its own. The
 * session that the browser had ends here, since its token is about to be replaced.
 */
export async function startStep(
  ctx: Pick<Context, 'db' | 'clock' | 'visitor'>,
  { stage, accounts, method, isTwoFactors }: SignInStep,
): Promise<string> {
  const token = newToken()
  const now = ctx.clock.now()
  await onPlatform<IdentityTables, void>(ctx, async (tx) => {
    if (ctx.visitor?.tokenHash) await endSessionOfToken(tx, ctx.clock, ctx.visitor.tokenHash)
    await tx
      .insertInto('core.sign_in_step')
      .values({
        token_hash: hashToken(token),
        stage,
        accounts: JSON.stringify(accounts.map(({ tenantId, accountId }) => ({ tenantId, accountId }))),
        method,
        two_factors: isTwoFactors,
        started_at: now,
        ends_at: new Date(now.getTime() + STEP_MINUTES * 60_000),
        used_at: null,
      })
      .execute()
  })
  return token
}

/** Uses a step up, once: of two who do so at the same time, one is told that it was there. */
export async function takeStep(platform: Platform, tokenHash: Buffer, stage: Stage): Promise<boolean> {
  return await onPlatform<AccountTables, boolean>(platform, async (tx) => {
    const taken = await tx
      .updateTable('core.sign_in_step')
      .set({ used_at: platform.clock.now() })
      .where('token_hash', '=', tokenHash)
      .where('stage', '=', stage)
      .where('used_at', 'is', null)
      .returning('token_hash')
      .executeTakeFirst()
    return taken !== undefined
  })
}
