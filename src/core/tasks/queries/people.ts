import type { Reader } from '../../database/transaction.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import { anyOf } from './any-of.ts'

/** Names of members of staff by identifier, also of those who have left: a history is never without names. */
export async function namesOf(
  db: Reader<AccountTables>,
  tenantId: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('core.staff_account')
    .select(['account_id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', anyOf([...new Set(accountIds)]))
    .execute()
  return new Map(rows.map((row) => [row.account_id, row.name]))
}

/** Members of staff with their roles. */
export async function rolesOf(
  db: Reader<AccountTables>,
  tenantId: string,
  accountIds: readonly string[],
): Promise<readonly { readonly accountId: string; readonly roles: readonly string[] }[]> {
  if (accountIds.length === 0) return []
  const rows = await db
    .selectFrom('core.staff_role')
    .select(['account_id', 'role'])
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', anyOf([...new Set(accountIds)]))
    .execute()
  return accountIds.map((accountId) => ({
    accountId,
    roles: rows.filter((row) => row.account_id === accountId).map(({ role }) => role),
  }))
}

/** Everyone a task can be given to, by name. */
export async function listColleagues(
  db: Reader<AccountTables>,
  tenantId: string,
): Promise<readonly { readonly accountId: string; readonly name: string }[]> {
  return await db
    .selectFrom('core.staff_account')
    .select(['account_id as accountId', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('status', '=', 'active')
    .orderBy('name')
    .limit(1_000)
    .execute()
}
