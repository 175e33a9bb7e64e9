import { record, type AuditWriter } from '../../audit/record.ts'
import type { CoreTables } from '../../command.ts'
import type { Context } from '../../context.ts'
import { asTx, type AnyTx } from '../../database/any-transaction.ts'
import { sealFor } from '../../encryption/subject-keys.ts'
import { BadRequestError, NotAllowedError } from '../../errors.ts'
import { newUuid } from '../../values/uuid.ts'
import { fieldsOf, LARGEST_CONTENT } from '../disclosure.ts'
import { deliverDisclosure } from '../jobs.ts'
import type { DisclosureKind } from '../kind.ts'
import { findRecipientToSend } from '../queries.ts'
import type { DisclosureTables } from '../tables.ts'

/**
 * Sends something to another organisation, inside the change that it belongs to: row, audit event and job appear and vanish
 * together with it. Throws `NotAllowedError` unless the sender's register has the recipient for this kind.
 */
export async function disclose<Content, Tables>(
  anyTx: AnyTx,
  ctx: Context,
  kind: DisclosureKind<Content, Tables>,
  { to, patientId, content }: { readonly to: string; readonly patientId?: string; readonly content: Content },
): Promise<{ readonly disclosureId: string }> {
  const tx = asTx<DisclosureTables & CoreTables>(anyTx)
  const recipient = await findRecipientToSend(tx, ctx.tenantId, to)
  if (!recipient?.kinds.includes(kind.name)) throw new NotAllowedError('core.disclosure.recipient')

  const sentAt = ctx.clock.now()
  const disclosureId = newUuid(sentAt)
  const checked = kind.content.parse(content)
  const text = JSON.stringify(checked)
  if (Buffer.byteLength(text) > LARGEST_CONTENT) {
    throw new BadRequestError('This is too large to send to another organisation. Send less, or send a file.')
  }
  const subjectId = patientId ?? ctx.tenantId
  const fields = [...fieldsOf(checked)]
  const place = { table: 'core.disclosure_outbox', column: 'sealed', rowId: disclosureId }
  const sealed = await sealFor(tx, ctx, { subjectId, class: 'message-body' }, place, text)
  await tx
    .insertInto('core.disclosure_outbox')
    .values({
      tenant_id: ctx.tenantId,
      disclosure_id: disclosureId,
      recipient_tenant_id: to,
      kind: kind.name,
      subject_id: subjectId,
      about_id: kind.newestOf?.(checked) ?? null,
      purpose: kind.purpose,
      basis: kind.basis,
      ground: kind.ground,
      fields,
      sealed,
      sent_at: sentAt,
      sent_by: ctx.actor.id,
      handed_over_at: null,
      delivered_at: null,
      stopped_at: null,
      stopped_by: null,
      stop_reason: null,
      problem: null,
    })
    .execute()
  await record(asTx(tx) as AuditWriter, ctx, {
    action: 'core.disclosure.sent',
    outcome: 'done',
    entity: { type: 'disclosure', id: disclosureId },
    subjects: patientId === undefined ? [] : [patientId],
    values: { recipient: recipient.name, agreement: recipient.agreement, kind: kind.name, fields },
  })
  await ctx.jobs.send(asTx<never>(tx), ctx.tenantId, deliverDisclosure, { disclosureId })
  return { disclosureId }
}
