import type { Selectable } from 'kysely'
import { isMayBeTold, isRelationship, type RelatedPerson } from './related-person.ts'
import type { PatientTables } from './tables.ts'
import { maySeeContact, type Seer } from './visibility.ts'

export type RelatedPersonRow = Selectable<PatientTables['core.patient_related_person']> & {
  readonly sensitive: boolean
}

/** Someone in a patient's life as this reader may see them: a relative's address can lead to a hidden patient. */
export function relatedPersonFromRow(row: RelatedPersonRow, who: Seer): RelatedPerson {
  const contactHidden = !maySeeContact(who, { patientId: row.patient_id, sensitive: row.sensitive })
  return {
    relatedPersonId: row.related_person_id,
    patientId: row.patient_id,
    name: row.name,
    relationships: row.relationships.filter(isRelationship),
    telephone: contactHidden ? undefined : (row.telephone ?? undefined),
    email: contactHidden ? undefined : (row.email ?? undefined),
    address: contactHidden ? undefined : (row.address ?? undefined),
    language: row.language ?? undefined,
    interpreterRequired: row.interpreter_required,
    mayBeTold: row.may_be_told.filter(isMayBeTold),
    start: row.start_on ?? undefined,
    end: row.end_on ?? undefined,
    hasNote: row.note !== null,
    contactHidden,
    version: row.version,
    updatedAt: row.updated_at,
  }
}
