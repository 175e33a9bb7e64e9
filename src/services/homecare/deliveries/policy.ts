import { maySeeContact } from '../../../core/patients/visibility.ts'
import type { RecordSubject } from '../../../core/patients/record-subject.ts'
import { policy, type Who } from '../../../core/policy/policy.ts'
import type { OrganisationKind } from '../../../core/tenancy/organisation.ts'

/** What the rules about a delivery look at. */
export interface DeliverySubject {
  readonly patientId: string
  readonly kind: OrganisationKind
  /** Whether what a company says is recorded for it, by people of the clinic. */
  readonly isOnBehalf: boolean
}

/** Those in a clinic who arrange supply and speak with companies. */
const PHARMACY_TEAM = ['pharmacist', 'pharmacy-technician', 'homecare-coordinator'] as const
const OF_HOMECARE: readonly OrganisationKind[] = ['nhs-trust', 'homecare-company']

const isIn = ({ kind }: DeliverySubject): boolean => OF_HOMECARE.includes(kind)

export const seeDeliveries = policy<{ readonly kind: OrganisationKind }>({
  name: 'homecare.deliveries.view',
  why: 'Staff of a clinic and of its homecare company see what is to be delivered, to whom and until when.',
  roles: ['doctor', 'nurse', ...PHARMACY_TEAM],
  purposes: ['direct-care'],
  when: {
    says: 'the organisation is an NHS trust or a homecare company',
    holds: (_who, { kind }) => OF_HOMECARE.includes(kind),
  },
})

export const actOnDelivery = policy<DeliverySubject>({
  name: 'homecare.delivery.act',
  why: 'The company arranges, dispenses and delivers; the clinic asks for deliveries back and sees to what is wrong; patients arrange their own.',
  roles: ['doctor', 'nurse', ...PHARMACY_TEAM, 'patient'],
  purposes: ['direct-care', 'own-record'],
  when: {
    says: 'a patient acts on their own deliveries; only the pharmacy team of a clinic records what a company that does not use Troth says',
    holds: (who, subject) => isIn(subject) && isOwnOrStaff(who, subject) && mayRecordFor(who, subject),
  },
})

export const planDeliveriesPolicy = policy({
  name: 'homecare.deliveries.look-after',
  why: 'Troth plans deliveries, marks them as due and tells a person when nobody has booked one that is needed.',
  roles: ['system'],
  purposes: ['administration'],
})

const isOwnOrStaff = ({ actor }: Who, { patientId }: DeliverySubject): boolean =>
  actor.kind === 'staff' || (actor.kind === 'patient' && actor.patientId === patientId)

const mayRecordFor = ({ actor }: Who, { isOnBehalf, kind }: DeliverySubject): boolean =>
  !isOnBehalf ||
  (kind === 'nhs-trust' && PHARMACY_TEAM.some((role) => actor.kind === 'staff' && actor.roles.includes(role)))

export interface AddressSubject extends RecordSubject {
  readonly kind: OrganisationKind
}

export const changeAddress = policy<AddressSubject>({
  name: 'homecare.delivery.change-address',
  why: 'A patient, and those in the clinic who arrange supply, send one delivery to where the patient is on that day.',
  roles: ['nurse', ...PHARMACY_TEAM, 'patient'],
  purposes: ['direct-care', 'own-record'],
  when: {
    says: 'it is the clinic’s record, a patient changes only their own, and of a sensitive record only those who may see the address send it',
    holds: (who, subject) =>
      subject.kind === 'nhs-trust' &&
      (who.actor.kind === 'staff' || who.actor.patientId === subject.patientId) &&
      maySeeContact(who, subject),
  },
})

export const printNote = policy<AddressSubject>({
  name: 'homecare.delivery.print-note',
  why: 'The company, and pharmacy on its behalf, print what goes into a parcel: what it holds, how to check it and whom to call.',
  roles: [...PHARMACY_TEAM],
  purposes: ['direct-care'],
  when: {
    says: 'the organisation is an NHS trust or a homecare company, and of a sensitive record only those who may see the address print it',
    holds: (who, subject) => OF_HOMECARE.includes(subject.kind) && maySeeContact(who, subject),
  },
})
