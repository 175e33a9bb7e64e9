import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { Expected } from '../../../../core/identity/signatures/index.ts'
import type { SignedDocument, Withdrawals } from '../../../../core/signing/document.ts'
import { certificateFacts } from '../../../../core/signing/verify.ts'
import type { SigningTables } from '../tables.ts'

/** The authorities that another organisation has stated as its own, and what the one of this document has withdrawn. */
export async function believed(
  tx: Reader<SigningTables>,
  ctx: Pick<Context, 'tenantId'>,
  counterpartId: string,
  document: SignedDocument,
): Promise<Pick<Expected, 'authorities' | 'withdrawals'> & { readonly authorities: readonly string[] }> {
  const rows = await tx
    .selectFrom('homecare.counterpart_authority')
    .select(['fingerprint', 'withdrawals'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('counterpart_tenant_id', '=', counterpartId)
    .execute()
  const own = certificateFacts(authorityIn(document))?.fingerprint
  const withdrawals = rows.find(({ fingerprint }) => fingerprint === own)?.withdrawals
  return {
    authorities: rows.map(({ fingerprint }) => fingerprint),
    withdrawals: (withdrawals as Withdrawals | null | undefined) ?? undefined,
  }
}

function authorityIn(document: SignedDocument): string {
  const { signature } = document as unknown as { signature?: { authority?: unknown } }
  return typeof signature?.authority === 'string' ? signature.authority : ''
}
