import { command } from '../../../../core/command.ts'
import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { ConflictError, NotFoundError } from '../../../../core/errors.ts'
import { findPatient, findPatientByNhsNumber } from '../../../../core/patients/index.ts'
import { closeTasksOf, createTask } from '../../../../core/tasks/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { messageRefused } from '../../exchange/task-reasons.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { type MatchingSubject, sayWhoseItIs } from '../policy.ts'
import { getUnmatched, listWaiting, type Unmatched } from '../queries/unmatched.ts'
import type { MatchingTables } from '../tables.ts'
import { whoseIsIt } from '../task-reasons.ts'
import { findHeldKind } from './hold.ts'

/** A record, a new one, or nobody here. */
export type WhoseIs = { readonly patientId: string } | { readonly nhsNumber: string } | 'new' | 'nobody'
export type DecideRefusal = 'settled' | 'no-such-patient' | 'merged-record' | 'cannot-register'

interface Deciding extends MatchingSubject {
  readonly first: Unmatched
}

/** Says whose it is: everything that waits about the same thing is then taken into that record, in order. */
export const decideWhose = command<
  HomecareWork & MatchingTables & TenancyTables,
  { readonly messageId: string; readonly version: number; readonly whose: WhoseIs },
  Deciding,
  { readonly patientId: string | undefined } | { readonly refused: DecideRefusal }
>({
  action: 'homecare.unmatched.decided',
  policy: sayWhoseItIs,
  load: async (tx, { messageId }, ctx) => ({
    kind: (await getOrganisation(tx as never, ctx.tenantId)).kind,
    first: await getUnmatched(tx as never, ctx, messageId),
  }),
  subjects: (_subject, { whose }) => (typeof whose === 'object' && 'patientId' in whose ? [whose.patientId] : []),
  async run(tx, ctx, { first }, { version, whose }, note) {
    note.entity = { type: 'homecare.unmatched', id: first.messageId }
    const refuse = (refused: DecideRefusal) => {
      note.outcome = 'refused'
      return { refused }
    }
    await lockHomecare(tx, ctx, first.aboutId)
    const waiting = await listWaiting(tx as never, ctx, first.from.tenantId, first.aboutId)
    if (!waiting.some(({ messageId }) => messageId === first.messageId)) return refuse('settled')
    if (first.version !== version) throw new ConflictError('Someone else has decided it')
    // What is done here belongs to this change: it must not be taken for a second try of it.
    const { idempotencyKey: _key, ...rest } = ctx
    const joined = { ...rest, joined: { tenantId: ctx.tenantId, tx, acts: true as const } }
    let patientId: string | undefined
    if (typeof whose === 'object') {
      const patient =
        'patientId' in whose
          ? await findPatient(tx as never, ctx, whose.patientId)
          : await findPatientByNhsNumber(tx as never, ctx, whose.nhsNumber)
      if (!patient) return refuse('no-such-patient')
      if (patient.mergedInto !== undefined) return refuse('merged-record')
      patientId = patient.patientId
    } else if (whose === 'new') {
      const begins = waiting.find(({ kind, body }) => findHeldKind(kind)?.patientOf(body) !== undefined)
      patientId = begins && (await findHeldKind(begins.kind)?.register?.(tx, joined, begins.body))
      if (patientId === undefined) return refuse('cannot-register')
    }
    for (const each of waiting) {
      // Meanwhile its sender may have asked it back: what is settled is never taken.
      if (!(await claim(tx, ctx, each, patientId)) || patientId === undefined) continue
      const kind = findHeldKind(each.kind)
      if (!kind) throw new NotFoundError('Kind of message')
      const { aboutId: about, number, messageId, sentAt, from } = each
      const heard = { about, number, messageId, sentAt, from: { ...from, odsCode: null } }
      const { refusals = [] } = await kind.take(tx, joined, each.body, heard, patientId)
      if (refusals.length > 0) {
        await createTask(tx, ctx, {
          reason: messageRefused,
          owner: { role: kind.owner },
          entity: { type: 'homecare.message', id: about },
          key: messageId,
          patientId,
          note: refusals.join('. '),
        })
      }
    }
    const key = `${first.from.tenantId}:${first.aboutId}`
    await closeTasksOf(tx, ctx, { reason: whoseIsIt, key, outcome: patientId === undefined ? 'nobody' : 'matched' })
    note.subjects = patientId === undefined ? [] : [patientId]
    return { patientId }
  },
})

/** Settles it, unless somebody has: from here on nobody else takes it or drops it. Answers whether it was still there. */
async function claim(
  anyTx: AnyTx,
  ctx: Context,
  { messageId }: Unmatched,
  patientId: string | undefined,
): Promise<boolean> {
  const claimed = await asTx<MatchingTables>(anyTx)
    .updateTable('homecare.unmatched')
    .set((row) => ({
      settled_at: ctx.clock.now(),
      settled_by: ctx.actor.id,
      patient_id: patientId ?? null,
      version: row('version', '+', 1),
    }))
    .where('tenant_id', '=', ctx.tenantId)
    .where('message_id', '=', messageId)
    .where('settled_at', 'is', null)
    .returning('message_id')
    .executeTakeFirst()
  return claimed !== undefined
}
