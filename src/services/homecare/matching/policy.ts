import { policy } from '../../../core/policy/policy.ts'
import type { OrganisationKind } from '../../../core/tenancy/organisation.ts'

/** An organisation that is told of patients by another. */
export interface MatchingSubject {
  readonly kind: OrganisationKind
}

export const sayWhoseItIs = policy<MatchingSubject>({
  name: 'homecare.matching.decide',
  why: 'What another organisation sends about a person is put into a record by someone who has compared the two, never by a guess.',
  roles: [
    'doctor',
    'nurse',
    'pharmacist',
    'pharmacy-technician',
    'homecare-coordinator',
    'receptionist',
    'care-coordinator',
  ],
  purposes: ['direct-care'],
  when: {
    says: 'the organisation supplies patients or is a GP practice; at a homecare company receptionists do not',
    holds: ({ actor }, { kind }) =>
      kind === 'gp-practice' ||
      (kind === 'homecare-company' &&
        actor.roles.some((role) => ['pharmacist', 'pharmacy-technician', 'homecare-coordinator'].includes(role))),
  },
})
