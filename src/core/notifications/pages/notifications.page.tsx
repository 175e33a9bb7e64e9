import { Button } from '../../../design-system/components/button.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { Tag } from '../../../design-system/components/tag.tsx'
import { Form } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { hiddenField } from '../../http/form/fields.ts'
import { navigationItem } from '../../http/navigation.ts'
import { page } from '../../http/page.ts'
import { formatShortInstant } from '../../values/london-time.ts'
import { isUuid } from '../../values/uuid.ts'
import { readNotifications } from '../commands/own-notifications.ts'
import { notificationWords } from '../notification.ts'
import { notificationPaths } from '../paths.ts'
import { ownNotifications } from '../policy.ts'
import { listNotifications, MOST_SHOWN } from '../queries.ts'
import type { NotificationTables } from '../tables.ts'

navigationItem({
  audience: 'staff',
  text: 'Notifications',
  href: notificationPaths.list(),
  policy: ownNotifications,
  order: 90,
  live: 'notifications',
})

/** The news on the page, so that none is marked as read that was not shown. */
const shown = hiddenField<readonly string[]>((text) => {
  const ids = text.split(' ')
  return ids.length <= MOST_SHOWN && ids.every(isUuid) ? { value: ids } : { problem: 'Open the page again' }
})

export const notificationsPage = page({
  path: '/staff/notifications',
  audience: 'staff',
  policy: ownNotifications,
  purpose: 'administration',
  notices: { read: 'Marked as read.' },
  load: async (tx: Reader<NotificationTables>, ctx) => ({
    accountId: ctx.actor.id,
    notifications: await listNotifications(tx, ctx.tenantId, ctx.actor.id),
  }),
  shows: () => [],
  form: {
    fields: { shown },
    async submit(ctx, _subject, values) {
      await readNotifications(ctx, { notificationIds: values.shown })
      return { redirect: notificationPaths.list('read') }
    },
  },
  View: ({ subject: { notifications }, chrome, form }) => (
    <Layout {...chrome} title="Notifications" backHref="/staff">
      <h1 class="nhsuk-heading-l">Notifications</h1>
      {notifications.length === 0 ? (
        <p>You have no notifications.</p>
      ) : (
        <Table
          caption="Your latest notifications"
          head={['What', 'When', 'State']}
          rows={notifications.map(({ kind, taskId, createdAt, readAt }) => [
            taskId === null
              ? notificationWords(kind)
              : { text: notificationWords(kind), href: `/staff/tasks/${taskId}` },
            formatShortInstant(createdAt),
            readAt === null ? <Tag colour="blue">New</Tag> : 'Read',
          ])}
          responsive
        />
      )}
      {notifications.some(({ readAt }) => readAt === null) && (
        <Form {...form.hidden}>
          <input
            type="hidden"
            name="shown"
            value={notifications.map(({ notificationId }) => notificationId).join(' ')}
          />
          <Button>Mark all as read</Button>
        </Form>
      )}
      <p>
        <a href={notificationPaths.settings()}>Choose what we email you about</a>
      </p>
    </Layout>
  ),
})
