import { taskReason } from '../../../core/tasks/index.ts'
import { sendingPaths } from './paths.ts'

const SPOKEN = { spoken: 'Spoke to the homecare company', answered: 'They have answered' } as const

/** It can leave on paper alone, or the company does not use Troth: somebody must send it. */
export const sendByHand = taskReason({
  code: 'homecare.prescription-to-send',
  words: 'Send a prescription to the homecare company by hand',
  priority: 'soon',
  outcomes: { sent: 'Sent', 'not-needed': 'Not needed any more' },
  href: sendingPaths.send,
})

/** What was ready to be sent may not be: it has expired, the treatment has stopped, another took its place. */
export const notSent = taskReason({
  code: 'homecare.prescription-not-sent',
  words: 'A prescription that was ordered could not be sent',
  priority: 'urgent',
  outcomes: { 'prescribed-again': 'Prescribed again', 'put-right': 'Put right and sent', 'not-needed': 'Not needed' },
  href: sendingPaths.send,
})

export const notAnswered = taskReason({
  code: 'homecare.prescription-not-answered',
  words: 'The homecare company has not answered a prescription: call them',
  priority: 'urgent',
  outcomes: SPOKEN,
  href: sendingPaths.answer,
})

export const companyAsks = taskReason({
  code: 'homecare.company-query',
  words: 'The homecare company has a question about a prescription',
  priority: 'urgent',
  outcomes: { ...SPOKEN, replaced: 'Replaced by a new prescription', 'cancel-asked': 'A cancellation was asked for' },
  href: sendingPaths.answer,
})

export const prescriptionToAnswer = taskReason({
  code: 'homecare.prescription-to-answer',
  words: 'A clinic sent a prescription: accept it or ask',
  priority: 'soon',
  outcomes: { answered: 'Answered', 'not-needed': 'Not needed any more' },
  href: sendingPaths.prescription,
})

export const cancellationToAnswer = taskReason({
  code: 'homecare.cancellation-to-answer',
  words: 'A clinic asks to cancel a prescription: stop what can be stopped, and answer',
  priority: 'urgent',
  outcomes: { answered: 'Answered', 'not-needed': 'Not needed any more' },
  href: sendingPaths.prescription,
})

export const callPatient = taskReason({
  code: 'homecare.call-patient-cancelled-supply',
  words: 'Call the patient: a delivery of a cancelled prescription may arrive or has arrived',
  priority: 'urgent',
  outcomes: { told: 'The patient knows what to do with it', 'not-reached': 'Not reached: letter sent' },
})

export const reportIncident = taskReason({
  code: 'homecare.report-late-cancellation',
  words: 'Report an incident: a cancelled prescription was already sent out',
  priority: 'urgent',
  outcomes: { reported: 'Reported', 'not-an-incident': 'Not an incident, for a reason in the note' },
})

export const prescriptionExpired = taskReason({
  code: 'homecare.prescription-expired',
  words: 'A prescription has expired: decide whether to prescribe again',
  priority: 'urgent',
  outcomes: { 'prescribed-again': 'Prescribed again', 'not-needed': 'Not needed any more' },
})

/** The company does not use Troth: a person asks it to cancel, and records what it says. */
export const cancelByHand = taskReason({
  code: 'homecare.cancel-by-hand',
  words: 'Call the homecare company: a prescription must be cancelled',
  priority: 'urgent',
  outcomes: SPOKEN,
  href: sendingPaths.answer,
})
