import { policy, type Who } from '../../../core/policy/policy.ts'
import type { OrganisationKind } from '../../../core/tenancy/organisation.ts'
import type { RecordSubject } from '../../../core/patients/policy.ts'

/** Those in a clinic who watch over supply: its clinicians and its pharmacy team. */
const WATCHERS = ['doctor', 'nurse', 'pharmacist', 'pharmacy-technician', 'homecare-coordinator'] as const

/** A treatment, in whose record it is, and in what kind of organisation. */
export interface SupplySubject extends RecordSubject {
  readonly isClinic: boolean
}

export const seeSupply = policy<{ readonly kind: OrganisationKind }>({
  name: 'homecare.supply.list',
  why: 'Clinicians and pharmacy watch over everyone’s supply, so that nobody runs out without someone acting in time.',
  roles: [...WATCHERS],
  purposes: ['direct-care'],
  when: { says: 'the organisation is one that prescribes', holds: (_who, { kind }) => kind === 'nhs-trust' },
})

export const seeSupplyOfPatient = policy<RecordSubject>({
  name: 'homecare.supply.view',
  why: 'Staff who treat or supply see until when a person’s doses are covered, and who has the next step.',
  roles: [...WATCHERS],
  purposes: ['direct-care'],
})

export const reportMissedDose = policy<SupplySubject>({
  name: 'homecare.missed-dose.record',
  why: 'Whoever learns of a missed dose says so: the patient, staff, the homecare company, or Troth when there was no stock.',
  roles: [...WATCHERS, 'patient', 'system'],
  purposes: ['direct-care', 'own-record', 'administration'],
  when: { says: 'a patient reports only their own', holds: (who, subject) => isStaffOrOwn(who, subject) },
})

export const reportExtraUse = policy<SupplySubject>({
  name: 'homecare.extra-use.record',
  why: 'Whoever learns that a dose was dropped, spoiled or given in addition says so, or the supply would seem to last longer.',
  roles: [...WATCHERS, 'patient'],
  purposes: ['direct-care', 'own-record'],
  when: { says: 'a patient reports only their own', holds: (who, subject) => isStaffOrOwn(who, subject) },
})

export const withdrawReport = policy<SupplySubject>({
  name: 'homecare.supply-report.withdraw',
  why: 'Clinicians and pharmacy take back a missed dose or an extra use that was reported in error, with the reason.',
  roles: [...WATCHERS],
  purposes: ['direct-care'],
  when: { says: 'the organisation is one that prescribes', holds: (_who, { isClinic }) => isClinic },
})

export const handOnSupply = policy<SupplySubject>({
  name: 'homecare.supply.hand-on',
  why: 'Clinicians and pharmacy share out who looks after whose supply, and ask each other for the next step.',
  roles: [...WATCHERS],
  purposes: ['direct-care'],
  when: { says: 'the organisation is one that prescribes', holds: (_who, { isClinic }) => isClinic },
})

export const watchSupply = policy({
  name: 'homecare.supply.watch',
  why: 'Every night Troth tells a named person of everyone who may run out, and writes down who that is for when it is not there.',
  roles: ['system'],
  purposes: ['administration'],
})

const isStaffOrOwn = ({ actor }: Who, { patientId }: RecordSubject): boolean =>
  actor.kind === 'patient' ? actor.patientId === patientId : actor.kind === 'staff' || actor.kind === 'system'
