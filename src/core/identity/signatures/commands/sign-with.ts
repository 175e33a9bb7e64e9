import type { CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import { NotAllowedError } from '../../../errors.ts'
import { enforce } from '../../../policy/enforce.ts'
import type { SignedDocument } from '../../../signing/document.ts'
import { signDocument } from '../../../signing/sign.ts'
import { certificateFacts, verifyDocument } from '../../../signing/verify.ts'
import type { JsonValue } from '../../../values/canonical-json.ts'
import { getStaffAccount } from '../../accounts/queries.ts'
import { requireRecentConfirmation } from '../../sessions/confirmation.ts'
import { sign } from '../policy.ts'
import { getAuthority, getKey } from '../queries.ts'
import { keyState, SIGN_MINUTES, signingRegistration, standingOf, SUPPLY_RULE } from '../signature.ts'
import type { SignatureTables } from '../tables.ts'
import type { UnlockedKey } from './unlock-signing-key.ts'

/**
 * Signs content with a key that its holder has just opened, in the transaction of the command that the signature is for. The
 * key cannot be withdrawn until that transaction ends. Throws `NotAllowedError` when the key was withdrawn or has ended since
 * it was opened, when it is someone else's, or when the holder may not sign any more.
 */
export async function signWith(
  tx: Tx<SignatureTables & CoreTables>,
  ctx: Context,
  key: UnlockedKey,
  { kind, content }: { readonly kind: string; readonly content: JsonValue },
): Promise<SignedDocument> {
  enforce(sign, ctx, undefined)
  requireRecentConfirmation(ctx, SIGN_MINUTES)
  if (key.tenantId !== ctx.tenantId || key.accountId !== ctx.actor.id) refuse('own-key')
  const { privateKey, at, method } = key.opened()
  const isHeld = await tx
    .selectFrom('core.signing_key')
    .select('key_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('key_id', '=', key.keyId)
    .where('account_id', '=', ctx.actor.id)
    .where('withdrawn_at', 'is', null)
    .forShare()
    .executeTakeFirst()
  if (!isHeld) refuse('in-use')
  const row = await getKey(tx, ctx.tenantId, key.keyId)
  const account = await getStaffAccount(tx, ctx.tenantId, ctx.actor.id)
  const authority = await getAuthority(tx, ctx.tenantId, row.authorityId)
  const now = ctx.clock.now()
  if (now.getTime() - at.getTime() > SIGN_MINUTES * 60_000) refuse('opened-recently')
  if (keyState(row, now) !== 'active') refuse('in-use')
  if (signingRegistration(account) !== row.registration) refuse('registration')
  const { isDemonstration } = account
  if (method === 'nothing' && !(isDemonstration && ctx.demonstration === true)) refuse('authenticator')
  const document = signDocument(
    {
      kind,
      content,
      standing: standingOf({ method, isSignedOff: SUPPLY_RULE.verified, isDemonstration }),
      signedAt: now,
      certificate: row.certificate,
      authority: authority.certificate,
    },
    privateKey,
  )
  refuseUnlessGood(document, kind, now)
  return document
}

/** A row that was changed behind the program's back makes signatures that nobody could verify: better none. */
function refuseUnlessGood(document: SignedDocument, kind: string, now: Date): void {
  const authorities = [certificateFacts(document.signature.authority)?.fingerprint ?? '']
  const { problems } = verifyDocument(document, { kind, now, authorities })
  if (problems.length > 0) throw new Error(`A signature came out wrong: ${problems.join(', ')}`)
}

function refuse(rule: string): never {
  throw new NotAllowedError(`identity.signing-key.${rule}`)
}
