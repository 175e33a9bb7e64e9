import { policy } from '../../../core/policy/policy.ts'
import type { RecordSubject } from '../../../core/patients/record-subject.ts'

const READERS = ['doctor', 'nurse', 'pharmacist', 'pharmacy-technician', 'homecare-coordinator', 'api-client'] as const

export const readMedicationRecord = policy<RecordSubject>({
  name: 'homecare.medication-record.read',
  why: 'Staff who treat or supply, and the systems they use, read one signed prescription or one supply of it.',
  roles: READERS,
  purposes: ['direct-care'],
})

export const searchMedicationRecords = policy({
  name: 'homecare.medication-record.search',
  why: 'Staff who treat or supply, and the systems they use, find the signed prescriptions and supplies of a person.',
  roles: READERS,
  purposes: ['direct-care'],
})

export const readMedicines = policy({
  name: 'homecare.medicine.read',
  why: 'Staff, and the systems they use, look up what a code of the NHS dictionary means. It holds nothing about anyone.',
  roles: READERS,
  purposes: ['direct-care'],
})
