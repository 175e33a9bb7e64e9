import { record, type AuditWriter } from '../../audit/record.ts'
import type { CoreTables } from '../../command.ts'
import type { Context } from '../../context.ts'
import { asTx } from '../../database/any-transaction.ts'
import { inTenant } from '../../database/in-tenant.ts'
import type { Tx } from '../../database/transaction.ts'
import { openFor, sealFor } from '../../encryption/subject-keys.ts'
import { NotAllowedError, NotFoundError, UnavailableError } from '../../errors.ts'
import { closeTasksOf } from '../../tasks/index.ts'
import type { TenancyTables } from '../../tenancy/tables.ts'
import { TRIES, type Envelope } from '../disclosure.ts'
import { applyDisclosure } from '../jobs.ts'
import { findRecipientToSend } from '../queries.ts'
import { findParcel, type Parcel } from '../queries/parcel.ts'
import type { DisclosureTables } from '../tables.ts'
import { notDelivered } from '../task-reasons.ts'
import { tellOfDelivery } from './give-up.ts'

type Tables = DisclosureTables & TenancyTables & CoreTables

/** What leaves the sender's side: the row, opened, with who sends it. */
export interface SentParcel extends Omit<Parcel, 'sealed' | 'subjectId'> {
  readonly envelope: Envelope
  readonly content: string
}

/**
 * Counts a try before it is made, so that one that ends with the program is counted too. False when it was delivered or
 * stopped. Beyond its own tries somebody sends it again: then the register has to allow it as on the first day.
 */
export async function beginDelivery(ctx: Context, disclosureId: string): Promise<boolean> {
  return await inTenant<Tables, boolean>(ctx, async (tx) => {
    const row = await tx
      .selectFrom('core.disclosure_outbox')
      .select(['recipient_tenant_id', 'kind', 'attempts', 'delivered_at', 'stopped_at'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('disclosure_id', '=', disclosureId)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw new NotFoundError('Disclosure')
    if (row.delivered_at || row.stopped_at) return false
    if (row.attempts >= TRIES) {
      const recipient = await findRecipientToSend(tx, ctx.tenantId, row.recipient_tenant_id)
      if (!recipient?.kinds.includes(row.kind)) throw new NotAllowedError('core.disclosure.recipient')
    }
    await tx
      .updateTable('core.disclosure_outbox')
      .set({ attempts: row.attempts + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('disclosure_id', '=', disclosureId)
      .execute()
    return true
  })
}

/** The sender's half: opens the row and notes that it may arrive from now on. Nothing when it has been delivered or stopped meanwhile. */
export async function takeParcel(ctx: Context, disclosureId: string): Promise<SentParcel | undefined> {
  return await inTenant<Tables, SentParcel | undefined>(ctx, async (tx) => {
    const found = await findParcel(tx, ctx.tenantId, disclosureId)
    if (!found) throw new NotFoundError('Disclosure')
    if (found.isSettled) return undefined
    await refuseClosed(tx, found.recipientId)
    const { sealed, subjectId, ...parcel } = found
    const place = { table: 'core.disclosure_outbox', column: 'sealed', rowId: disclosureId }
    const content = await openFor(tx, ctx, { subjectId, class: 'message-body' }, place, sealed)
    // The person was erased before it left: there is nothing to deliver, and somebody must know.
    if (content === undefined) throw new NotFoundError('Content of the disclosure')
    const { numUpdatedRows } = await tx
      .updateTable('core.disclosure_outbox')
      .set({ handed_over_at: ctx.clock.now() })
      .where('tenant_id', '=', ctx.tenantId)
      .where('disclosure_id', '=', disclosureId)
      .where('delivered_at', 'is', null)
      .where('stopped_at', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows === 1n ? { ...parcel, content } : undefined
  })
}

/** The recipient's half, in a transaction of its own: the row, and the job that will apply it. A second delivery does nothing. */
export async function receiveParcel(ctx: Context, parcel: SentParcel): Promise<'received' | 'already-received'> {
  const { envelope, recipientId } = parcel
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

/** The sender's record that it arrived. One that was stopped meanwhile stays "stopped, may have arrived". */
export async function markDelivered(ctx: Context, disclosureId: string): Promise<void> {
  await inTenant<DisclosureTables, void>(ctx, async (tx) => {
    const row = await tx
      .updateTable('core.disclosure_outbox')
      .set({ delivered_at: ctx.clock.now(), problem: null })
      .where('tenant_id', '=', ctx.tenantId)
      .where('disclosure_id', '=', disclosureId)
      .where('delivered_at', 'is', null)
      .where('stopped_at', 'is', null)
      .returning('attempts')
      .executeTakeFirst()
    if (row && row.attempts >= TRIES)
      await closeTasksOf(tx, ctx, { reason: notDelivered, key: disclosureId, outcome: 'delivered' })
  })
}

/** Says what was wrong with a try; after the last one a person gets a task. */
export async function noteFailedDelivery(ctx: Context, disclosureId: string, error: unknown): Promise<void> {
  await inTenant<DisclosureTables, void>(ctx, async (tx) => {
    const row = await tx
      .updateTable('core.disclosure_outbox')
      .set({ problem: error instanceof Error ? error.name : 'Error' })
      .where('tenant_id', '=', ctx.tenantId)
      .where('disclosure_id', '=', disclosureId)
      .where('delivered_at', 'is', null)
      .where('stopped_at', 'is', null)
      .returning('attempts')
      .executeTakeFirst()
    if (row && row.attempts >= TRIES) await tellOfDelivery(tx, ctx, disclosureId)
  })
}

async function refuseClosed(tx: Tx<TenancyTables>, tenantId: string): Promise<void> {
  const open = await tx
    .selectFrom('core.tenant')
    .select('tenant_id')
    .where('tenant_id', '=', tenantId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (!open) throw new UnavailableError('The recipient no longer uses Troth')
}
