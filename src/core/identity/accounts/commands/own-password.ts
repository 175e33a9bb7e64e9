import { command, recordRefusal } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { readInTenant } from '../../../database/in-tenant.ts'
import { sendEmail } from '../../../notifications/index.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { passwordProblem } from '../../../values/password.ts'
import { endSessionsOf } from '../../sessions/commands.ts'
import { accountIndex } from '../indexes.ts'
import { passwordChangedEmail } from '../messages.ts'
import { hashPassword, passwordMatches, type PasswordHash } from '../password-hash.ts'
import { ownAccount } from '../policy.ts'
import { findSecret, getStaffAccount } from '../queries.ts'
import type { StaffAccount } from '../staff-account.ts'
import type { IdentityTables } from '../tables.ts'
import { giveBack, takeAttempt } from './count-attempts.ts'
import { storePassword } from './store-secrets.ts'
import { voidLinks } from './sign-in-links.ts'
import { visitorOf } from './visitor-of.ts'

export type ChangePasswordAnswer = 'done' | 'not-right' | { readonly problem: string }

/** Changes one's own password, and ends every session of the account, this one included. */
export async function changeOwnPassword(
  ctx: Context,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<ChangePasswordAnswer> {
  if (!(await isOwnPassword(ctx, current))) return 'not-right'
  const { account, organisation } = await readInTenant<IdentityTables, { account: StaffAccount; organisation: string }>(
    ctx,
    async (tx) => ({
      account: await getStaffAccount(tx, ctx.tenantId, ctx.actor.id),
      organisation: (await getOrganisation(tx, ctx.tenantId)).name,
    }),
  )
  const problem = passwordProblem(next, { email: account.email, names: [account.name, organisation] }, 'New password')
  if (problem !== undefined) return { problem }
  await storeOwnPassword(ctx, { hash: await hashPassword(ctx.keys, next), organisation })
  return 'done'
}

const storeOwnPassword = command<IdentityTables, { hash: PasswordHash; organisation: string }, StaffAccount, 'done'>({
  action: 'identity.password.changed',
  policy: ownAccount,
  load: (tx, _input, ctx) => getStaffAccount(tx, ctx.tenantId, ctx.actor.id),
  subjects: () => [],
  async run(tx, ctx, account, { hash, organisation }, note) {
    note.entity = { type: 'staff-account', id: account.accountId }
    await storePassword(tx, ctx, account, hash)
    await voidLinks(tx, ctx, account.accountId)
    await endSessionsOf(tx, ctx.clock, { tenantId: ctx.tenantId, accountId: account.accountId })
    await sendEmail(tx, ctx, {
      to: { accountId: account.accountId },
      template: passwordChangedEmail,
      data: { name: account.name, organisation },
    })
    return 'done'
  },
})

/** Whether it is the password of the person who is signed in. Wrong ones are counted and recorded, as at sign-in. */
export async function isOwnPassword(ctx: Context, password: string): Promise<boolean> {
  const account = { tenantId: ctx.tenantId, accountId: ctx.actor.id }
  const taken = await takeAttempt(ctx, visitorOf(ctx), { kind: 'account', index: accountIndex(ctx.keys, account) })
  const secret = await readInTenant<IdentityTables, Awaited<ReturnType<typeof findSecret>>>(ctx, (tx) =>
    findSecret(tx, account.tenantId, account.accountId),
  )
  const stored =
    secret?.passwordScheme && secret.passwordHash
      ? { scheme: secret.passwordScheme, hash: secret.passwordHash }
      : undefined
  const isRight = (await passwordMatches(ctx.keys, password, stored)) && taken !== 'locked'
  if (isRight) await giveBack(ctx, taken)
  else await recordRefusal(ctx, 'identity.password.refused', 'refused')
  return isRight
}
