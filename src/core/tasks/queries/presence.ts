import type { Reader } from '../../database/transaction.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import type { CivilDate } from '../../values/civil-date.ts'
import type { Absence, Presence } from '../cover.ts'
import type { TaskTables } from '../tables.ts'

/** Who is away on a day, in this organisation. */
export async function listAbsencesOn(
  db: Reader<TaskTables>,
  tenantId: string,
  on: CivilDate,
): Promise<readonly Absence[]> {
  return await db
    .selectFrom('core.absence')
    .select(['account_id as accountId', 'from_on as fromOn', 'until_on as untilOn', 'covered_by as coveredBy'])
    .where('tenant_id', '=', tenantId)
    .where('until_on', '>=', on)
    .where('from_on', '<=', on)
    .where('cancelled_at', 'is', null)
    .orderBy('recorded_at')
    .execute()
}

/**
 * Who is here on a day, as far as `accountIds` and everyone who is away or covers are concerned: two indexed reads, whatever
 * the size of the organisation. Someone who has been invited and has not joined yet is not here.
 */
export async function presenceOn(
  db: Reader<TaskTables & AccountTables>,
  tenantId: string,
  today: CivilDate,
  accountIds: readonly string[],
): Promise<Presence> {
  const absences = await listAbsencesOn(db, tenantId, today)
  const asked = new Set([
    ...accountIds,
    ...absences.flatMap(({ accountId, coveredBy }) => [accountId, coveredBy ?? []].flat()),
  ])
  const active =
    asked.size === 0
      ? []
      : await db
          .selectFrom('core.staff_account')
          .select('account_id')
          .where('tenant_id', '=', tenantId)
          .where('account_id', 'in', [...asked])
          .where('status', '=', 'active')
          .execute()
  const here = new Set(active.map(({ account_id: accountId }) => accountId))
  return { absences, today, hasLeft: (accountId) => !here.has(accountId) }
}
