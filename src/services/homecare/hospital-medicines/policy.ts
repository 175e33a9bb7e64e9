import type { RecordSubject } from '../../../core/patients/policy.ts'
import { policy } from '../../../core/policy/policy.ts'
import type { OrganisationKind } from '../../../core/tenancy/organisation.ts'

/** A medicine from hospital, in an organisation of a kind. */
export interface HospitalMedicineSubject extends RecordSubject {
  readonly kind: OrganisationKind
}

export const enterHospitalMedicine = policy<HospitalMedicineSubject>({
  name: 'homecare.hospital-medicine.enter',
  why: 'Staff of a GP practice enter a medicine from hospital, or its end, into the practice’s own system and say so.',
  roles: ['doctor', 'nurse', 'pharmacist', 'pharmacy-technician', 'receptionist', 'care-coordinator'],
  purposes: ['direct-care'],
  when: { says: 'the organisation is a GP practice', holds: (_, { kind }) => kind === 'gp-practice' },
})

export const writeToGp = policy<HospitalMedicineSubject>({
  name: 'homecare.hospital-medicine.write-to-gp',
  why: 'Staff who treat write to a GP practice that cannot be told through Troth.',
  roles: ['doctor', 'nurse', 'pharmacist', 'pharmacy-technician', 'homecare-coordinator'],
  purposes: ['direct-care'],
  when: { says: 'the organisation is one that prescribes', holds: (_, { kind }) => kind === 'nhs-trust' },
})
