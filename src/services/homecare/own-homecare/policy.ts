import { policy, type Who } from '../../../core/policy/policy.ts'

/** Whose homecare a person looks at or tells us about, and in what kind of organisation. */
export interface OwnHomecareSubject {
  readonly patientId: string
  readonly isClinic: boolean
}

const isOwn = ({ actor }: Who, { patientId }: OwnHomecareSubject): boolean =>
  actor.kind === 'patient' && actor.patientId === patientId

export const seeOwnHomecare = policy<OwnHomecareSubject>({
  name: 'homecare.own.view',
  why: 'People see until when their next dose is covered, who has the next step, and when the next delivery comes.',
  roles: ['patient'],
  purposes: ['own-record'],
  when: { says: 'it is their own homecare', holds: isOwn },
})

export const tellOfOwnHomecare = policy<OwnHomecareSubject>({
  name: 'homecare.own.tell',
  why: 'People tell the clinic that prescribes for them what is at home, what went wrong and what suits them.',
  roles: ['patient'],
  purposes: ['own-record'],
  when: {
    says: 'it is their own homecare, at the organisation that prescribes',
    holds: (who, subject) => subject.isClinic && isOwn(who, subject),
  },
})

export const remindOfStockCheck = policy({
  name: 'homecare.own.remind',
  why: 'Troth reminds people of a stock check in time, without naming a medicine.',
  roles: ['system'],
  purposes: ['administration'],
})
