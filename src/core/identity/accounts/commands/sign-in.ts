import { record } from '../../../audit/record.ts'
import type { CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { inTenant, readInTenant } from '../../../database/in-tenant.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { endSessionOfToken, startSession } from '../../sessions/commands.ts'
import { giveBack, logAttempt, takeAttempt } from './count-attempts.ts'
import { codeIndex, emailIndex } from '../indexes.ts'
import { rememberBrowser } from './known-browser.ts'
import { findSecret, findStaffAccount, staffAccounts } from '../queries.ts'
import type { AccountRef } from '../staff-account.ts'
import type { SignInMethod } from './sign-in-method.ts'
import { findStep, type SignInStep, type Stage } from '../queries/sign-in-step.ts'
import { startStep, takeStep } from './sign-in-steps.ts'
import { needsAuthenticator, type StaffAccount } from '../staff-account.ts'
import { staffLimits } from '../staff-limits.ts'
import type { IdentityTables } from '../tables.ts'
import { useCode } from './use-code.ts'
import { visitorOf } from './visitor-of.ts'

// Signing in happens before anyone is anyone, so these are not commands: each step looks at the accounts again, writes its
// own audit event in the organisation of the account, and hands the browser a new token.

/** Where the browser goes next, with the token it holds from now on. */
export interface SignInProgress {
  readonly to: Stage | 'in'
  readonly token: string
  /** By which the browser is known from now on, once someone is in. */
  readonly browser?: string | undefined
}

/** The first step: a proof of who someone is. */
export async function signIn<Proof>(
  ctx: Context,
  method: SignInMethod<Proof>,
  proof: Proof,
): Promise<SignInProgress | 'refused'> {
  const [first, ...others] = await method.prove(ctx, proof)
  if (!first) return 'refused'
  if (others.length === 0) return await enter(ctx, first, { method: method.name, isTwoFactors: method.isTwoFactors })
  const { name, isTwoFactors } = method
  const step = { stage: 'organisation', accounts: [first, ...others], method: name, isTwoFactors } as const
  return { to: 'organisation', token: await startStep(ctx, step) }
}

/** For a person who works in several organisations. */
export async function chooseOrganisation(
  ctx: Context,
  tenantId: string,
): Promise<SignInProgress | 'refused' | 'too-late'> {
  const { tokenHash } = visitorOf(ctx)
  const step = await findStep(ctx, tokenHash, 'organisation')
  if (!step || !tokenHash) return 'too-late'
  const account = step.accounts.find((candidate) => candidate.tenantId === tenantId)
  if (!account) return 'refused'
  if (!(await takeStep(ctx, tokenHash, 'organisation'))) return 'too-late'
  return await enter(ctx, account, step)
}

/** A code of the authenticator app, or a recovery code in its place. */
export async function enterCode(ctx: Context, code: string): Promise<SignInProgress | 'refused' | 'too-late'> {
  const visitor = visitorOf(ctx)
  const { tokenHash } = visitor
  const step = await findStep(ctx, tokenHash, 'code')
  const account = step?.accounts[0]
  if (!account || !tokenHash) return 'too-late'
  const taken = await takeAttempt(ctx, visitor, { kind: 'account', index: codeIndex(ctx.keys, account) })
  const used =
    taken === 'locked'
      ? undefined
      : await inTenant<IdentityTables & CoreTables, 'authenticator' | 'recovery-code' | undefined>(
          { db: ctx.db, tenantId: account.tenantId },
          (tx) => useCode(tx, { ...ctx, tenantId: account.tenantId }, account.accountId, code, ctx.clock.now()),
        )
  if (!used || taken === 'locked') {
    const reason = taken === 'locked' ? 'locked' : 'code-not-right'
    await recordSignIn(ctx, account, { outcome: 'refused', reason })
    await logAttempt(ctx, { visitor, outcome: reason, requestId: ctx.requestId })
    return 'refused'
  }
  await giveBack(ctx, taken)
  if (!(await takeStep(ctx, tokenHash, 'code'))) return 'too-late'
  return await begin(ctx, account, `${step.method} and ${used}`)
}

/** After the proof: straight in, or to the authenticator app, or to setting one up. */
async function enter(
  ctx: Context,
  account: AccountRef,
  proof: Pick<SignInStep, 'method' | 'isTwoFactors'>,
): Promise<SignInProgress | 'refused'> {
  const stage = await readInTenant<IdentityTables, Stage | 'in' | undefined>(
    { db: ctx.db, tenantId: account.tenantId },
    async (tx) => {
      const found = await findStaffAccount(tx, account.tenantId, account.accountId)
      if (!found || !maySignIn(ctx, found)) return undefined
      if (proof.isTwoFactors) return 'in'
      const secret = await findSecret(tx, account.tenantId, account.accountId)
      if (secret?.authenticator) return 'code'
      const { settings } = await getOrganisation(tx, account.tenantId)
      return needsAuthenticator(found, settings.authenticatorFor) ? 'authenticator' : 'in'
    },
  )
  if (!stage) return 'refused'
  if (stage === 'in') return await begin(ctx, account, proof.method)
  const { method, isTwoFactors } = proof
  return { to: stage, token: await startStep(ctx, { stage, accounts: [account], method, isTwoFactors }) }
}

/** Starts the session, and ends the one this browser had. Looks at the account once more, since a step may have taken minutes. */
export async function begin(ctx: Context, account: AccountRef, method: string): Promise<SignInProgress | 'refused'> {
  const { tenantId, accountId } = account
  return await inTenant<IdentityTables & CoreTables, SignInProgress | 'refused'>(
    { db: ctx.db, tenantId },
    async (tx) => {
      // Held until the session is there, so that leaving at the same moment ends it.
      const found = await staffAccounts(tx, tenantId)
        .where('account.account_id', '=', accountId)
        .forShare('account')
        .executeTakeFirst()
      if (!found || !maySignIn(ctx, found)) return 'refused'
      const { settings } = await getOrganisation(tx, tenantId)
      const { tokenHash } = visitorOf(ctx)
      if (tokenHash) await endSessionOfToken(tx, ctx.clock, tokenHash)
      const { token, sessionId } = await startSession(
        tx,
        ctx.clock,
        { tenantId, accountId, accountKind: 'staff' },
        staffLimits(found.roles, settings),
      )
      await record(
        tx,
        {
          ...ctx,
          tenantId,
          sessionId,
          purpose: 'security',
          actor: { kind: 'staff', id: accountId, roles: found.roles, rights: found.rights },
        },
        {
          action: 'identity.signed-in',
          outcome: 'done',
          entity: { type: 'staff-account', id: accountId },
          values: { method },
        },
      )
      const browser = await rememberBrowser(tx, ctx, [emailIndex(ctx.keys, found.email)])
      return { to: 'in', token, browser }
    },
  )
}

const maySignIn = (ctx: Context, account: StaffAccount): boolean =>
  account.status === 'active' && (!account.isDemonstration || ctx.demonstration === true)

async function recordSignIn(
  ctx: Context,
  { tenantId, accountId }: AccountRef,
  { outcome, reason }: { outcome: 'refused'; reason: string },
): Promise<void> {
  await inTenant<CoreTables, void>({ db: ctx.db, tenantId }, (tx) =>
    record(
      tx,
      { ...ctx, tenantId, purpose: 'security' },
      {
        action: 'identity.sign-in.refused',
        outcome,
        entity: { type: 'staff-account', id: accountId },
        values: { method: 'code', reason },
      },
    ),
  )
}
