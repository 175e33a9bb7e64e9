import { command } from '../../command.ts'
import type { AuditValue } from '../../audit/record.ts'
import { sealFor } from '../../encryption/subject-keys.ts'
import type { Context } from '../../context.ts'
import { BadRequestError, ConflictError, NotFoundError } from '../../errors.ts'
import { newUuid } from '../../values/uuid.ts'
import * as policy from '../policy.ts'
import { getRelatedPerson } from '../queries/patient-parts.ts'
import { relatedPersonProblems, type RelatedPersonDetails } from '../related-person.ts'
import type { PatientTables } from '../tables.ts'
import { lockRecord, type LockedRecord } from './change-record.ts'

type Sealing = Parameters<typeof sealFor>[0]

export interface AddRelatedPerson {
  readonly patientId: string
  readonly person: RelatedPersonDetails
  /** What may be said, in the words agreed with the patient; sealed. */
  readonly note?: string | undefined
}

/** Adds someone to a patient's life. Problems throw `BadRequestError`. */
export const addRelatedPerson = command<PatientTables, AddRelatedPerson, LockedRecord, { relatedPersonId: string }>({
  action: 'patient.related-person.added',
  policy: policy.changeRelatedPeople,
  load: (tx, { patientId }, ctx) => lockRecord(tx, ctx, patientId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId, row }, { person, note: words }, note) {
    if (row.merged_into !== null) throw new ConflictError('This record was merged into another')
    refuse(person)
    const relatedPersonId = newUuid(ctx.clock.now())
    const sealed = await sealNote(tx as unknown as Sealing, ctx, patientId, relatedPersonId, words)
    await tx
      .insertInto('core.patient_related_person')
      .values({
        tenant_id: ctx.tenantId,
        related_person_id: relatedPersonId,
        patient_id: patientId,
        ...columnsOf(person),
        note: sealed,
        updated_at: ctx.clock.now(),
      })
      .execute()
    note.entity = { type: 'related-person', id: relatedPersonId }
    note.values = { new: person as unknown as AuditValue, note: words ?? null }
    return { relatedPersonId }
  },
})

export interface ChangeRelatedPerson {
  readonly relatedPersonId: string
  readonly version: number
  readonly person: RelatedPersonDetails
  /** Left out, the note stays as it is; empty text removes it. */
  readonly note?: string | undefined
}

type RelatedSubject = LockedRecord & { readonly old: AuditValue; readonly hadNote: boolean }

/** Puts someone's details right. Another version is a conflict. */
export const changeRelatedPerson = command<PatientTables, ChangeRelatedPerson, RelatedSubject, { version: number }>({
  action: 'patient.related-person.changed',
  policy: policy.changeRelatedPeople,
  load: (tx, { relatedPersonId }, ctx) => lockRelated(tx, ctx, relatedPersonId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId, old }, { relatedPersonId, person, version, note: words }, note) {
    refuse(person)
    const sealed =
      words === undefined
        ? {}
        : { note: await sealNote(tx as unknown as Sealing, ctx, patientId, relatedPersonId, words) }
    const changed = await tx
      .updateTable('core.patient_related_person')
      .set({ ...columnsOf(person), ...sealed, version: version + 1, updated_at: ctx.clock.now() })
      .where('tenant_id', '=', ctx.tenantId)
      .where('related_person_id', '=', relatedPersonId)
      .where('version', '=', version)
      .executeTakeFirst()
    if (changed.numUpdatedRows !== 1n) throw new ConflictError('This person was changed by someone else')
    note.entity = { type: 'related-person', id: relatedPersonId }
    note.values = { old, new: person as unknown as AuditValue, note: words ?? null }
    return { version: version + 1 }
  },
})

export interface RemoveRelatedPerson {
  readonly relatedPersonId: string
  readonly version: number
}

/** Removes someone from the record altogether: the audit payload keeps what was there. */
export const removeRelatedPerson = command<PatientTables, RemoveRelatedPerson, RelatedSubject, { patientId: string }>({
  action: 'patient.related-person.removed',
  policy: policy.changeRelatedPeople,
  load: (tx, { relatedPersonId }, ctx) => lockRelated(tx, ctx, relatedPersonId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId, old }, { relatedPersonId, version }, note) {
    const removed = await tx
      .deleteFrom('core.patient_related_person')
      .where('tenant_id', '=', ctx.tenantId)
      .where('related_person_id', '=', relatedPersonId)
      .where('version', '=', version)
      .executeTakeFirst()
    if (removed.numDeletedRows !== 1n) throw new ConflictError('This person was changed by someone else')
    note.entity = { type: 'related-person', id: relatedPersonId }
    note.values = { old }
    return { patientId }
  },
})

/** The related person's patient, locked, with what is stored for the audit trail, hidden or not. */
async function lockRelated(
  tx: Parameters<typeof lockRecord>[0],
  ctx: Context,
  relatedPersonId: string,
): Promise<RelatedSubject> {
  // The audit payload is sealed: it holds the whole truth, whoever changes it.
  const person = await getRelatedPerson(tx, { ...ctx, actor: { ...ctx.actor, kind: 'system' } }, relatedPersonId)
  const record = await lockRecord(tx, ctx, person.patientId)
  if (record.row.merged_into !== null && !(await isLive(tx, ctx, record.row.merged_into)))
    throw new NotFoundError('Related person')
  const { name, relationships, telephone, email, address, language, interpreterRequired, mayBeTold, start, end } =
    person
  const old = { name, relationships, telephone, email, address, language, interpreterRequired, mayBeTold, start, end }
  return { ...record, old: old as unknown as AuditValue, hadNote: person.hasNote }
}

const isLive = async (tx: Parameters<typeof lockRecord>[0], ctx: Context, patientId: string): Promise<boolean> =>
  (await lockRecord(tx, ctx, patientId)).row.merged_into === null

function refuse(person: RelatedPersonDetails): void {
  const [problem] = relatedPersonProblems(person)
  if (problem) throw new BadRequestError(problem.text, problem.field)
}

async function sealNote(
  tx: Sealing,
  ctx: Context,
  patientId: string,
  rowId: string,
  words: string | undefined,
): Promise<Buffer | null> {
  if (words === undefined || words.trim() === '') return null
  const subject = { subjectId: patientId, class: 'clinical-text' } as const
  return await sealFor(tx, ctx, subject, { table: 'core.patient_related_person', column: 'note', rowId }, words.trim())
}

const columnsOf = (person: RelatedPersonDetails) => ({
  name: JSON.stringify(person.name),
  relationships: [...person.relationships],
  telephone: person.telephone ?? null,
  email: person.email ?? null,
  address: person.address ? JSON.stringify(person.address) : null,
  language: person.language ?? null,
  interpreter_required: person.interpreterRequired,
  may_be_told: [...person.mayBeTold],
  start_on: person.start ?? null,
  end_on: person.end ?? null,
})
