import { policy, type Who } from '../policy/policy.ts'

/** The record that a person looks at or changes. */
export interface OwnRecordSubject {
  readonly patientId: string
}

const isOwn = (who: Who, { patientId }: OwnRecordSubject): boolean =>
  who.actor.kind === 'patient' && who.actor.patientId === patientId

const OWN = { says: 'it is their own record', holds: isOwn } as const

export const viewOwnRecord = policy<OwnRecordSubject>({
  name: 'own-record.view',
  why: 'People see what is held about them.',
  roles: ['patient'],
  purposes: ['own-record'],
  when: OWN,
})

export const changeOwnContact = policy<OwnRecordSubject>({
  name: 'own-record.change-contact-details',
  why: 'People keep right how we reach them. Everything else in the record is changed by staff.',
  roles: ['patient'],
  purposes: ['own-record'],
  when: OWN,
})

export const viewOwnAccessHistory = policy<OwnRecordSubject>({
  name: 'own-record.view-access-history',
  why: 'People see who looked at their record, and in what role.',
  roles: ['patient'],
  purposes: ['own-record'],
  when: OWN,
})
