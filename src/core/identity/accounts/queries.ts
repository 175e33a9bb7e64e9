import { sql } from 'kysely'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { isUuid } from '../../values/uuid.ts'
import type { StaffAccount } from './staff-account.ts'
import type { IdentityTables } from './tables.ts'

/** The account, whatever its status. */
export async function getStaffAccount(
  db: Reader<IdentityTables>,
  tenantId: string,
  accountId: string,
): Promise<StaffAccount> {
  const account = isUuid(accountId) ? await findStaffAccount(db, tenantId, accountId) : undefined
  if (!account) throw new NotFoundError('Staff account')
  return account
}

/** The account with its roles, rights and registrations, in one round trip. */
export async function findStaffAccount(
  db: Reader<IdentityTables>,
  tenantId: string,
  accountId: string,
): Promise<StaffAccount | undefined> {
  return await staffAccounts(db, tenantId).where('account.account_id', '=', accountId).executeTakeFirst()
}

/** Accounts of one organisation with roles, rights and registrations: add `where`, `orderBy` and `limit`. */
export function staffAccounts(db: Reader<IdentityTables>, tenantId: string) {
  return db
    .selectFrom('core.staff_account as account')
    .where('account.tenant_id', '=', tenantId)
    .select([
      'account.account_id as accountId',
      'account.name',
      'account.email',
      'account.status',
      'account.is_demonstration as isDemonstration',
      'account.joined_at as joinedAt',
      'account.left_at as leftAt',
      'account.version',
      sql<StaffAccount['roles']>`array(
        select role from core.staff_role held
        where held.tenant_id = account.tenant_id and held.account_id = account.account_id order by role)`.as('roles'),
      sql<StaffAccount['rights']>`array(
        select named_right from core.staff_right held
        where held.tenant_id = account.tenant_id and held.account_id = account.account_id order by named_right)`.as(
        'rights',
      ),
      sql<StaffAccount['registrations']>`(
        select coalesce(json_agg(json_build_object('register', register, 'number', number) order by register), '[]')
        from core.staff_registration held
        where held.tenant_id = account.tenant_id and held.account_id = account.account_id)`.as('registrations'),
    ])
}

/** What proves that it is them; `undefined` before they set a password and after they left. */
export async function findSecret(db: Reader<IdentityTables>, tenantId: string, accountId: string) {
  return await db
    .selectFrom('core.staff_secret')
    .select([
      'password_scheme as passwordScheme',
      'password_hash as passwordHash',
      'password_set_at as passwordSetAt',
      'authenticator',
      'authenticator_since as authenticatorSince',
      'last_code_step as lastCodeStep',
      'version',
    ])
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}
