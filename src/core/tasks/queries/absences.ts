import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import type { CivilDate } from '../../values/civil-date.ts'
import { isUuid } from '../../values/uuid.ts'
import type { AbsenceEntry } from '../absence.ts'
import type { TaskTables } from '../tables.ts'
import { namesOf } from './people.ts'

export interface StoredAbsence extends AbsenceEntry {
  readonly absenceId: string
  readonly version: number
}

export interface NamedAbsence extends StoredAbsence {
  readonly name: string
  readonly coverName: string | undefined
}

const COLUMNS = [
  'absence_id as absenceId',
  'account_id as accountId',
  'from_on as fromOn',
  'until_on as untilOn',
  'covered_by as coveredBy',
  'version',
] as const

/** Absences that are not over, by their first day; of one person when given. */
export async function listAbsences(
  db: Reader<TaskTables & AccountTables>,
  tenantId: string,
  from: CivilDate,
  accountId?: string,
): Promise<readonly NamedAbsence[]> {
  let query = db
    .selectFrom('core.absence')
    .select(COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('until_on', '>=', from)
    .where('cancelled_at', 'is', null)
  if (accountId !== undefined) query = query.where('account_id', '=', accountId)
  const rows = await query.orderBy('from_on').orderBy('absence_id').limit(500).execute()
  const names = await namesOf(
    db,
    tenantId,
    rows.flatMap((row) => [row.accountId, row.coveredBy ?? []].flat()),
  )
  return rows.map((row) => ({
    ...row,
    name: names.get(row.accountId) ?? 'Someone who is not known',
    coverName: row.coveredBy === null ? undefined : names.get(row.coveredBy),
  }))
}

/** An absence that is not cancelled. */
export async function getAbsence(db: Reader<TaskTables>, tenantId: string, absenceId: string): Promise<StoredAbsence> {
  const row = isUuid(absenceId)
    ? await db
        .selectFrom('core.absence')
        .select(COLUMNS)
        .where('tenant_id', '=', tenantId)
        .where('absence_id', '=', absenceId)
        .where('cancelled_at', 'is', null)
        .executeTakeFirst()
    : undefined
  if (!row) throw new NotFoundError('Absence')
  return row
}
