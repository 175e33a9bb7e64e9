import type { CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { record } from '../../../audit/record.ts'
import { inTenant } from '../../../database/in-tenant.ts'
import { codeStep, newAuthenticatorSecret } from '../authenticator.ts'
import { findSecret } from '../queries.ts'
import { findStep } from '../queries/sign-in-step.ts'
import { newRecoveryCodes } from '../recovery-code.ts'
import type { IdentityTables } from '../tables.ts'
import { begin, type SignInProgress } from './sign-in.ts'
import { takeStep } from './sign-in-steps.ts'
import { storeAuthenticator, storeRecoveryCodes } from './store-secrets.ts'
import { visitorOf } from './visitor-of.ts'

/** The secret that this sign-in's set-up page shows: the same each time it is opened. */
export const stepSecret = (ctx: Pick<Context, 'keys'>, tokenHash: Buffer): string =>
  newAuthenticatorSecret(ctx.keys, `step|${tokenHash.toString('hex')}`)

/** For someone whose password was right and who must connect an authenticator app before they come in. */
export async function enrolAtSignIn(
  ctx: Context,
  code: string,
): Promise<{ progress: SignInProgress; recoveryCodes: readonly string[] } | 'code-not-right' | 'too-late' | 'refused'> {
  const { tokenHash } = visitorOf(ctx)
  const account = (await findStep(ctx, tokenHash, 'authenticator'))?.accounts[0]
  if (!account || !tokenHash) return 'too-late'
  const secret = stepSecret(ctx, tokenHash)
  const step = codeStep(secret, code, ctx.clock.now(), 0)
  if (step === undefined) return 'code-not-right'
  if (!(await takeStep(ctx, tokenHash, 'authenticator'))) return 'too-late'

  const { tenantId, accountId } = account
  const recoveryCodes = newRecoveryCodes(ctx.keys, `step|${tokenHash.toString('hex')}`)
  const by: Context = { ...ctx, tenantId, purpose: 'security' }
  const isEnrolled = await inTenant<IdentityTables & CoreTables, boolean>(by, async (tx) => {
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
