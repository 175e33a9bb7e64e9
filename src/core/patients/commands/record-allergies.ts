import { command, type CoreTables } from '../../command.ts'
import type { AuditValue } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import type { Tx } from '../../database/transaction.ts'
import { sealFor } from '../../encryption/subject-keys.ts'
import { BadRequestError, ConflictError, NotFoundError } from '../../errors.ts'
import { isUuid, newUuid } from '../../values/uuid.ts'
import { allergyProblems, type AllergyDetails, type PatientAllergy } from '../allergy.ts'
import * as policy from '../policy.ts'
import { listRecordIds } from '../queries.ts'
import { listAllergies } from '../queries/patient-parts.ts'
import type { PatientTables } from '../tables.ts'
import { lockRecord, refuseOtherVersion, type LockedRecord, type RecordVersion } from './change-record.ts'
import { updateColumns } from './store.ts'

type AllergyTx = Tx<PatientTables & CoreTables>

export interface RecordAllergy {
  readonly patientId: string
  readonly allergy: Omit<AllergyDetails, 'recordedOn'> & { readonly recordedOn?: string | undefined }
  /** What happened, in free text; sealed. */
  readonly note?: string | undefined
}

/** Adds an allergy. The record then says "listed", whatever it said before: the safe answer wins. */
export const recordAllergy = command<PatientTables, RecordAllergy, LockedRecord, { allergyId: string }>({
  action: 'patient.allergy.recorded',
  policy: policy.recordAllergies,
  load: (tx, { patientId }, ctx) => lockRecord(tx, ctx, patientId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId, row }, { allergy, note: words }, note) {
    if (row.merged_into !== null) throw new ConflictError('This record was merged into another')
    const details = { ...allergy, recordedOn: allergy.recordedOn ?? ctx.clock.today() }
    refuse(details, ctx.clock.today())
    const allergyId = newUuid(ctx.clock.now())
    await tx
      .insertInto('core.patient_allergy')
      .values({
        tenant_id: ctx.tenantId,
        allergy_id: allergyId,
        patient_id: patientId,
        ...columnsOf(details),
        note: await sealNote(tx, ctx, patientId, allergyId, words),
        recorded_by: ctx.actor.id,
        ended_on: null,
        updated_at: ctx.clock.now(),
      })
      .execute()
    await answer(tx, ctx, patientId, 'listed')
    note.entity = { type: 'allergy', id: allergyId }
    note.values = { new: details as unknown as AuditValue, note: words ?? null }
    return { allergyId }
  },
})

export interface ChangeAllergy {
  readonly allergyId: string
  readonly version: number
  readonly allergy: AllergyDetails
  /** Left out, the note stays as it is; empty text removes it. */
  readonly note?: string | undefined
}

/** Puts an allergy right. Another version is a conflict. */
export const changeAllergy = command<PatientTables, ChangeAllergy, AllergySubject, { version: number }>({
  action: 'patient.allergy.changed',
  policy: policy.recordAllergies,
  load: (tx, { allergyId }, ctx) => lockAllergy(tx, ctx, allergyId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId, allergy: old }, { allergyId, version, allergy, note: words }, note) {
    refuse(allergy, ctx.clock.today())
    const sealed = words === undefined ? {} : { note: await sealNote(tx, ctx, old.patientId, allergyId, words) }
    await update(tx, ctx, allergyId, version, { ...columnsOf(allergy), ...sealed })
    await answer(tx, ctx, patientId, 'listed')
    note.entity = { type: 'allergy', id: allergyId }
    note.values = { old: forAudit(old), new: allergy as unknown as AuditValue, note: words ?? null }
    return { version: version + 1 }
  },
})

export interface EndAllergy {
  readonly allergyId: string
  readonly version: number
  readonly reason: string
}

/** Says that an allergy was found to be wrong. When it was the last, nobody has said "none known": it must be asked again. */
export const endAllergy = command<PatientTables, EndAllergy, AllergySubject, { patientId: string }>({
  action: 'patient.allergy.ended',
  policy: policy.recordAllergies,
  load: (tx, { allergyId }, ctx) => lockAllergy(tx, ctx, allergyId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId, allergy: old }, { allergyId, version, reason }, note) {
    await update(tx, ctx, allergyId, version, { ended_on: ctx.clock.today() })
    const left = await listAllergies(tx, ctx, await listRecordIds(tx, ctx, patientId))
    await answer(tx, ctx, patientId, left.some(({ endedOn }) => endedOn === undefined) ? 'listed' : 'not-yet-asked')
    note.entity = { type: 'allergy', id: allergyId }
    note.values = { old: forAudit(old), reason }
    return { patientId }
  },
})

/** Records that the person was asked and knows of none. Refused while an allergy stands. */
export const recordNoKnownAllergies = command<
  PatientTables,
  RecordVersion,
  LockedRecord,
  { patientId: string } | { refused: 'has-allergies' }
>({
  action: 'patient.no-known-allergies.recorded',
  policy: policy.recordAllergies,
  load: (tx, { patientId }, ctx) => lockRecord(tx, ctx, patientId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId, row }, { version }, note) {
    refuseOtherVersion(row, version)
    note.entity = { type: 'patient', id: patientId }
    const listed = await listAllergies(tx, ctx, await listRecordIds(tx, ctx, patientId))
    if (listed.some(({ endedOn }) => endedOn === undefined)) {
      note.outcome = 'refused'
      return { refused: 'has-allergies' }
    }
    await answer(tx, ctx, patientId, 'none-known')
    note.values = { old: row.allergy_status, new: 'none-known' }
    return { patientId }
  },
})

interface AllergySubject extends LockedRecord {
  readonly allergy: PatientAllergy
}

/** The allergy with the live record it belongs to, locked. */
async function lockAllergy(tx: AllergyTx, ctx: Context, allergyId: string): Promise<AllergySubject> {
  const owner = isUuid(allergyId)
    ? await tx
        .selectFrom('core.patient_allergy')
        .select('patient_id')
        .where('tenant_id', '=', ctx.tenantId)
        .where('allergy_id', '=', allergyId)
        .executeTakeFirst()
    : undefined
  if (!owner) throw new NotFoundError('Allergy')
  const own = await lockRecord(tx, ctx, owner.patient_id)
  const record = own.row.merged_into === null ? own : await lockRecord(tx, ctx, own.row.merged_into)
  const allergy = (await listAllergies(tx, ctx, [owner.patient_id])).find((each) => each.allergyId === allergyId)
  if (!allergy) throw new NotFoundError('Allergy')
  return { ...record, allergy }
}

async function update(
  tx: AllergyTx,
  ctx: Context,
  allergyId: string,
  version: number,
  columns: Partial<ReturnType<typeof columnsOf>> & { note?: Buffer | null; ended_on?: string },
): Promise<void> {
  const changed = await tx
    .updateTable('core.patient_allergy')
    .set({ ...columns, version: version + 1, updated_at: ctx.clock.now() })
    .where('tenant_id', '=', ctx.tenantId)
    .where('allergy_id', '=', allergyId)
    .where('version', '=', version)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  if (changed.numUpdatedRows !== 1n) throw new ConflictError('This allergy was changed by someone else')
}

/** What the record answers from now on, with who asked and when. */
async function answer(
  tx: AllergyTx,
  ctx: Context,
  patientId: string,
  status: 'listed' | 'none-known' | 'not-yet-asked',
): Promise<void> {
  const asked = status !== 'not-yet-asked'
  await updateColumns(tx, ctx, patientId, {
    allergy_status: status,
    allergy_asked_on: asked ? ctx.clock.today() : null,
    allergy_asked_by: asked ? ctx.actor.id : null,
  })
}

function refuse(details: AllergyDetails, today: string): void {
  const [problem] = allergyProblems(details, today)
  if (problem) throw new BadRequestError(problem.text, problem.field)
}

const columnsOf = ({ substance, code, reactions, severity, recordedOn }: AllergyDetails) => ({
  substance: substance.trim(),
  code: code ?? null,
  reactions: [...reactions],
  severity,
  recorded_on: recordedOn,
})

const forAudit = ({ substance, code, reactions, severity, recordedOn }: PatientAllergy): AuditValue => ({
  substance,
  code,
  reactions,
  severity,
  recordedOn,
})

async function sealNote(
  tx: AllergyTx,
  ctx: Context,
  patientId: string,
  rowId: string,
  words: string | undefined,
): Promise<Buffer | null> {
  if (words === undefined || words.trim() === '') return null
  const subject = { subjectId: patientId, class: 'clinical-text' } as const
  const column = { table: 'core.patient_allergy', column: 'note', rowId }
  return await sealFor(tx as unknown as Parameters<typeof sealFor>[0], ctx, subject, column, words.trim())
}
