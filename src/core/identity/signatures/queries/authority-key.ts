import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { openFor } from '../../../encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../encryption/tables.ts'
import { NotFoundError, UnavailableError } from '../../../errors.ts'
import type { SignatureTables } from '../tables.ts'

type Keys = Pick<Context, 'keys' | 'tenantId'>

/** Where an authority's private key is sealed: under the organisation itself. */
export const AUTHORITY_PLACE = ({ tenantId }: Pick<Context, 'tenantId'>, authorityId: string) => ({
  subject: { subjectId: tenantId, class: 'credential' as const },
  column: { table: 'core.signing_authority', column: 'sealed_key', rowId: authorityId },
})

/** The private key of one of the organisation's authorities, as PKCS #8. */
export async function openAuthorityKey(
  db: Reader<SignatureTables & EncryptionTables>,
  ctx: Keys,
  authorityId: string,
): Promise<Buffer> {
  const row = await db
    .selectFrom('core.signing_authority')
    .select('sealed_key')
    .where('tenant_id', '=', ctx.tenantId)
    .where('authority_id', '=', authorityId)
    .executeTakeFirst()
  if (!row) throw new NotFoundError('Signing authority')
  const { subject, column } = AUTHORITY_PLACE(ctx, authorityId)
  const text = await openFor(db, ctx, subject, column, row.sealed_key)
  if (text === undefined) throw new UnavailableError('The key of the signing authority was destroyed')
  return Buffer.from(text, 'base64')
}
