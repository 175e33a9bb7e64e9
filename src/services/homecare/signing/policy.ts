import { policy, type Who } from '../../../core/policy/policy.ts'

/** Where somebody works: rules of a clinic do not hold in a homecare company. */
export interface InOrganisation {
  readonly isClinic: boolean
}

/** Whether somebody prescribes: a doctor, or whoever was given the right to. */
export const isPrescriber = ({ actor }: Pick<Who, 'actor'>): boolean =>
  actor.roles.includes('doctor') || actor.rights.includes('prescribe')

export const signPrescriptions = policy<InOrganisation>({
  name: 'homecare.prescription.sign',
  why: 'A prescriber reads and signs the prescriptions that are theirs, after someone else has screened them, or before where the scheme says so.',
  roles: ['doctor', 'nurse', 'pharmacist'],
  purposes: ['direct-care'],
  when: {
    says: 'the organisation is one that prescribes, and the person is a doctor or has the right to prescribe',
    holds: (who, { isClinic }) => isClinic && isPrescriber(who),
  },
})

export const verifySignatures = policy({
  name: 'homecare.prescription.verify',
  why: 'Troth verifies every signature that somebody may still be supplied on, and tells a pharmacist of one that is wrong.',
  roles: ['system'],
  purposes: ['administration'],
})
