import type { RecordSubject } from '../../../core/patients/record-subject.ts'
import type { OrganisationKind } from '../../../core/tenancy/organisation.ts'

/** A registration as policies look at it: whose it is, and on which side of it this organisation stands. */
export interface RegistrationSubject extends RecordSubject {
  readonly kind: OrganisationKind
  /** The company uses Troth, so that it answers for itself. */
  readonly isCompanyOnTroth: boolean
}
