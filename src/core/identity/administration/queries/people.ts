import { sql } from 'kysely'
import type { Reader } from '../../../database/transaction.ts'
import type { StaffRole } from '../../../policy/roles.ts'
import { staffAccounts } from '../../accounts/queries.ts'
import type { StaffAccount, StaffStatus } from '../../accounts/staff-account.ts'
import type { IdentityTables } from '../../accounts/tables.ts'

/** Which people to list. */
export interface PeopleQuery {
  /** Part of a name or of an e-mail address. */
  readonly text?: string | undefined
  readonly role?: StaffRole | undefined
  readonly status?: StaffStatus | undefined
  readonly sort?: 'name' | '-name' | 'email' | '-email' | undefined
}

export const PEOPLE_PER_PAGE = 50
/** Most people in a file: more than any NHS organisation employs. */
const MOST_IN_FILE = 100_000

export async function listPeople(
  db: Reader<IdentityTables>,
  tenantId: string,
  query: PeopleQuery & { readonly page: number },
): Promise<{ readonly rows: readonly StaffAccount[]; readonly total: number }> {
  const matching = people(db, tenantId, query)
  const { total } = await matching
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await sorted(matching, query.sort)
    .limit(PEOPLE_PER_PAGE)
    .offset((query.page - 1) * PEOPLE_PER_PAGE)
    .execute()
  return { rows, total }
}

/** Everyone who matches, for a file. */
export const listAllPeople = (
  db: Reader<IdentityTables>,
  tenantId: string,
  query: PeopleQuery,
): Promise<readonly StaffAccount[]> =>
  sorted(people(db, tenantId, query), query.sort)
    .limit(MOST_IN_FILE)
    .execute()

function people(db: Reader<IdentityTables>, tenantId: string, { text, role, status }: PeopleQuery) {
  return staffAccounts(db, tenantId)
    .$if(status !== undefined, (query) => query.where('account.status', '=', status ?? 'active'))
    .$if(text !== undefined && text !== '', (query) => {
      const part = `%${(text ?? '').toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
      return query.where((eb) =>
        eb.or([eb(sql`lower(account.name)`, 'like', part), eb('account.email_key', 'like', part)]),
      )
    })
    .$if(role !== undefined, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('core.staff_role as held')
            .select('held.role')
            .where('held.tenant_id', '=', tenantId)
            .whereRef('held.account_id', '=', 'account.account_id')
            .where('held.role', '=', role ?? 'administrator'),
        ),
      ),
    )
}

function sorted(query: ReturnType<typeof people>, sort: PeopleQuery['sort'] = 'name') {
  const column = sort.endsWith('email') ? ('account.email_key' as const) : ('account.name' as const)
  return query.orderBy(column, sort.startsWith('-') ? 'desc' : 'asc').orderBy('account.account_id')
}
