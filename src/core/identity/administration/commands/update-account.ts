import type { Updateable } from 'kysely'
import type { Context } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import { ConflictError } from '../../../errors.ts'
import type { IdentityTables } from '../../accounts/tables.ts'

/** Changes an account that is still as the administrator saw it; otherwise a conflict, and nothing is changed. */
export async function updateAccount(
  tx: Tx<IdentityTables>,
  { tenantId }: Pick<Context, 'tenantId'>,
  accountId: string,
  version: number,
  changes: Omit<Updateable<IdentityTables['core.staff_account']>, 'tenant_id' | 'account_id' | 'version'>,
): Promise<void> {
  const updated = await tx
    .updateTable('core.staff_account')
    .set({ ...changes, version: version + 1 })
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (updated.numUpdatedRows !== 1n) throw new ConflictError('The account was changed by someone else')
}
