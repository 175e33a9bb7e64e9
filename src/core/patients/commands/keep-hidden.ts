import type { PatientDetails } from '../patient.ts'
import type { PatientRow } from '../record-row.ts'
import { maySeeContact, type Seer } from '../visibility.ts'

/** What a writer cannot see, they cannot overwrite: hidden addresses, contact points and GP practice stay as they are. */
export function keepHidden(who: Seer, details: PatientDetails, row: PatientRow | undefined): PatientDetails {
  if (!row || maySeeContact(who, { patientId: row.patient_id, sensitive: row.sensitive })) return details
  return {
    ...details,
    addresses: row.addresses,
    contactPoints: row.contact_points,
    generalPractice: row.general_practice ?? undefined,
  }
}
