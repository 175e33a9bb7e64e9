import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import type { Heard, Taken } from '../../exchange/commands/saying.ts'
import { heldKind, type HeldKind, holdBehind, isWaiting } from '../../matching/commands/hold.ts'
import { listWaitingOfKind } from '../../matching/queries/unmatched.ts'
import type { MatchingTables } from '../../matching/tables.ts'

/** Something of a prescription that waits behind its registration, with the prescription that it is about. */
export interface Behind<Body> {
  readonly prescriptionId: string
  readonly number: number
  readonly body: Body
}
const BEHIND = ['homecare.prescription-sent', 'homecare.paper-expected'] as const
type Take<Body> = (tx: AnyTx, ctx: Context, body: Body, heard: Heard) => Promise<Taken>

/** Declares something that waits for as long as nobody has said whose the registration is. */
export const heldBehind = <Body>(
  name: (typeof BEHIND)[number],
  title: string,
  take: Take<Body>,
): HeldKind<Behind<Body>> =>
  heldKind<Behind<Body>>({
    name,
    title,
    patientOf: () => undefined,
    owner: 'homecare-coordinator',
    take: (tx, ctx, { prescriptionId, number, body }, heard) =>
      take(tx, ctx, body, { ...heard, about: prescriptionId, number }),
  })

/**
 * Drops what waits of a prescription: its clinic has asked it back before anybody took it. What somebody is taking at this
 * moment it waits for, and leaves: look for the prescription again.
 */
export async function dropBehind(tx: AnyTx, ctx: Context, heard: Heard): Promise<void> {
  const own = asTx<MatchingTables & EncryptionTables>(tx)
  for (const name of BEHIND) {
    for (const { messageId, body } of await listWaitingOfKind(own, ctx, heard.from.tenantId, name)) {
      if ((body as Behind<unknown>).prescriptionId !== heard.about) continue
      await own
        .updateTable('homecare.unmatched')
        .set((row) => ({ settled_at: ctx.clock.now(), settled_by: ctx.actor.id, version: row('version', '+', 1) }))
        .where('tenant_id', '=', ctx.tenantId)
        .where('message_id', '=', messageId)
        .where('settled_at', 'is', null)
        .execute()
    }
  }
}

/** Takes it, or keeps it behind a registration that waits for a person: refused, it would be lost to both sides. */
export async function takeBehind<Body extends { readonly enrolmentId: string }>(
  tx: AnyTx,
  ctx: Context,
  kind: HeldKind<Behind<Body>>,
  body: Body,
  heard: Heard,
  take: (body: Body, heard: Heard) => Promise<Taken>,
): Promise<Taken> {
  const registration = { ...heard, about: body.enrolmentId }
  if (!(await isWaiting(tx, ctx, registration))) return await take(body, heard)
  const behind = { prescriptionId: heard.about, number: heard.number, body }
  return await holdBehind(tx, ctx, kind, behind, registration)
}
