import { command } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { sendEmail } from '../../../notifications/index.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { endOtherSessions } from '../../sessions/commands.ts'
import { requireRecentConfirmation } from '../../sessions/confirmation.ts'
import { codeStep, newAuthenticatorSecret } from '../authenticator.ts'
import { authenticatorChangedEmail } from '../messages.ts'
import { CONFIRM_MINUTES } from '../paths.ts'
import { ownAccount } from '../policy.ts'
import { findSecret, getStaffAccount } from '../queries.ts'
import { newRecoveryCodes } from '../recovery-code.ts'
import type { IdentityTables } from '../tables.ts'
import { storeAuthenticator, storeRecoveryCodes } from './store-secrets.ts'

/** The secret that this person's page shows: the same until they sign in again or connect an app. */
export const ownSecret = (ctx: Pick<Context, 'keys' | 'actor' | 'sessionId'>, version: number): string =>
  newAuthenticatorSecret(ctx.keys, `session|${ctx.actor.id}|${ctx.sessionId ?? ''}|${version}`)

/** The recovery codes that a form leads to: the same when it is sent twice. */
export const codesOfForm = (ctx: Pick<Context, 'keys' | 'actor' | 'idempotencyKey'>): readonly string[] =>
  newRecoveryCodes(ctx.keys, `form|${ctx.actor.id}|${ctx.idempotencyKey ?? ''}`)

/** Connects an authenticator app in place of the one before, with new recovery codes. Its owner is told, and signed out elsewhere. */
export const connectAuthenticator = command<
  IdentityTables,
  { readonly code: string },
  { readonly version: number },
  'done' | 'code-not-right'
>({
  action: 'identity.authenticator.connected',
  policy: ownAccount,
  load: async (tx, _input, ctx) => ({ version: (await findSecret(tx, ctx.tenantId, ctx.actor.id))?.version ?? 0 }),
  subjects: () => [],
  async run(tx, ctx, { version }, { code }, note) {
    requireRecentConfirmation(ctx, CONFIRM_MINUTES)
    note.entity = { type: 'staff-account', id: ctx.actor.id }
    const secret = ownSecret(ctx, version)
    const step = codeStep(secret, code, ctx.clock.now(), 0)
    if (step === undefined) {
      note.outcome = 'refused'
      return 'code-not-right'
    }
    await storeAuthenticator(tx, ctx, ctx.actor.id, { secret, step })
    await storeRecoveryCodes(tx, ctx, ctx.actor.id, codesOfForm(ctx))
    const account = { tenantId: ctx.tenantId, accountId: ctx.actor.id }
    await endOtherSessions(tx, ctx.clock, account, ctx.sessionId)
    await sendEmail(tx, ctx, {
      to: { accountId: ctx.actor.id },
      template: authenticatorChangedEmail,
      data: {
        name: (await getStaffAccount(tx, ctx.tenantId, ctx.actor.id)).name,
        organisation: (await getOrganisation(tx, ctx.tenantId)).name,
      },
    })
    return 'done'
  },
})

/** New recovery codes in place of the old. */
export const renewRecoveryCodes = command<IdentityTables, Record<never, never>, undefined, 'done'>({
  action: 'identity.recovery-codes.renewed',
  policy: ownAccount,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, _input, note) {
    requireRecentConfirmation(ctx, CONFIRM_MINUTES)
    note.entity = { type: 'staff-account', id: ctx.actor.id }
    await storeRecoveryCodes(tx, ctx, ctx.actor.id, codesOfForm(ctx))
    return 'done'
  },
})
