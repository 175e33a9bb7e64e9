import type { RecordSubject } from '../../../core/patients/record-subject.ts'

/** A patient’s homecare, in an organisation that treats patients or in one that does not. */
export interface HomecareSubject extends RecordSubject {
  /** Whether the organisation prescribes: an NHS trust does, a homecare company and a GP practice do not. */
  readonly isClinic: boolean
}
