import type { Context } from '../../context.ts'
import { asTx, type AnyTx } from '../../database/any-transaction.ts'
import type { EmailTemplate } from '../email-template.ts'
import { newTask, newUrgentTask, taskPassedUp } from '../messages.ts'
import { NOTIFICATION_KINDS, type NotificationKind } from '../notification.ts'
import { USUAL_PREFERENCE, whenToEmail, type NotificationPreference } from '../preference.ts'
import { listPreferences } from '../queries.ts'
import type { NotificationTables } from '../tables.ts'
import { newUuid } from '../../values/uuid.ts'
import { sendEmail } from './send-email.ts'

/** News for one member of staff. It says that there is something to see, never what. */
export interface News {
  readonly accountId: string
  readonly kind: NotificationKind
  readonly taskId?: string | undefined
}

const EMAILS: Readonly<Record<NotificationKind, EmailTemplate<void>>> = {
  'task-urgent': newUrgentTask,
  'task-assigned': newTask,
  'tasks-assigned': newTask,
  'task-passed-up': taskPassedUp,
}

/** Rows of one statement: PostgreSQL takes at most 65,535 values, and a large trust has more nurses than that allows. */
const AT_ONCE = 1_000

const inChunks = (news: readonly News[]) =>
  Array.from({ length: Math.ceil(news.length / AT_ONCE) }, (_, index) =>
    news.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  )

/** Tells members of staff in the program and, where they want it, by e-mail; all in the caller's transaction. */
export async function notify(anyTx: AnyTx, ctx: Context, news: readonly News[]): Promise<void> {
  if (news.length === 0) return
  const tx = asTx<NotificationTables>(anyTx)
  const now = ctx.clock.now()
  for (const some of inChunks(news)) {
    await tx
      .insertInto('core.notification')
      .values(
        some.map(({ accountId, kind, taskId }) => ({
          tenant_id: ctx.tenantId,
          notification_id: newUuid(now),
          account_id: accountId,
          kind,
          task_id: taskId ?? null,
          created_at: now,
          read_at: null,
        })),
      )
      .execute()
  }
  const preferences = await listPreferences(tx, ctx.tenantId, [...new Set(news.map(({ accountId }) => accountId))])
  const asked = new Map(news.map((one) => [`${one.accountId}:${EMAILS[one.kind].name}`, one]))
  for (const [waitingKey, { accountId, kind }] of asked) {
    const preference: NotificationPreference = preferences.get(accountId) ?? USUAL_PREFERENCE
    const at = whenToEmail(preference, NOTIFICATION_KINDS[kind].isUrgent, now)
    if (!at) continue
    await sendEmail(tx, ctx, { to: { accountId }, template: EMAILS[kind], data: undefined, notBefore: at, waitingKey })
  }
}
