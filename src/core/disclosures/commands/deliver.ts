import { record, type AuditWriter } from '../../audit/record.ts'
import type { CoreTables } from '../../command.ts'
import type { Context } from '../../context.ts'
import { asTx } from '../../database/any-transaction.ts'
import { inTenant, onPlatform } from '../../database/in-tenant.ts'
import { openFor, sealFor } from '../../encryption/subject-keys.ts'
import { NotFoundError, UnavailableError } from '../../errors.ts'
import type { TenancyTables } from '../../tenancy/tables.ts'
import type { Envelope } from '../disclosure.ts'
import { applyDisclosure } from '../jobs.ts'
import { findParcel, type Parcel } from '../queries/parcel.ts'
import type { DisclosureTables } from '../tables.ts'

type Tables = DisclosureTables & TenancyTables & CoreTables

/** What leaves the sender's side: the row, opened, with who sends it. */
export interface SentParcel extends Omit<Parcel, 'sealed' | 'subjectId'> {
  readonly envelope: Envelope
  readonly content: string
}

/** The sender's half: opens the row. Nothing when it has been delivered or stopped meanwhile. */
export async function takeParcel(ctx: Context, disclosureId: string): Promise<SentParcel | undefined> {
  return await inTenant<Tables, SentParcel | undefined>(ctx, async (tx) => {
    const found = await findParcel(tx, ctx.tenantId, disclosureId)
    if (!found) throw new NotFoundError('Disclosure')
    if (found.isSettled) return undefined
    const { sealed, subjectId, ...parcel } = found
    const place = { table: 'core.disclosure_outbox', column: 'sealed', rowId: disclosureId }
    const content = await openFor(tx, ctx, { subjectId, class: 'message-body' }, place, sealed)
    // The person was erased before it left: there is nothing to deliver, and somebody must know.
    if (content === undefined) throw new NotFoundError('Content of the disclosure')
    return { ...parcel, content }
  })
}

/** The recipient's half, in a transaction of its own: the row, and the job that will apply it. A second delivery does nothing. */
export async function receiveParcel(ctx: Context, parcel: SentParcel): Promise<'received' | 'already-received'> {
  const { envelope, recipientId } = parcel
  await refuseClosed(ctx, recipientId)
  const there: Context = { ...ctx, tenantId: recipientId }
  return await inTenant<Tables, 'received' | 'already-received'>(there, async (tx) => {
    const { disclosureId } = envelope
    const place = { table: 'core.disclosure_inbox', column: 'sealed', rowId: disclosureId }
    // Until it is applied nobody here knows whom it is about, so it has a key of its own.
    const sealed = await sealFor(tx, there, { subjectId: disclosureId, class: 'message-body' }, place, parcel.content)
    const added = await tx
      .insertInto('core.disclosure_inbox')
      .values({
        tenant_id: recipientId,
        sender_tenant_id: envelope.sender.tenantId,
        disclosure_id: disclosureId,
        sender_name: envelope.sender.name,
        sender_ods_code: envelope.sender.odsCode,
        kind: envelope.kind,
        about_id: parcel.aboutId,
        purpose: parcel.purpose,
        basis: parcel.basis,
        ground: parcel.ground,
        fields: [...parcel.fields],
        sealed,
        sent_at: envelope.sentAt,
        received_at: there.clock.now(),
        applied_at: null,
        superseded_at: null,
        problem: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('disclosure_id')
      .executeTakeFirst()
    if (!added) return 'already-received'
    await record(asTx(tx) as AuditWriter, there, {
      action: 'core.disclosure.received',
      outcome: 'done',
      entity: { type: 'disclosure', id: disclosureId },
      values: { sender: envelope.sender.name, kind: envelope.kind, fields: parcel.fields },
    })
    const payload = { senderId: envelope.sender.tenantId, disclosureId }
    await there.jobs.send(asTx<never>(tx), recipientId, applyDisclosure, payload)
    return 'received'
  })
}

/** The sender's record that it arrived. */
export async function markDelivered(ctx: Context, disclosureId: string): Promise<void> {
  await inTenant<DisclosureTables, void>(ctx, async (tx) => {
    await tx
      .updateTable('core.disclosure_outbox')
      .set((row) => ({ delivered_at: ctx.clock.now(), attempts: row('attempts', '+', 1), problem: null }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('disclosure_id', '=', disclosureId)
      .where('delivered_at', 'is', null)
      .execute()
  })
}

/** Counts a try that failed, so that the page can say that a person has to look. */
export async function countFailedDelivery(ctx: Context, disclosureId: string, error: unknown): Promise<void> {
  await inTenant<DisclosureTables, void>(ctx, async (tx) => {
    await tx
      .updateTable('core.disclosure_outbox')
      .set((row) => ({ attempts: row('attempts', '+', 1), problem: error instanceof Error ? error.name : 'Error' }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('disclosure_id', '=', disclosureId)
      .where('delivered_at', 'is', null)
      .execute()
  })
}

async function refuseClosed(ctx: Context, tenantId: string): Promise<void> {
  const open = await onPlatform<TenancyTables, unknown>(ctx, (tx) =>
    tx
      .selectFrom('core.tenant')
      .select('tenant_id')
      .where('tenant_id', '=', tenantId)
      .where('closed_at', 'is', null)
      .executeTakeFirst(),
  )
  if (!open) throw new UnavailableError('The recipient no longer uses Troth')
}
