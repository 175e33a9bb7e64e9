import { record } from '../../../audit/record.ts'
import type { CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { inTenant, readInTenant } from '../../../database/in-tenant.ts'
import { giveBack, logAttempt, takeAttempt } from './count-attempts.ts'
import { enoughTime } from './enough-time.ts'
import { emailIndex } from '../indexes.ts'
import { hashPassword, isOutdated, passwordMatches, type PasswordHash } from '../password-hash.ts'
import { findSecret, findStaffAccount } from '../queries.ts'
import { listAccountsOfEmail } from '../queries/accounts-of-email.ts'
import type { AccountRef } from '../staff-account.ts'
import type { SignInMethod } from './sign-in-method.ts'
import type { IdentityTables } from '../tables.ts'
import { visitorOf } from './visitor-of.ts'

interface PasswordProof {
  readonly email: string
  readonly password: string
}
interface Candidate extends AccountRef {
  /** Set when the account may sign in and has a password. */
  readonly stored: PasswordHash | undefined
}

/**
 * E-mail and password. An unknown address, a wrong password, a locked account and one that has left get the same answer
 * after the same work: the attempt is counted, one password is compared, the attempt is logged.
 */
export const passwordMethod: SignInMethod<PasswordProof> = {
  name: 'password',
  isTwoFactors: false,
  async prove(ctx, { email, password }) {
    const enough = enoughTime()
    const visitor = visitorOf(ctx)
    const index = emailIndex(ctx.keys, email)
    const taken = await takeAttempt(ctx, visitor, { kind: 'email', index })
    const candidates = await candidatesOf(ctx, email)
    const compared = await Promise.all(
      (candidates.length > 0 ? candidates : [undefined]).map((candidate) =>
        passwordMatches(ctx.keys, password, candidate?.stored),
      ),
    )
    const proved = taken === 'locked' ? [] : candidates.filter((_candidate, at) => compared[at])
    if (taken !== 'locked' && proved.length > 0) {
      await giveBack(ctx, taken)
      await Promise.all(proved.map((candidate) => strengthen(ctx, candidate, password)))
      return proved
    }
    const reason = taken === 'locked' ? 'locked' : 'not-right'
    await logAttempt(ctx, { visitor, emailIndex: index, outcome: reason, requestId: ctx.requestId })
    await Promise.all(candidates.map((candidate) => recordRefused(ctx, candidate, reason)))
    await enough
    return []
  },
}

/** The accounts of an address, each with its password when it may sign in. */
async function candidatesOf(ctx: Context, email: string): Promise<Candidate[]> {
  const accounts = await listAccountsOfEmail(ctx, email)
  return await Promise.all(accounts.map(async (account) => ({ ...account, stored: await passwordOf(ctx, account) })))
}

async function passwordOf(ctx: Context, { tenantId, accountId }: AccountRef): Promise<PasswordHash | undefined> {
  return await readInTenant<IdentityTables, PasswordHash | undefined>({ db: ctx.db, tenantId }, async (tx) => {
    const account = await findStaffAccount(tx, tenantId, accountId)
    const secret = await findSecret(tx, tenantId, accountId)
    const maySignIn = account?.status === 'active' && (!account.isDemonstration || ctx.demonstration === true)
    if (!maySignIn || !secret?.passwordScheme || !secret.passwordHash) return undefined
    return { scheme: secret.passwordScheme, hash: secret.passwordHash }
  })
}

/** Hashes a right password again when hashes have become stronger since it was set. */
async function strengthen(ctx: Context, { tenantId, accountId, stored }: Candidate, password: string): Promise<void> {
  if (!stored || !isOutdated(stored)) return
  const { scheme, hash } = await hashPassword(ctx.keys, password)
  await inTenant<IdentityTables, void>({ db: ctx.db, tenantId }, async (tx) => {
    await tx
      .updateTable('core.staff_secret')
      .set({ password_scheme: scheme, password_hash: hash })
      .where('tenant_id', '=', tenantId)
      .where('account_id', '=', accountId)
      .where('password_hash', '=', stored.hash)
      .execute()
  })
}

async function recordRefused(ctx: Context, { tenantId, accountId }: AccountRef, reason: string): Promise<void> {
  await inTenant<CoreTables, void>({ db: ctx.db, tenantId }, (tx) =>
    record(
      tx,
      { ...ctx, tenantId, purpose: 'security' },
      {
        action: 'identity.sign-in.refused',
        outcome: 'refused',
        entity: { type: 'staff-account', id: accountId },
        values: { method: 'password', reason },
      },
    ),
  )
}
