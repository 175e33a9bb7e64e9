import { record, type AuditWriter } from '../../audit/record.ts'
import type { CoreTables } from '../../command.ts'
import type { Context } from '../../context.ts'
import { asTx } from '../../database/any-transaction.ts'
import { inTenant } from '../../database/in-tenant.ts'
import type { Tx } from '../../database/transaction.ts'
import { openFor, shredSubjectKeys } from '../../encryption/subject-keys.ts'
import { NotFoundError, UnavailableError } from '../../errors.ts'
import { isNewer, TRIES } from '../disclosure.ts'
import { closeTasksOf } from '../../tasks/index.ts'
import { findDisclosureKind } from '../kind.ts'
import { lockReceived, type Received } from '../queries/received.ts'
import type { DisclosureTables } from '../tables.ts'
import { notApplied } from '../task-reasons.ts'
import { tellOfApplying } from './give-up.ts'

type Tables = DisclosureTables & CoreTables
/** A disclosure as the recipient knows it. */
export interface ReceivedId {
  readonly senderId: string
  readonly disclosureId: string
}

/** Counts a try before it is made, so that one that ends with the program is counted too. */
export async function beginApplying(ctx: Context, id: ReceivedId): Promise<void> {
  await inTenant<DisclosureTables, void>(ctx, async (tx) => {
    await tx
      .updateTable('core.disclosure_inbox')
      .set((row) => ({ attempts: row('attempts', '+', 1) }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('sender_tenant_id', '=', id.senderId)
      .where('disclosure_id', '=', id.disclosureId)
      .where('applied_at', 'is', null)
      .where('superseded_at', 'is', null)
      .execute()
  })
}

/**
 * Puts a disclosure that arrived into the record: once, however often this is called, and with its mark in the same
 * transaction. One that a newer one has overtaken is not applied, and says so.
 */
export async function applyReceived(ctx: Context, id: ReceivedId): Promise<'applied' | 'superseded' | 'settled'> {
  return await inTenant<Tables, 'applied' | 'superseded' | 'settled'>(ctx, async (tx) => {
    const rows = await lockReceived(tx, ctx.tenantId, id)
    const row = rows.find(({ disclosureId }) => disclosureId === id.disclosureId)
    if (!row) throw new NotFoundError('Disclosure')
    if (row.appliedAt || row.supersededAt) return 'settled'
    const isOvertaken = rows.some((other) => other.appliedAt && isNewer(other, row))
    const subjects = isOvertaken ? [] : (await apply(tx, ctx, row)).subjects
    await settle(tx, ctx, row, isOvertaken)
    await record(asTx(tx) as AuditWriter, ctx, {
      action: isOvertaken ? 'core.disclosure.superseded' : 'core.disclosure.applied',
      outcome: 'done',
      entity: { type: 'disclosure', id: row.disclosureId },
      subjects,
      values: { sender: row.senderName, kind: row.kind },
    })
    return isOvertaken ? 'superseded' : 'applied'
  })
}

async function apply(tx: Tx<Tables>, ctx: Context, row: Received): Promise<{ readonly subjects: readonly string[] }> {
  const kind = findDisclosureKind(row.kind)
  if (!kind || !row.sealed) throw new UnavailableError('This version of Troth does not know this kind of disclosure')
  const place = { table: 'core.disclosure_inbox', column: 'sealed', rowId: row.disclosureId }
  const text = await openFor(tx, ctx, { subjectId: row.disclosureId, class: 'message-body' }, place, row.sealed)
  if (text === undefined) throw new NotFoundError('Content of the disclosure')
  const content = kind.content.parse(JSON.parse(text))
  const joined = { ...ctx, joined: { tenantId: ctx.tenantId, tx, acts: true as const } }
  return await kind.apply(asTx(tx), joined, content, {
    disclosureId: row.disclosureId,
    kind: row.kind,
    sender: { tenantId: row.senderId, name: row.senderName, odsCode: row.senderOdsCode },
    sentAt: row.sentAt,
  })
}

/** Marks it, and erases the copy that travelled, key and all: what it said is now in the record, or no longer wanted. */
async function settle(tx: Tx<Tables>, ctx: Context, row: Received, isOvertaken: boolean): Promise<void> {
  const now = ctx.clock.now()
  await tx
    .updateTable('core.disclosure_inbox')
    .set({
      ...(isOvertaken ? { superseded_at: now } : { applied_at: now }),
      problem: null,
      sealed: null,
    })
    .where('tenant_id', '=', ctx.tenantId)
    .where('sender_tenant_id', '=', row.senderId)
    .where('disclosure_id', '=', row.disclosureId)
    .execute()
  await shredSubjectKeys(tx, ctx, row.disclosureId)
  await closeTasksOf(tx, ctx, { reason: notApplied, key: row.disclosureId, outcome: 'applied' })
}

/** Says what was wrong with a try, in a transaction of its own: the one of the try is gone. After the last one a person gets a task. */
export async function noteFailedApply(ctx: Context, id: ReceivedId, error: unknown): Promise<void> {
  await inTenant<DisclosureTables, void>(ctx, async (tx) => {
    const row = await tx
      .updateTable('core.disclosure_inbox')
      .set({ problem: error instanceof Error ? error.name : 'Error' })
      .where('tenant_id', '=', ctx.tenantId)
      .where('sender_tenant_id', '=', id.senderId)
      .where('disclosure_id', '=', id.disclosureId)
      .where('applied_at', 'is', null)
      .where('superseded_at', 'is', null)
      .returning('attempts')
      .executeTakeFirst()
    if (row && row.attempts >= TRIES) await tellOfApplying(tx, ctx, id.disclosureId)
  })
}
