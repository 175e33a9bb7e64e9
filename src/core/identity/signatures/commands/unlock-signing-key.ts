import type { KeyObject } from 'node:crypto'
import { recordRefusal, type CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { readInTenant } from '../../../database/in-tenant.ts'
import { openFor } from '../../../encryption/subject-keys.ts'
import { enforce } from '../../../policy/enforce.ts'
import { keyOf } from '../../../signing/certificates.ts'
import { openWithSecret } from '../../../signing/own-secret.ts'
import { giveBack, takeAttempt } from '../../accounts/commands/count-attempts.ts'
import { visitorOf } from '../../accounts/commands/visitor-of.ts'
import { signingIndex } from '../../accounts/indexes.ts'
import { requireRecentConfirmation } from '../../sessions/confirmation.ts'
import { sign } from '../policy.ts'
import { findSealedKey } from '../queries.ts'
import { getOwnSigning } from '../queries/own-signing.ts'
import { SIGN_MINUTES, type SigningMethod } from '../signature.ts'
import type { SignatureTables } from '../tables.ts'
import { isSigner } from './prove-signer.ts'

/**
 * A key that its holder has opened, for one form. It may be part of a command's input: what is secret about it, and what
 * differs each time the same form is sent, is behind functions, which are never stored, compared or logged.
 */
export interface UnlockedKey {
  readonly keyId: string
  readonly accountId: string
  readonly tenantId: string
  readonly opened: () => { readonly privateKey: KeyObject; readonly at: Date; readonly method: SigningMethod }
}

export type Unlocked =
  | { readonly state: 'unlocked'; readonly key: UnlockedKey }
  /** The secret or the code; the two are not told apart. */
  | { readonly state: 'wrong' }
  | { readonly state: 'locked' | 'no-key' | 'expired' | 'withdrawn' | 'no-authenticator' }

/** Where a key is sealed: under its holder. What is sealed there is closed with their own secret already. */
export const KEY_PLACE = (accountId: string, keyId: string) => ({
  subject: { subjectId: accountId, class: 'credential' as const },
  column: { table: 'core.signing_key', column: 'sealed_key', rowId: keyId },
})

/**
 * Opens one's own key with one's own secret and a code of the authenticator app. Call it outside any transaction: it takes a
 * third of a second. Wrong attempts are counted, and every refusal is in the trail. Throws `NotAllowedError` for those who may
 * not sign, or who have not confirmed that it is them within five minutes.
 */
export async function unlockSigningKey(
  ctx: Context,
  { secret, code }: { readonly secret: string; readonly code?: string | undefined },
): Promise<Unlocked> {
  enforce(sign, ctx, undefined)
  requireRecentConfirmation(ctx, SIGN_MINUTES)
  const found = await stateOf(ctx)
  const answer = typeof found === 'string' ? ({ state: found } as const) : await tryOut(ctx, found, secret, code)
  if (answer.state !== 'unlocked') {
    const entity = typeof found === 'string' ? undefined : { type: 'signing-key', id: found.keyId }
    await recordRefusal(ctx, 'identity.signing-key.refused', 'refused', { entity })
  }
  return answer
}

interface Usable {
  readonly keyId: string
  readonly closed: Buffer
  readonly method: SigningMethod
}

async function stateOf(ctx: Context): Promise<Usable | 'no-key' | 'expired' | 'withdrawn' | 'no-authenticator'> {
  const { tenantId, actor } = ctx
  return await readInTenant<SignatureTables & CoreTables, Awaited<ReturnType<typeof stateOf>>>(ctx, async (tx) => {
    const { key, state, method } = await getOwnSigning(tx, ctx)
    if (state !== 'active') return state
    if (!method) return 'no-authenticator'
    const sealed = key && (await findSealedKey(tx, tenantId, key.keyId))
    if (!key || !sealed) return 'withdrawn'
    const { subject, column } = KEY_PLACE(actor.id, key.keyId)
    const closed = await openFor(tx, ctx, subject, column, sealed)
    return closed === undefined ? 'withdrawn' : { keyId: key.keyId, closed: Buffer.from(closed, 'base64'), method }
  })
}

async function tryOut(ctx: Context, usable: Usable, secret: string, code: string | undefined): Promise<Unlocked> {
  const { keyId, closed, method } = usable
  const account = { tenantId: ctx.tenantId, accountId: ctx.actor.id }
  const index = signingIndex(ctx.keys, account)
  const taken = await takeAttempt(ctx, visitorOf(ctx), { kind: 'signing', index })
  if (taken === 'locked') return { state: 'locked' }
  // The code first, and the secret whatever came of it: without the phone nobody learns whether a secret is right.
  const isHere = await isSigner(ctx, { keyId, code: code ?? '' })
  const opened = await openWithSecret(closed, secret, placeOf(account))
  if (!isHere || !opened) return { state: 'wrong' }
  await giveBack(ctx, taken)
  const inside = { privateKey: keyOf(opened), at: ctx.clock.now(), method }
  opened.fill(0)
  return { state: 'unlocked', key: { keyId, ...account, opened: () => inside } }
}

/** What ties a closed key to whose it is. */
export const placeOf = ({ tenantId, accountId }: { readonly tenantId: string; readonly accountId: string }): string =>
  `${tenantId}|${accountId}`
