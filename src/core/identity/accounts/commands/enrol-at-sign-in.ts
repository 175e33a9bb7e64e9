import type { CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { record } from '../../../audit/record.ts'
import { inTenant } from '../../../database/in-tenant.ts'
import { endSessionsOf } from '../../sessions/commands.ts'
import { codeStep, newAuthenticatorSecret } from '../authenticator.ts'
import { findSecret, getStaffAccount } from '../queries.ts'
import { findStep, findUsedStep } from '../queries/sign-in-step.ts'
import { newRecoveryCodes } from '../recovery-code.ts'
import type { IdentityTables } from '../tables.ts'
import { begin, type SignInProgress } from './sign-in.ts'
import { takeStep } from './sign-in-steps.ts'
import { storeAuthenticator, storeRecoveryCodes } from './store-secrets.ts'
import { visitorOf } from './visitor-of.ts'

/** The secret that this sign-in's set-up page shows: the same each time it is opened. */
export const stepSecret = (ctx: Pick<Context, 'keys'>, tokenHash: Buffer): string =>
  newAuthenticatorSecret(ctx.keys, `step|${tokenHash.toString('hex')}`)

interface Enrolled {
  readonly progress: SignInProgress
  readonly recoveryCodes: readonly string[]
}

/** For someone whose password was right and who must connect an authenticator app before they come in. */
export async function enrolAtSignIn(
  ctx: Context,
  code: string,
): Promise<Enrolled | 'code-not-right' | 'too-late' | 'refused'> {
  const { tokenHash } = visitorOf(ctx)
  const account = (await findStep(ctx, tokenHash, 'authenticator'))?.accounts[0]
  if (!account || !tokenHash) return await enrolledAgain(ctx, tokenHash, code)
  const secret = stepSecret(ctx, tokenHash)
  const step = codeStep(secret, code, ctx.clock.now(), 0)
  if (step === undefined) return 'code-not-right'
  if (!(await takeStep(ctx, tokenHash, 'authenticator'))) return await enrolledAgain(ctx, tokenHash, code)

  const { tenantId, accountId } = account
  const recoveryCodes = codesOfStep(ctx, tokenHash)
  const holder = { ...ctx, tenantId, purpose: 'security' } as const
  const isEnrolled = await inTenant<IdentityTables & CoreTables, boolean>(holder, async (tx) => {
    const { roles, rights } = await getStaffAccount(tx, tenantId, accountId)
    const by: Context = { ...holder, actor: { kind: 'staff', id: accountId, roles, rights } }
    const known = await findSecret(tx, tenantId, accountId)
    // Someone who has one already, perhaps in another window, does not get a second in its place here.
    if (!known || known.authenticator) return false
    await storeAuthenticator(tx, by, accountId, { secret, step })
    await storeRecoveryCodes(tx, by, accountId, recoveryCodes)
    await record(tx, by, {
      action: 'identity.authenticator.connected',
      outcome: 'done',
      entity: { type: 'staff-account', id: accountId },
    })
    return true
  })
  if (!isEnrolled) return 'refused'
  const progress = await begin(ctx, account, 'password and authenticator')
  return progress === 'refused' ? 'refused' : { progress, recoveryCodes }
}

/**
 * The form was sent twice, and the browser shows the second answer: it has the codes that the first one stored. The session of
 * the first ends, since its cookie is overwritten.
 */
async function enrolledAgain(
  ctx: Context,
  tokenHash: Buffer | undefined,
  code: string,
): Promise<Enrolled | 'too-late' | 'refused'> {
  const account = await findUsedStep(ctx, tokenHash, 'authenticator')
  if (!account || !tokenHash) return 'too-late'
  if (codeStep(stepSecret(ctx, tokenHash), code, ctx.clock.now(), 0) === undefined) return 'too-late'
  const { tenantId, accountId } = account
  const isEnrolled = await inTenant<IdentityTables, boolean>({ db: ctx.db, tenantId }, async (tx) => {
    const secret = await findSecret(tx, tenantId, accountId)
    if (!secret?.authenticator) return false
    await endSessionsOf(tx, ctx.clock, account)
    return true
  })
  if (!isEnrolled) return 'too-late'
  const progress = await begin(ctx, account, 'password and authenticator')
  return progress === 'refused' ? 'refused' : { progress, recoveryCodes: codesOfStep(ctx, tokenHash) }
}

const codesOfStep = ({ keys }: Pick<Context, 'keys'>, tokenHash: Buffer): string[] =>
  newRecoveryCodes(keys, `step|${tokenHash.toString('hex')}`)
