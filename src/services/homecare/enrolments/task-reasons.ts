import { taskReason } from '../../../core/tasks/index.ts'
import { registrationPaths } from './paths.ts'

const href = (enrolmentId: string): string => registrationPaths.registration(enrolmentId)

/** Pharmacy has a registration to check. */
export const toCheck = taskReason({
  code: 'homecare.registration-to-check',
  words: 'Check a homecare registration and send it to the company',
  priority: 'soon',
  outcomes: { sent: 'Sent to the company', returned: 'Sent back', ended: 'The registration has ended' },
  href,
})

export const sentBack = taskReason({
  code: 'homecare.registration-sent-back',
  words: 'Pharmacy sent a homecare registration back: correct it',
  priority: 'soon',
  outcomes: { corrected: 'Corrected', ended: 'The registration has ended' },
  href,
})

export const refusedByCompany = taskReason({
  code: 'homecare.registration-refused',
  words: 'A homecare company refused a registration: correct it or choose another company',
  priority: 'soon',
  outcomes: { corrected: 'Corrected', ended: 'The registration has ended' },
  href,
})

export const notAnswered = taskReason({
  code: 'homecare.registration-not-answered',
  words: 'A homecare company has not answered a registration in time: call it',
  priority: 'urgent',
  outcomes: { answered: 'The company answered', ended: 'The registration has ended' },
  href,
})

export const reviewSuspension = taskReason({
  code: 'homecare.registration-review',
  words: 'Look again at homecare that is suspended',
  priority: 'soon',
  outcomes: { resumed: 'Deliveries go on', later: 'A new date was set', ended: 'The registration has ended' },
  href,
})

export const addressWanted = taskReason({
  code: 'homecare.registration-address-wanted',
  words: 'Add where deliveries go to a homecare registration: no address is known, or the record is sensitive',
  priority: 'soon',
  outcomes: { added: 'Added', collection: 'The patient collects', ended: 'The registration has ended' },
  href: registrationPaths.place,
})

/** The company has not said that it knows of a change of address: medicines may go to the old one. */
export const placeNotAcknowledged = taskReason({
  code: 'homecare.place-not-acknowledged',
  words: 'A homecare company has not said that it knows where deliveries go now: call it',
  priority: 'urgent',
  outcomes: {
    acknowledged: 'The company knows where deliveries go',
    changed: 'Where deliveries go was changed again',
    ended: 'The registration has ended',
  },
  href,
})

/** The hospital changed where deliveries go, and the company is to say that it knows. */
export const placeToRead = taskReason({
  code: 'homecare.place-to-read',
  words: 'The hospital changed where deliveries go: read it and tell the hospital that you have',
  priority: 'urgent',
  outcomes: {
    acknowledged: 'The hospital has been told',
    changed: 'The hospital sent the registration again',
    ended: 'The registration has ended',
  },
  href: registrationPaths.readPlace,
})

/** The company has a new registration to answer. */
export const toAnswer = taskReason({
  code: 'homecare.registration-to-answer',
  words: 'Answer a homecare registration',
  priority: 'soon',
  outcomes: { answered: 'Answered', ended: 'The registration has ended' },
  href,
})

/** A company that Troth cannot tell: it does not use Troth, or the register of recipients does not have it for this. */
export const telephoneCompany = taskReason({
  code: 'homecare.telephone-company',
  words: 'Telephone the homecare company: something about a registration is different, and Troth cannot tell them',
  priority: 'urgent',
  outcomes: { told: 'They know', 'not-needed': 'Not needed any more' },
  href,
})

/** The company's list names something that the hospital's does not. */
export const allergiesDiffer = taskReason({
  code: 'homecare.allergies-differ',
  words: 'Our list of allergies has more on it than the hospital’s: settle it with the hospital',
  priority: 'soon',
  outcomes: { told: 'The hospital has been told', corrected: 'Our list was wrong and is corrected' },
  href,
})

export const supplyWanted = taskReason({
  code: 'homecare.supply-wanted',
  words: 'Someone has left a homecare company and their treatment goes on: find another supply',
  priority: 'urgent',
  outcomes: { arranged: 'Supply is arranged', 'not-needed': 'Treatment has stopped' },
  href,
})

/** Someone was brought in with a prescription on paper elsewhere: Troth holds none until one is written here. */
export const prescriptionWanted = taskReason({
  code: 'homecare.brought-in-renewal',
  words: 'Write a prescription in Troth for a treatment that was brought in from another system',
  priority: 'soon',
  outcomes: {
    written: 'A prescription is written in Troth',
    changed: 'The spreadsheet was brought in again with other dates',
    ended: 'The treatment has ended',
  },
  href,
})
