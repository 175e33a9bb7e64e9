import { command } from '../../command.ts'
import type { Tx } from '../../database/transaction.ts'
import { sealFor } from '../../encryption/subject-keys.ts'
import type { RecordSubject } from '../../patients/index.ts'
import { getPatient } from '../../patients/index.ts'
import { recordContact as policy } from '../policy.ts'
import { getContact, mistakePlace, type StoredContact } from '../queries/contacts.ts'
import type { ContactWork } from '../tables.ts'

/** Says that a contact was recorded by mistake. It stays readable, struck through, with the reason. */
export const markMistake = command<
  ContactWork,
  { readonly contactId: string; readonly why: string },
  RecordSubject & { readonly contact: StoredContact },
  { readonly done: true } | 'marked-already' | 'nothing-said'
>({
  action: 'contact.marked-as-mistake',
  policy,
  async load(anyTx, { contactId }, ctx) {
    const tx = anyTx as unknown as Tx<ContactWork>
    const contact = await getContact(tx, ctx, contactId)
    const { patientId, sensitive } = await getPatient(tx, ctx, contact.patientId)
    return { contact, patientId, sensitive }
  },
  subjects: ({ patientId }) => [patientId],
  async run(anyTx, ctx, { contact, patientId }, { why }, note) {
    const tx = anyTx as unknown as Tx<ContactWork>
    note.entity = { type: 'core.contact', id: contact.contactId }
    if (contact.isMistake || why.trim() === '') {
      note.outcome = 'refused'
      return contact.isMistake ? 'marked-already' : 'nothing-said'
    }
    const { contactId } = contact
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('core.contact_mistake')
      .values({
        tenant_id: ctx.tenantId,
        contact_id: contactId,
        sealed: await sealFor(tx, ctx, { subjectId: patientId, class: 'clinical-text' }, mistakePlace(contactId), why),
        recorded_at: ctx.clock.now(),
        recorded_by: ctx.actor.id,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n ? { done: true } : 'marked-already'
  },
})
