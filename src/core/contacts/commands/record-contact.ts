import { command } from '../../command.ts'
import type { Tx } from '../../database/transaction.ts'
import { sealFor } from '../../encryption/subject-keys.ts'
import { ConflictError } from '../../errors.ts'
import { getPatient, listRecordIds, listRelatedPeople, type Patient } from '../../patients/index.ts'
import { createTask, type Wanted } from '../../tasks/index.ts'
import type { Priority } from '../../tasks/priority.ts'
import { newUuid } from '../../values/uuid.ts'
import { whyNotRecorded, type ContactEntry, type ContactRefusal } from '../contact.ts'
import { recordContact as policy } from '../policy.ts'
import { contactPlace, type SealedContact } from '../queries/contacts.ts'
import type { ContactWork } from '../tables.ts'
import { followUpContact } from '../task-reasons.ts'

export interface NewContact extends ContactEntry {
  readonly patientId: string
  /** What must be done because of it; made in the same transaction, or neither is. */
  readonly followUp?:
    { readonly owner: Wanted; readonly priority?: Priority; readonly note?: string | undefined } | undefined
}

export interface ContactRecorded {
  readonly contactId: string
  readonly followUpTaskId: string | undefined
}

/** Writes down a call, letter or conversation about a patient, with the task that follows from it. */
export const recordContact = command<ContactWork, NewContact, Patient, ContactRecorded | ContactRefusal>({
  action: 'contact.recorded',
  policy,
  load: (tx, { patientId }, ctx) => getPatient(tx as unknown as Tx<ContactWork>, ctx, patientId),
  subjects: ({ patientId }) => [patientId],
  async run(anyTx, ctx, patient, input, note) {
    const tx = anyTx as unknown as Tx<ContactWork>
    if (patient.mergedInto !== undefined) throw new ConflictError('The record was merged into another')
    const { patientId } = patient
    const related = await listRelatedPeople(tx, ctx, await listRecordIds(tx, ctx, patientId))
    const now = ctx.clock.now()
    const refusal = whyNotRecorded(
      input,
      related.map(({ relatedPersonId }) => relatedPersonId),
      now,
    )
    if (refusal) {
      note.outcome = 'refused'
      return refusal
    }
    const contactId = newUuid(now)
    const task = input.followUp
      ? await createTask(tx, ctx, {
          reason: followUpContact,
          ...input.followUp,
          patientId,
          entity: { type: 'core.contact', id: contactId },
        })
      : undefined
    const sealed: SealedContact = {
      summary: input.summary,
      ...(input.withWhom === 'other' ? { withName: input.withName } : {}),
    }
    await tx
      .insertInto('core.contact')
      .values({
        tenant_id: ctx.tenantId,
        contact_id: contactId,
        patient_id: patientId,
        direction: input.direction,
        channel: input.channel,
        with_whom: input.withWhom,
        related_person_id: input.withWhom === 'related-person' ? (input.relatedPersonId ?? null) : null,
        outcome: input.outcome,
        happened_at: input.happenedAt,
        recorded_at: now,
        recorded_by: ctx.actor.id,
        sealed: await sealFor(
          tx,
          ctx,
          { subjectId: patientId, class: 'clinical-text' },
          contactPlace(contactId),
          JSON.stringify(sealed),
        ),
        follow_up_task_id: task?.taskId ?? null,
      })
      .execute()
    note.entity = { type: 'core.contact', id: contactId }
    return { contactId, followUpTaskId: task?.taskId }
  },
})
