import { sql } from 'kysely'
import { command } from '../../command.ts'
import { ConflictError } from '../../errors.ts'
import { ownNotifications } from '../policy.ts'
import type { NotificationPreference } from '../preference.ts'
import { getPreference } from '../queries.ts'
import type { NotificationTables } from '../tables.ts'

/** Marks what someone was shown as read: news that came since, or was not on the page, stays new. Others' news is not touched. */
export const readNotifications = command<
  NotificationTables,
  { readonly notificationIds: readonly string[] },
  { readonly accountId: string },
  { readonly read: number }
>({
  action: 'notification.read',
  policy: ownNotifications,
  load: (_tx, _input, ctx) => Promise.resolve({ accountId: ctx.actor.id }),
  subjects: () => [],
  async run(tx, ctx, { accountId }, { notificationIds }) {
    const { numUpdatedRows } = await tx
      .updateTable('core.notification')
      .set({ read_at: ctx.clock.now() })
      .where('tenant_id', '=', ctx.tenantId)
      .where('account_id', '=', accountId)
      .where('read_at', 'is', null)
      .where('notification_id', '=', sql<string>`any(${[...notificationIds]}::uuid[])`)
      .executeTakeFirst()
    return { read: Number(numUpdatedRows) }
  },
})

/** Changes what someone is told by e-mail. */
export const choosePreference = command<
  NotificationTables,
  NotificationPreference & { readonly version: number },
  NotificationPreference & { readonly accountId: string; readonly version: number },
  { readonly done: true }
>({
  action: 'notification.preference.changed',
  policy: ownNotifications,
  load: async (tx, _input, ctx) => ({
    accountId: ctx.actor.id,
    ...(await getPreference(tx as unknown as Parameters<typeof getPreference>[0], ctx.tenantId, ctx.actor.id)),
  }),
  subjects: () => [],
  async run(tx, ctx, before, { version, ...chosen }, note) {
    note.values = { old: { ...before }, new: { ...chosen } }
    const columns = {
      email_urgent: chosen.emailUrgent,
      email_assigned: chosen.emailAssigned,
      quiet_from: chosen.quietFrom,
      quiet_until: chosen.quietUntil,
    }
    const key = { tenant_id: ctx.tenantId, account_id: before.accountId }
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('core.notification_preference')
      .values({ ...key, ...columns, version: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'account_id'])
          .doUpdateSet({ ...columns, version: version + 1 })
          .where('core.notification_preference.version', '=', version),
      )
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) throw new ConflictError('The choice has changed')
    return { done: true }
  },
})
