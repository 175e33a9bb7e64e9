import type { Reader } from '../database/transaction.ts'
import { USUAL_PREFERENCE, type NotificationPreference } from './preference.ts'
import type { NotificationTables } from './tables.ts'

/** What someone chose, with its version; the usual when they have not chosen (version 0). */
export async function getPreference(
  db: Reader<NotificationTables>,
  tenantId: string,
  accountId: string,
): Promise<NotificationPreference & { readonly version: number }> {
  const preferences = await listPreferences(db, tenantId, [accountId])
  return preferences.get(accountId) ?? { ...USUAL_PREFERENCE, version: 0 }
}

/** The preferences of those who have chosen. */
export async function listPreferences(
  db: Reader<NotificationTables>,
  tenantId: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, NotificationPreference & { readonly version: number }>> {
  const rows = await db
    .selectFrom('core.notification_preference')
    .select([
      'account_id as accountId',
      'email_urgent as emailUrgent',
      'email_assigned as emailAssigned',
      'quiet_from as quietFrom',
      'quiet_until as quietUntil',
      'version',
    ])
    .where('tenant_id', '=', tenantId)
    .where('account_id', 'in', [...accountIds])
    .execute()
  return new Map(rows.map(({ accountId, ...preference }) => [accountId, preference]))
}

export interface StoredNotification {
  readonly notificationId: string
  readonly kind: string
  readonly taskId: string | null
  readonly createdAt: Date
  readonly readAt: Date | null
}

/** How many the page shows. */
export const MOST_SHOWN = 50

/** Someone's latest notifications, newest first. */
export async function listNotifications(
  db: Reader<NotificationTables>,
  tenantId: string,
  accountId: string,
  limit = MOST_SHOWN,
): Promise<readonly StoredNotification[]> {
  return await db
    .selectFrom('core.notification')
    .select([
      'notification_id as notificationId',
      'kind',
      'task_id as taskId',
      'created_at as createdAt',
      'read_at as readAt',
    ])
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .orderBy('notification_id', 'desc')
    .limit(limit)
    .execute()
}

/** The most that a bell shows. */
const MOST_UNREAD = 100

/** How many notifications someone has not read; stops counting at 100. */
export async function countUnread(
  db: Reader<NotificationTables>,
  tenantId: string,
  accountId: string,
): Promise<number> {
  const { count } = await db
    .selectFrom((from) =>
      from
        .selectFrom('core.notification')
        .select('notification_id')
        .where('tenant_id', '=', tenantId)
        .where('account_id', '=', accountId)
        .where('read_at', 'is', null)
        .limit(MOST_UNREAD)
        .as('unread'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
