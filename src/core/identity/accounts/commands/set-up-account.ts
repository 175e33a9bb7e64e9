import { record } from '../../../audit/record.ts'
import type { CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { inTenant, readInTenant } from '../../../database/in-tenant.ts'
import { sendEmail } from '../../../notifications/index.ts'
import { passwordProblem } from '../../../values/password.ts'
import { endSessionsOf } from '../../sessions/commands.ts'
import { hashToken } from '../../sessions/token.ts'
import { codeStep, newAuthenticatorSecret } from '../authenticator.ts'
import { passwordChangedEmail } from '../messages.ts'
import { hashPassword, passwordMatches } from '../password-hash.ts'
import { findSecret } from '../queries.ts'
import { findLinkHolder, findUsedLink, type LinkHolder } from '../queries/sign-in-link.ts'
import { newRecoveryCodes } from '../recovery-code.ts'
import type { LinkKind } from '../sign-in-link.ts'
import type { IdentityTables } from '../tables.ts'
import { takeLink } from './sign-in-links.ts'
import { storeAuthenticator, storePassword, storeRecoveryCodes } from './store-secrets.ts'

export type SetUpAnswer =
  | { readonly answer: 'done'; readonly recoveryCodes: readonly string[] }
  | { readonly answer: 'link-ended' }
  | { readonly answer: 'code-not-right' }
  | { readonly answer: 'password'; readonly problem: string }

/** The secret that the set-up page of this link shows: the same each time it is opened. */
export const setUpSecret = (ctx: Pick<Context, 'keys'>, token: string): string =>
  newAuthenticatorSecret(ctx.keys, `link|${hashToken(token).toString('hex')}`)

/** The first time, or after a reset: the holder of the link chooses a password and connects an authenticator app. */
export async function setUpAccount(
  ctx: Context,
  { token, password, code }: { readonly token: string; readonly password: string; readonly code: string | undefined },
): Promise<SetUpAnswer> {
  const holder = await findLinkHolder(ctx, token, 'set-up')
  if (!holder) return await answerAgain(ctx, { token, password }, 'set-up')
  const problem = newPasswordProblem(holder, password)
  if (problem !== undefined) return { answer: 'password', problem }
  const secret = setUpSecret(ctx, token)
  const step = code === undefined ? undefined : codeStep(secret, code, ctx.clock.now(), 0)
  if (step === undefined && (code !== undefined || holder.needsAuthenticator)) return { answer: 'code-not-right' }

  const hash = await hashPassword(ctx.keys, password)
  const recoveryCodes = step === undefined ? [] : codesOfLink(ctx, token)
  const { account } = holder
  const by = asHolder(ctx, holder)
  const isDone = await inTenant<IdentityTables & CoreTables, boolean>(by, async (tx) => {
    if (!(await takeLink(tx, by, token, 'set-up'))) return false
    const updated = await tx
      .updateTable('core.staff_account')
      .set((eb) => ({
        status: 'active',
        joined_at: eb.fn.coalesce('joined_at', eb.val(ctx.clock.now())),
        version: eb('version', '+', 1),
      }))
      .where('tenant_id', '=', by.tenantId)
      .where('account_id', '=', account.accountId)
      .where('status', '!=', 'left')
      .executeTakeFirst()
    if (updated.numUpdatedRows !== 1n) return false
    await storePassword(tx, by, account, hash)
    if (step !== undefined) {
      await storeAuthenticator(tx, by, account.accountId, { secret, step })
      await storeRecoveryCodes(tx, by, account.accountId, recoveryCodes)
    }
    await endSessionsOf(tx, ctx.clock, { tenantId: by.tenantId, accountId: account.accountId })
    await record(tx, by, {
      action: 'identity.account.set-up',
      outcome: 'done',
      entity: { type: 'staff-account', id: account.accountId },
      values: { authenticator: step !== undefined },
    })
    return true
  })
  return isDone ? { answer: 'done', recoveryCodes } : await answerAgain(ctx, { token, password }, 'set-up')
}

/** A new password for someone who forgot theirs and can read their e-mail. Their authenticator is asked for at sign-in as ever. */
export async function setNewPassword(
  ctx: Context,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<Exclude<SetUpAnswer, { answer: 'code-not-right' }>> {
  const holder = await findLinkHolder(ctx, token, 'new-password')
  if (!holder) return await answerAgain(ctx, { token, password }, 'new-password')
  const problem = newPasswordProblem(holder, password)
  if (problem !== undefined) return { answer: 'password', problem }
  const hash = await hashPassword(ctx.keys, password)
  const by = asHolder(ctx, holder)
  const isDone = await inTenant<IdentityTables & CoreTables, boolean>(by, async (tx) => {
    if (!(await takeLink(tx, by, token, 'new-password'))) return false
    await storePassword(tx, by, holder.account, hash)
    await endSessionsOf(tx, ctx.clock, { tenantId: by.tenantId, accountId: holder.account.accountId })
    await record(tx, by, {
      action: 'identity.password.changed',
      outcome: 'done',
      entity: { type: 'staff-account', id: holder.account.accountId },
      values: { by: 'link' },
    })
    await sendEmail(tx, by, {
      to: { accountId: holder.account.accountId },
      template: passwordChangedEmail,
      data: { name: holder.account.name, organisation: holder.organisation },
    })
    return true
  })
  return isDone ? { answer: 'done', recoveryCodes: [] } : await answerAgain(ctx, { token, password }, 'new-password')
}

/** A form that was sent twice, told by the password that its first sending set, gets the first's answer: the codes in it are shown once. */
async function answerAgain(
  ctx: Context,
  { token, password }: { readonly token: string; readonly password: string },
  kind: LinkKind,
): Promise<Extract<SetUpAnswer, { answer: 'done' | 'link-ended' }>> {
  const used = await findUsedLink(ctx, token, kind)
  const secret =
    used &&
    (await readInTenant<IdentityTables, Awaited<ReturnType<typeof findSecret>>>({ db: ctx.db, ...used }, (tx) =>
      findSecret(tx, used.tenantId, used.accountId),
    ))
  if (!secret?.passwordScheme || !secret.passwordHash) return { answer: 'link-ended' }
  const stored = { scheme: secret.passwordScheme, hash: secret.passwordHash }
  if (!(await passwordMatches(ctx.keys, password, stored))) return { answer: 'link-ended' }
  return { answer: 'done', recoveryCodes: kind === 'set-up' && secret.authenticator ? codesOfLink(ctx, token) : [] }
}

const codesOfLink = ({ keys }: Pick<Context, 'keys'>, token: string): string[] =>
  newRecoveryCodes(keys, `link|${hashToken(token).toString('hex')}`)

const newPasswordProblem = ({ account, organisation }: LinkHolder, password: string): string | undefined =>
  passwordProblem(password, { email: account.email, names: [account.name, organisation] })

/** Whoever holds the link acts as its account, in its organisation. */
const asHolder = (ctx: Context, { tenantId, account }: LinkHolder): Context => ({
  ...ctx,
  tenantId,
  purpose: 'security',
  actor: { kind: 'staff', id: account.accountId, roles: account.roles, rights: account.rights },
})
