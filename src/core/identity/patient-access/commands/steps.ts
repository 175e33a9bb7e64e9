import type { Context, Platform } from '../../../context.ts'
import { onPlatform } from '../../../database/in-tenant.ts'
import { endSessionOfToken } from '../../sessions/commands.ts'
import { hashToken, newToken } from '../../sessions/token.ts'
import { STEP_MINUTES, type Place, type Stage } from '../step.ts'
import type { AccessTables, PatientAccessTables } from '../tables.ts'

/**
 * Notes how far someone has come, and returns the token that their browser holds until they are in. The session that the
 * browser had, whoever's it was, ends here: its token is about to be replaced, and nobody could sign it out any more.
 */
export async function startStep(
  ctx: Pick<Context, 'db' | 'clock' | 'visitor'>,
  stage: Stage,
  places: readonly Place[],
): Promise<string> {
  const token = newToken()
  const now = ctx.clock.now()
  await onPlatform<AccessTables, void>(ctx, async (tx) => {
    if (ctx.visitor?.tokenHash) await endSessionOfToken(tx, ctx.clock, ctx.visitor.tokenHash)
    await tx
      .insertInto('core.patient_sign_in_step')
      .values({
        token_hash: hashToken(token),
        stage,
        places: JSON.stringify(places.map(({ tenantId, id }) => ({ tenantId, id }))),
        started_at: now,
        ends_at: new Date(now.getTime() + STEP_MINUTES * 60_000),
      })
      .execute()
  })
  return token
}

/** Takes a step away, once: of two who do so at the same time, one is told that it was there. */
export async function takeStep(platform: Platform, tokenHash: Buffer, stage: Stage): Promise<boolean> {
  return await onPlatform<PatientAccessTables, boolean>(platform, async (tx) => {
    const taken = await tx
      .deleteFrom('core.patient_sign_in_step')
      .where('token_hash', '=', tokenHash)
      .where('stage', '=', stage)
      .returning('token_hash')
      .executeTakeFirst()
    return taken !== undefined
  })
}
