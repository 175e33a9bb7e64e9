import type { Reader } from '../../../../core/database/transaction.ts'
import { findStaffAccount, staffAccounts, type StaffAccount } from '../../../../core/identity/accounts/index.ts'
import type { IdentityTables } from '../../../../core/identity/accounts/tables.ts'

const mayPrescribe = ({ status, roles, rights }: StaffAccount): boolean =>
  status === 'active' && (roles.includes('doctor') || rights.includes('prescribe'))

/** Everyone here who may prescribe, by name. */
export async function listPrescribers(tx: Reader<IdentityTables>, tenantId: string): Promise<readonly StaffAccount[]> {
  const accounts = await staffAccounts(tx, tenantId)
    .where('account.status', '=', 'active')
    .orderBy('account.name')
    .execute()
  return accounts.filter(mayPrescribe)
}

/** A prescriber of this organisation who is still here. */
export async function findPrescriber(
  tx: Reader<IdentityTables>,
  tenantId: string,
  accountId: string,
): Promise<StaffAccount | undefined> {
  const account = await findStaffAccount(tx, tenantId, accountId)
  return account && mayPrescribe(account) ? account : undefined
}
