import { command } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { useAuthenticatorCode } from '../../accounts/commands/use-code.ts'
import { getStaffAccount } from '../../accounts/queries.ts'
import { requireRecentConfirmation } from '../../sessions/confirmation.ts'
import { sign } from '../policy.ts'
import { ownMethod } from '../queries/own-signing.ts'
import { SIGN_MINUTES, type SigningMethod } from '../signature.ts'
import type { SignatureTables } from '../tables.ts'

/** How long a form that was proved may come again, as a double click or a lost answer does. */
const AGAIN_MILLISECONDS = 2 * 60_000

/**
 * Whether a code of the authenticator app is right. A code serves one form: the same form sent twice is proved once, and its
 * commands then answer as they did the first time. Recovery codes do not sign.
 */
export async function isSigner(
  ctx: Context,
  proof: { readonly keyId: string; readonly code: string },
): Promise<boolean> {
  const answer = await proveSigner(ctx, proof)
  return answer !== 'wrong' && ctx.clock.now().getTime() - Date.parse(answer.provedAt) <= AGAIN_MILLISECONDS
}

const proveSigner = command<
  SignatureTables,
  { readonly keyId: string; readonly code: string },
  SigningMethod | undefined,
  { readonly provedAt: string } | 'wrong'
>({
  action: 'identity.signer.proved',
  policy: sign,
  async load(tx, _input, ctx) {
    return await ownMethod(tx, ctx, await getStaffAccount(tx, ctx.tenantId, ctx.actor.id))
  },
  subjects: () => [],
  async run(tx, ctx, method, { keyId, code }, note) {
    requireRecentConfirmation(ctx, SIGN_MINUTES)
    const now = ctx.clock.now()
    note.entity = { type: 'signing-key', id: keyId }
    note.values = { method }
    if (method === 'nothing') return { provedAt: now.toISOString() }
    if (method === 'authenticator' && (await useAuthenticatorCode(tx, ctx, ctx.actor.id, code, now))) {
      return { provedAt: now.toISOString() }
    }
    note.outcome = 'refused'
    return 'wrong'
  },
})
