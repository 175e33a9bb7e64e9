import { command } from '../../command.ts'
import type { Context } from '../../context.ts'
import type { Tx } from '../../database/transaction.ts'
import { ConflictError } from '../../errors.ts'
import { newUuid } from '../../values/uuid.ts'
import { whyNotAbsent, type AbsenceEntry, type AbsenceRefusal } from '../absence.ts'
import { recordAbsence as policy } from '../policy.ts'
import { getAbsence, listAbsences, type StoredAbsence } from '../queries/absences.ts'
import { presenceOn } from '../queries/presence.ts'
import type { TaskWriting } from '../tables.ts'

/** Says that someone is away, and who sees their tasks meanwhile. */
export const recordAbsence = command<
  TaskWriting,
  AbsenceEntry,
  { readonly accountId: string },
  { readonly absenceId: string } | AbsenceRefusal
>({
  action: 'absence.recorded',
  policy,
  load: (_tx, { accountId }) => Promise.resolve({ accountId }),
  subjects: () => [],
  async run(anyTx, ctx, _subject, entry, note) {
    const tx = anyTx as unknown as Tx<TaskWriting>
    await onePersonAtATime(tx, ctx, entry.accountId)
    const refusal = await whyNot(tx, ctx, entry)
    if (refusal) {
      note.outcome = 'refused'
      return refusal
    }
    const absenceId = newUuid(ctx.clock.now())
    await tx
      .insertInto('core.absence')
      .values({
        tenant_id: ctx.tenantId,
        absence_id: absenceId,
        account_id: entry.accountId,
        from_on: entry.fromOn,
        until_on: entry.untilOn,
        covered_by: entry.coveredBy,
        recorded_by: ctx.actor.id,
        recorded_at: ctx.clock.now(),
        cancelled_at: null,
      })
      .execute()
    note.entity = { type: 'core.absence', id: absenceId }
    note.values = { new: { ...entry } }
    return { absenceId }
  },
})

/** Changes the days or the cover of an absence, or cancels it. */
export const changeAbsence = command<
  TaskWriting,
  { readonly absenceId: string; readonly version: number | undefined } & (
    { readonly cancel: true } | Omit<AbsenceEntry, 'accountId'>
  ),
  StoredAbsence,
  { readonly done: true } | AbsenceRefusal
>({
  action: 'absence.changed',
  policy,
  load: (tx, { absenceId }, ctx) => getAbsence(tx as unknown as Tx<TaskWriting>, ctx.tenantId, absenceId),
  subjects: () => [],
  async run(anyTx, ctx, absence, input, note) {
    const tx = anyTx as unknown as Tx<TaskWriting>
    note.entity = { type: 'core.absence', id: absence.absenceId }
    await onePersonAtATime(tx, ctx, absence.accountId)
    const refusal = 'cancel' in input ? undefined : await whyNot(tx, ctx, { ...absence, ...input }, absence.absenceId)
    if (refusal) {
      note.outcome = 'refused'
      return refusal
    }
    const change =
      'cancel' in input
        ? { cancelled_at: ctx.clock.now() }
        : { from_on: input.fromOn, until_on: input.untilOn, covered_by: input.coveredBy }
    const changed = await tx
      .updateTable('core.absence')
      .set({ ...change, version: absence.version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('absence_id', '=', absence.absenceId)
      .where('version', '=', input.version ?? absence.version)
      .where('cancelled_at', 'is', null)
      .executeTakeFirst()
    if (changed.numUpdatedRows !== 1n) throw new ConflictError('The absence has changed')
    const { fromOn, untilOn, coveredBy } = absence
    note.values = { old: { fromOn, untilOn, coveredBy }, new: { ...input } }
    return { done: true }
  },
})

async function whyNot(
  tx: Tx<TaskWriting>,
  ctx: Context,
  entry: AbsenceEntry,
  absenceId?: string,
): Promise<AbsenceRefusal | undefined> {
  const today = ctx.clock.today()
  const people = [entry.accountId, ...(entry.coveredBy === null ? [] : [entry.coveredBy])]
  const presence = await presenceOn(tx, ctx.tenantId, today, people)
  if (people.some((accountId) => presence.hasLeft(accountId))) return 'not-here'
  const others = await listAbsences(tx, ctx.tenantId, today, entry.accountId)
  return whyNotAbsent(
    entry,
    others.filter((other) => other.absenceId !== absenceId),
    today,
  )
}

/** Two absences of one person that are recorded at the same moment would not see each other, so the second waits. */
async function onePersonAtATime(tx: Tx<TaskWriting>, ctx: Pick<Context, 'tenantId'>, accountId: string): Promise<void> {
  await tx
    .selectFrom('core.staff_account')
    .select('account_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', accountId)
    .forNoKeyUpdate()
    .execute()
}
