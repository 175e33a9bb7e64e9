import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { sealFor } from '../../../../core/encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import type { PatientTables } from '../../../../core/patients/index.ts'
import type { StaffRole } from '../../../../core/policy/roles.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import type { Heard, Taken } from '../../exchange/commands/saying.ts'
import type { SaidOfPatient } from '../held-kind.ts'
import { findWhose } from '../queries/find-whose.ts'
import { listWaiting, placeOfUnmatched, subjectOfUnmatched } from '../queries/unmatched.ts'
import type { MatchingTables } from '../tables.ts'
import { whoseIsIt } from '../task-reasons.ts'

/** A kind of message that may be about someone who cannot be told for certain. */
export interface HeldKind<Body> {
  /** The name of the saying. */
  readonly name: string
  /** In words, for the page: "Homecare registration". */
  readonly title: string
  /** Whom it is about; undefined when it only follows one that says so. */
  readonly patientOf: (body: Body) => SaidOfPatient | undefined
  /** Who decides. */
  readonly owner: StaffRole
  /** Makes a record when nobody here is like the person. Without it a person must say. */
  readonly register?: (tx: AnyTx, ctx: Context, body: Body) => Promise<string | undefined>
  /** Puts it into the record, once it is known whose. */
  readonly take: (tx: AnyTx, ctx: Context, body: Body, heard: Heard, patientId: string) => Promise<Taken>
}

const register = new Map<string, HeldKind<unknown>>()
export function heldKind<Body>(kind: HeldKind<Body>): HeldKind<Body> {
  register.set(kind.name, kind as HeldKind<unknown>)
  return kind
}
export const findHeldKind = (name: string): HeldKind<unknown> | undefined => register.get(name)

/**
 * Takes something into the record of the person it is about. When that cannot be told for certain it is kept, whole, and
 * somebody gets a task; whatever follows about the same thing waits behind it.
 */
export async function takeOrHold<Body>(
  tx: AnyTx,
  ctx: Context,
  kind: HeldKind<Body>,
  body: Body,
  heard: Heard,
): Promise<Taken> {
  const own = asTx<MatchingTables & EncryptionTables & PatientTables>(tx)
  if ((await listWaiting(own, ctx, heard.from.tenantId, heard.about)).length > 0) {
    return await hold(tx, ctx, kind, body, heard, [])
  }
  const said = kind.patientOf(body)
  if (said === undefined) return { subjects: [], refusals: ['It follows something that has not arrived'] }
  const whose = await findWhose(own, ctx, said)
  if (whose === 'nobody-known') {
    const patientId = await kind.register?.(tx, ctx, body)
    return patientId === undefined
      ? await hold(tx, ctx, kind, body, heard, [])
      : await kind.take(tx, ctx, body, heard, patientId)
  }
  if ('patientId' in whose) return await kind.take(tx, ctx, body, heard, whose.patientId)
  return await hold(tx, ctx, kind, body, heard, whose.candidates)
}

/** Whether something about this waits for a person. */
export const isWaiting = async (tx: AnyTx, ctx: Context, heard: Heard): Promise<boolean> =>
  (await listWaiting(asTx<MatchingTables & EncryptionTables>(tx), ctx, heard.from.tenantId, heard.about)).length > 0

/**
 * Keeps something that is about another thing, such as a prescription, behind the registration that it needs: it is taken
 * after it. `heard.about` is then the registration, so what it is about must be in the body.
 */
export async function holdBehind<Body>(
  tx: AnyTx,
  ctx: Context,
  kind: HeldKind<Body>,
  body: Body,
  heard: Heard,
): Promise<Taken> {
  const own = asTx<MatchingTables & EncryptionTables>(tx)
  const waiting = await listWaiting(own, ctx, heard.from.tenantId, heard.about)
  const last = Math.max(...waiting.map(({ number }) => number))
  return await hold(tx, ctx, kind, body, { ...heard, number: last + 1 }, [])
}

/** Keeps something whole until a person has said whose it is. */
export async function hold<Body>(
  tx: AnyTx,
  ctx: Context,
  kind: HeldKind<Body>,
  body: Body,
  heard: Heard,
  candidates: readonly string[],
): Promise<Taken> {
  const own = asTx<MatchingTables & EncryptionTables>(tx)
  const { messageId } = heard
  await own
    .insertInto('homecare.unmatched')
    .values({
      tenant_id: ctx.tenantId,
      message_id: messageId,
      counterpart_tenant_id: heard.from.tenantId,
      counterpart_name: heard.from.name,
      about_id: heard.about,
      number: heard.number,
      kind: kind.name,
      content: await sealFor(
        own,
        ctx,
        subjectOfUnmatched(messageId),
        placeOfUnmatched(messageId),
        JSON.stringify(body),
      ),
      candidates: [...candidates],
      sent_at: heard.sentAt,
      received_at: ctx.clock.now(),
      settled_at: null,
      settled_by: null,
      patient_id: null,
    })
    .execute()
  await createTask(tx, ctx, {
    reason: whoseIsIt,
    owner: { role: kind.owner },
    entity: { type: 'homecare.unmatched', id: messageId },
    key: `${heard.from.tenantId}:${heard.about}`,
  })
  return { subjects: [...candidates] }
}
