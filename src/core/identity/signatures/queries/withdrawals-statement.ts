import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import type { EncryptionTables } from '../../../encryption/tables.ts'
import { keyOf } from '../../../signing/certificates.ts'
import type { Withdrawals } from '../../../signing/document.ts'
import { stateWithdrawals } from '../../../signing/sign.ts'
import { certificateFacts } from '../../../signing/verify.ts'
import { listAuthorities, listWithdrawn } from '../queries.ts'
import type { SignatureTables } from '../tables.ts'
import { openAuthorityKey } from './authority-key.ts'

/**
 * What an authority of the organisation has withdrawn, stated now under its key, to travel with copies that are checked
 * elsewhere. `of` is the authority's certificate as a document carries it, or else the one in use. Undefined when the
 * organisation has no such authority: only who issued a certificate can withdraw it.
 */
export async function withdrawalsStatement(
  tx: Reader<SignatureTables & EncryptionTables>,
  ctx: Pick<Context, 'tenantId' | 'keys' | 'clock'>,
  of?: string,
): Promise<Withdrawals | undefined> {
  const wanted = of === undefined ? undefined : certificateFacts(of)?.fingerprint
  const authority = (await listAuthorities(tx, ctx.tenantId)).find(({ certificate, replacedAt }) =>
    of === undefined ? replacedAt === null : certificateFacts(certificate)?.fingerprint === wanted,
  )
  if (!authority) return undefined
  const withdrawn = await listWithdrawn(tx, ctx.tenantId, authority.authorityId)
  return stateWithdrawals(
    withdrawn.map(({ serial, at, reason }) => ({ serial, at: at.toISOString(), reason })),
    ctx.clock.now(),
    keyOf(await openAuthorityKey(tx, ctx, authority.authorityId)),
  )
}
