import { command } from '../../../../core/command.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import { formatInstant } from '../../../../core/values/london-time.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { tooLongSince } from '../message.ts'
import { watchMessages } from '../policy.ts'
import { openWaiting } from '../queries/open-waiting.ts'
import { messageMissing } from '../task-reasons.ts'

/** Looks at one thing heard that has not been taken: when it waits too long a person gets a task. Answers whether one was made. */
export const watchMessage = command<
  HomecareWork,
  { readonly messageId: string },
  { readonly about: string; readonly number: number },
  boolean
>({
  action: 'homecare.message.watched',
  policy: watchMessages,
  async load(tx, { messageId }, ctx) {
    const row = await tx
      .selectFrom('homecare.message')
      .select(['about_id as about', 'number'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('message_id', '=', messageId)
      .where('direction', '=', 'received')
      .executeTakeFirst()
    if (!row) throw new NotFoundError('Message')
    return row
  },
  // What waits is sealed: whose it is will be known when it is taken.
  subjects: () => [],
  async run(tx, ctx, { about, number }, { messageId }, note) {
    note.entity = { type: 'homecare.message', id: about }
    // Whoever hears what was missing takes this too: it is looked at again when they are done.
    await lockHomecare(tx, ctx, about)
    const waits = await tx
      .selectFrom('homecare.message')
      .select('content')
      .where('tenant_id', '=', ctx.tenantId)
      .where('message_id', '=', messageId)
      .where('settled_at', 'is', null)
      .where('received_at', '<=', tooLongSince(ctx.clock.now()))
      .executeTakeFirst()
    if (!waits?.content) return false
    const { arrived } = await openWaiting(tx, ctx, messageId, waits.content)
    const { isNew } = await createTask(tx, ctx, {
      reason: messageMissing,
      owner: { role: 'pharmacist' },
      entity: { type: 'homecare.message', id: about },
      key: `${about}:${number}`,
      note: `${arrived.from.name} sent what waits on ${formatInstant(arrived.sentAt)}`,
    })
    return isNew
  },
})
