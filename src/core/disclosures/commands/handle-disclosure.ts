import { command } from '../../command.ts'
import { asTx } from '../../database/any-transaction.ts'
import { forgetDeadJobs } from '../../jobs/commands/handle-troubled-job.ts'
import { sentState, receivedState, type StopReason } from '../disclosure.ts'
import { applyDisclosure, deliverDisclosure } from '../jobs.ts'
import { closeTasksOf } from '../../tasks/index.ts'
import { handleDisclosures } from '../policy.ts'
import { findRecipientToSend } from '../queries.ts'
import { getReceived, getSent, type ReceivedLine, type SentLine } from '../queries/lines.ts'
import type { DisclosureTables } from '../tables.ts'
import { notApplied, notDelivered } from '../task-reasons.ts'

type Id = { readonly disclosureId: string }
type ReceivedId = Id & { readonly senderId: string }
/** Only what failed can be handled by hand: the rest is delivered, stopped, or still being tried. Sending again needs the register's yes. */
export type HandleRefusal = 'not-failed' | 'agreement-ended'

/** Sends again what could not be delivered, with all its tries before it. */
export const sendDisclosureAgain = command<DisclosureTables, Id, SentLine, HandleRefusal | undefined>({
  action: 'core.disclosure.sent-again',
  policy: handleDisclosures,
  load: (tx, { disclosureId }, ctx) => getSent(tx, ctx.tenantId, disclosureId),
  subjects: ({ patientId }) => (patientId === undefined ? [] : [patientId]),
  async run(tx, ctx, sent, { disclosureId }, note) {
    note.entity = { type: 'disclosure', id: disclosureId }
    if (sentState(sent) !== 'failed') {
      note.outcome = 'refused'
      return 'not-failed'
    }
    const recipient = await findRecipientToSend(tx, ctx.tenantId, sent.recipientId)
    if (!recipient?.kinds.includes(sent.kind)) {
      note.outcome = 'refused'
      return 'agreement-ended'
    }
    await tx
      .updateTable('core.disclosure_outbox')
      .set({ attempts: 0, problem: null })
      .where('tenant_id', '=', ctx.tenantId)
      .where('disclosure_id', '=', disclosureId)
      .execute()
    await forgetDeadJobs(tx, ctx.tenantId, deliverDisclosure, { disclosureId })
    await ctx.jobs.send(asTx<never>(tx), ctx.tenantId, deliverDisclosure, { disclosureId })
    await closeTasksOf(tx, ctx, { reason: notDelivered, key: disclosureId, outcome: 'sent-again' })
    return undefined
  },
})

/** Gives up what could not be delivered. It can never be sent again; make a new one instead. */
export const stopDisclosure = command<
  DisclosureTables,
  Id & { readonly reason: StopReason },
  SentLine,
  HandleRefusal | undefined
>({
  action: 'core.disclosure.stopped',
  policy: handleDisclosures,
  load: (tx, { disclosureId }, ctx) => getSent(tx, ctx.tenantId, disclosureId),
  subjects: ({ patientId }) => (patientId === undefined ? [] : [patientId]),
  async run(tx, ctx, sent, { disclosureId, reason }, note) {
    note.entity = { type: 'disclosure', id: disclosureId }
    note.values = { reason }
    const stopped =
      sentState(sent) === 'failed' &&
      (await tx
        .updateTable('core.disclosure_outbox')
        .set({ stopped_at: ctx.clock.now(), stopped_by: ctx.actor.id, stop_reason: reason })
        .where('tenant_id', '=', ctx.tenantId)
        .where('disclosure_id', '=', disclosureId)
        .where('delivered_at', 'is', null)
        .where('stopped_at', 'is', null)
        .returning('disclosure_id')
        .executeTakeFirst())
    if (!stopped) {
      note.outcome = 'refused'
      return 'not-failed'
    }
    await forgetDeadJobs(tx, ctx.tenantId, deliverDisclosure, { disclosureId })
    await closeTasksOf(tx, ctx, { reason: notDelivered, key: disclosureId, outcome: 'stopped' })
    return undefined
  },
})

/** Tries again to put into the record what arrived and could not be. */
export const applyDisclosureAgain = command<DisclosureTables, ReceivedId, ReceivedLine, HandleRefusal | undefined>({
  action: 'core.disclosure.applied-again',
  policy: handleDisclosures,
  load: (tx, id, ctx) => getReceived(tx, ctx.tenantId, id),
  subjects: () => [],
  async run(tx, ctx, received, { senderId, disclosureId }, note) {
    note.entity = { type: 'disclosure', id: disclosureId }
    if (receivedState(received) !== 'failed') {
      note.outcome = 'refused'
      return 'not-failed'
    }
    await tx
      .updateTable('core.disclosure_inbox')
      .set({ attempts: 0, problem: null })
      .where('tenant_id', '=', ctx.tenantId)
      .where('sender_tenant_id', '=', senderId)
      .where('disclosure_id', '=', disclosureId)
      .execute()
    await forgetDeadJobs(tx, ctx.tenantId, applyDisclosure, { senderId, disclosureId })
    await ctx.jobs.send(asTx<never>(tx), ctx.tenantId, applyDisclosure, { senderId, disclosureId })
    await closeTasksOf(tx, ctx, { reason: notApplied, key: disclosureId, outcome: 'tried-again' })
    return undefined
  },
})
