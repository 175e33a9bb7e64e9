import { record } from '../../../audit/record.ts'
import type { CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { inTenant, readInTenant } from '../../../database/in-tenant.ts'
import { giveBack, takeAttempt } from '../../accounts/commands/count-attempts.ts'
import { visitorOf } from '../../accounts/commands/visitor-of.ts'
import { accountIndex } from '../../accounts/indexes.ts'
import { passwordMatches, type PasswordHash } from '../../accounts/password-hash.ts'
import { renewSession } from '../../sessions/commands.ts'
import { findPatientSecret } from '../queries.ts'
import type { AccessTables } from '../tables.ts'

/** "Confirm it's you": returns the session's new token, or nothing when the password was wrong. The old token is worth nothing after it. */
export async function confirmItsYou(ctx: Context, password: string): Promise<string | undefined> {
  const isRight = await isOwnPassword(ctx, password)
  const { sessionId } = ctx
  if (!isRight || sessionId === undefined) return undefined
  return await inTenant<AccessTables & CoreTables, string | undefined>(ctx, async (tx) => {
    const token = await renewSession(tx, ctx.clock, sessionId)
    await record(tx, ctx, { ...aboutOwn(ctx), action: 'patient-access.confirmed', outcome: 'done' })
    return token
  })
}

/** Whether it is the password of the patient who is signed in. Wrong ones slow the next one down, and are in the trail. */
export async function isOwnPassword(ctx: Context, password: string): Promise<boolean> {
  const { tenantId, actor } = ctx
  const index = accountIndex(ctx.keys, { tenantId, accountId: actor.id })
  const taken = await takeAttempt(ctx, visitorOf(ctx), { kind: 'account', index })
  const stored = await readInTenant<AccessTables, PasswordHash | undefined>(ctx, (tx) =>
    findPatientSecret(tx, tenantId, actor.id),
  )
  const matches = await passwordMatches(ctx.keys, password, stored)
  if (taken !== 'locked' && matches) {
    await giveBack(ctx, taken)
    return true
  }
  await inTenant<CoreTables, void>(ctx, (tx) =>
    record(tx, ctx, { ...aboutOwn(ctx), action: 'patient-access.confirm.refused', outcome: 'refused' }),
  )
  return false
}

const aboutOwn = ({ actor }: Context) => ({
  subjects: actor.patientId === undefined ? [] : [actor.patientId],
  entity: { type: 'patient-account', id: actor.id },
})
