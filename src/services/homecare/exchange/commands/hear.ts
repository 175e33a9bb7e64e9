import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { sealFor, shredSubjectKeys } from '../../../../core/encryption/subject-keys.ts'
import { UnavailableError } from '../../../../core/errors.ts'
import { closeTasksOf, createTask } from '../../../../core/tasks/index.ts'
import { lockHomecare, lockHomecareOf } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { whenToTake } from '../message.ts'
import { openWaiting, waitingId, waitingPlace, waitingSubject } from '../queries/open-waiting.ts'
import type { Arrived, Said } from '../said.ts'
import { messageMissing, messageRefused } from '../task-reasons.ts'
import { digestOf } from './say.ts'
import { findSaying, type Taken } from './saying.ts'

/**
 * Takes what another organisation said, once and in the order in which it was said. What comes before its turn waits; what
 * comes twice changes nothing; two of one number that differ, and what the rules refuse, become a task for a person.
 */
export async function hear(
  anyTx: AnyTx,
  ctx: Context,
  said: Said<unknown>,
  arrived: Arrived,
): Promise<{ readonly subjects: readonly string[] }> {
  const tx = asTx<HomecareWork>(anyTx)
  // Both in one order: two who hear of the same two things do not wait for each other here.
  await lockHomecareOf(tx, ctx, [said.about, ...(said.after ? [said.after.about] : [])])
  const digest = digestOf(said)
  const from = arrived.from.tenantId
  const now = ctx.clock.now()
  const known = await messages(tx, ctx, from, said.about).where('number', '=', said.number).executeTakeFirst()
  const settled = await lastSettled(tx, ctx, from, said.about)
  const isEarly = await comesEarly(tx, ctx, from, said)
  const when = whenToTake({ number: said.number, digest }, { settled, known: known?.digest, isEarly })
  if (when === 'duplicate') return { subjects: [] }
  if (when === 'contradiction') {
    await tellSomeone(tx, ctx, said.about, `${said.about}:${said.number}`)
    return { subjects: [] }
  }
  await tx
    .insertInto('homecare.message')
    .values({
      tenant_id: ctx.tenantId,
      message_id: arrived.messageId,
      counterpart_tenant_id: from,
      direction: 'received',
      about_id: said.about,
      number: said.number,
      patient_id: null,
      kind: arrived.kind,
      event: null,
      digest,
      content:
        when === 'wait'
          ? await sealFor(
              tx,
              ctx,
              waitingSubject(arrived.messageId),
              waitingPlace(arrived.messageId),
              JSON.stringify(arrivedOf(said, arrived)),
            )
          : null,
      waits_for_id: when === 'wait' ? (said.after ?? said).about : null,
      sent_at: arrived.sentAt,
      received_at: now,
      settled_at: null,
      result: null,
    })
    .execute()
  if (when === 'wait') return { subjects: [] }
  const subjects = new Set(await settle(tx, ctx, said, arrived))
  // What is taken now may be what something else waits for, and that in turn, back and forth between two prescriptions.
  const toLookAt = [said.about]
  for (const about of toLookAt) {
    await lockHomecare(tx, ctx, about)
    const taken = await takeWaiting(tx, ctx, from, about)
    for (const subject of taken.flat()) subjects.add(subject)
    if (about === said.about || taken.length > 0) toLookAt.push(...(await waitingAfter(tx, ctx, from, about)))
  }
  return { subjects: [...subjects] }
}

/** Takes what waited about one thing, for as long as the next of it is there and comes no earlier than it may: whom each was about. */
async function takeWaiting(
  tx: Tx<HomecareWork>,
  ctx: Context,
  from: string,
  about: string,
): Promise<readonly (readonly string[])[]> {
  const taken: (readonly string[])[] = []
  for (let next = (await lastSettled(tx, ctx, from, about)) + 1; ; next += 1) {
    const waiting = await messages(tx, ctx, from, about)
      .where('number', '=', next)
      .where('settled_at', 'is', null)
      .executeTakeFirst()
    if (!waiting?.content) return taken
    const { said, arrived } = await openWaiting(tx, ctx, waiting.message_id, waiting.content)
    if (await comesEarly(tx, ctx, from, said)) return taken
    taken.push(await settle(tx, ctx, said, arrived))
    await shredSubjectKeys(tx, ctx, waitingId(waiting.message_id))
    await closeTasksOf(tx, ctx, { reason: messageMissing, key: `${about}:${next}`, outcome: 'arrived' })
  }
}

/** What else waits for something to be said about this. */
async function waitingAfter(
  tx: Tx<HomecareWork>,
  ctx: Context,
  from: string,
  about: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('homecare.message')
    .select(['message_id', 'about_id', 'content', 'waits_for_id'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('direction', '=', 'received')
    .where('settled_at', 'is', null)
    .where('counterpart_tenant_id', '=', from)
    .where('about_id', '!=', about)
    .where((row) => row.or([row('waits_for_id', '=', about), row('waits_for_id', 'is', null)]))
    .orderBy('about_id')
    .execute()
  const found = new Set<string>()
  for (const { message_id, about_id, content, waits_for_id } of rows) {
    // An earlier version of the program wrote what it waits for in the content alone.
    const isWritten = waits_for_id === about
    if (isWritten || (content && (await openWaiting(tx, ctx, message_id, content)).said.after?.about === about))
      found.add(about_id)
  }
  return found
}

/** Whether something that must be taken before it has not been. */
const comesEarly = async (
  tx: Tx<HomecareWork>,
  ctx: Context,
  from: string,
  { after }: Said<unknown>,
): Promise<boolean> => after !== undefined && (await lastSettled(tx, ctx, from, after.about)) < after.number

/** Lets the rules decide, and writes down what came of it. */
async function settle(
  tx: Tx<HomecareWork>,
  ctx: Context,
  said: Said<unknown>,
  arrived: Arrived,
): Promise<readonly string[]> {
  const saying = findSaying(arrived.kind)
  if (!saying) throw new UnavailableError('This version of Troth does not know what was said')
  const { kind: _kind, ...heard } = arrived
  const taken: Taken = await saying.take(tx, ctx, said.body, { ...heard, about: said.about, number: said.number })
  const refusals = taken.refusals ?? []
  await tx
    .updateTable('homecare.message')
    .set({
      settled_at: ctx.clock.now(),
      result: refusals.length > 0 ? 'refused' : 'taken',
      refusals: [...refusals],
      content: null,
      patient_id: taken.patientId ?? null,
    })
    .where('tenant_id', '=', ctx.tenantId)
    .where('message_id', '=', arrived.messageId)
    .execute()
  if (refusals.length > 0) {
    await tellSomeone(tx, ctx, said.about, arrived.messageId, taken.patientId, refusals.join('. '))
  }
  return taken.subjects
}

const tellSomeone = async (
  tx: AnyTx,
  ctx: Context,
  about: string,
  key: string,
  patientId?: string,
  note?: string,
): Promise<void> => {
  const entity = { type: 'homecare.message', id: about }
  await createTask(tx, ctx, { reason: messageRefused, owner: { role: 'pharmacist' }, entity, key, patientId, note })
}

const arrivedOf = (said: Said<unknown>, arrived: Arrived) => ({ said, arrived })

const messages = (tx: Tx<HomecareWork>, ctx: Context, from: string, about: string) =>
  tx
    .selectFrom('homecare.message')
    .select(['message_id', 'digest', 'content'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('counterpart_tenant_id', '=', from)
    .where('direction', '=', 'received')
    .where('about_id', '=', about)

async function lastSettled(tx: Tx<HomecareWork>, ctx: Context, from: string, about: string): Promise<number> {
  const row = await tx
    .selectFrom('homecare.message')
    .select((one) => one.fn.max('number').as('number'))
    .where('tenant_id', '=', ctx.tenantId)
    .where('counterpart_tenant_id', '=', from)
    .where('direction', '=', 'received')
    .where('about_id', '=', about)
    .where('settled_at', 'is not', null)
    .executeTakeFirst()
  return row?.number ?? 0
}
