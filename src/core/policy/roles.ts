/** What a person is in an organisation. One account may hold several. Words for screens are beside each. */
export const ROLES = {
  administrator: 'Administrator',
  'data-protection-officer': 'Data protection officer',
  doctor: 'Doctor',
  nurse: 'Nurse',
  pharmacist: 'Pharmacist',
  'pharmacy-technician': 'Pharmacy technician',
  receptionist: 'Receptionist',
  'homecare-coordinator': 'Homecare coordinator',
  'care-coordinator': 'Care coordinator',
  'website-editor': 'Website editor',
} as const

/** A role that a member of staff can be given. */
export type StaffRole = keyof typeof ROLES

/** Every role that may act: staff roles, and those that are not given to anyone. */
export type Role = StaffRole | 'patient' | 'public' | 'system' | 'api-client'

export const STAFF_ROLES = Object.keys(ROLES) as readonly StaffRole[]

/** Roles that care for patients and so may open records in the course of direct care. */
export const CARE_ROLES = [
  'doctor',
  'nurse',
  'pharmacist',
  'pharmacy-technician',
  'receptionist',
  'homecare-coordinator',
  'care-coordinator',
] as const satisfies readonly StaffRole[]

/** Rights given to a named person on top of a role, each with its own register entry. */
export const NAMED_RIGHTS = {
  'see-sensitive-records': 'See the address and telephone number of sensitive records',
  'merge-records': 'Merge and unmerge patient records',
  prescribe: 'Prescribe medicines as an independent prescriber who is not a doctor',
} as const
export type NamedRight = keyof typeof NAMED_RIGHTS
