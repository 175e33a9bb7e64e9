import type { Context } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import type { IdentityTables } from '../../accounts/tables.ts'

/**
 * Whether someone other than this account can still administer the organisation. Holds the organisation's row until the end
 * of the transaction, so that two administrators who leave at the same moment do so one after the other.
 */
export async function isAdministeredWithout(
  tx: Tx<IdentityTables>,
  { tenantId }: Pick<Context, 'tenantId'>,
  accountId: string,
): Promise<boolean> {
  await tx
    .selectFrom('core.organisation')
    .select('tenant_id')
    .where('tenant_id', '=', tenantId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  const other = await tx
    .selectFrom('core.staff_role as held')
    .innerJoin('core.staff_account as account', (join) =>
      join.onRef('account.tenant_id', '=', 'held.tenant_id').onRef('account.account_id', '=', 'held.account_id'),
    )
    .select('held.account_id')
    .where('held.tenant_id', '=', tenantId)
    .where('account.tenant_id', '=', tenantId)
    .where('held.role', '=', 'administrator')
    .where('account.status', '=', 'active')
    .where('held.account_id', '!=', accountId)
    .executeTakeFirst()
  return other !== undefined
}
