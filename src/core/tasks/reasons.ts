import { taskReason } from './reason.ts'

const OUTCOMES = { done: 'Done', 'could-not-do': 'Could not be done', 'not-needed': 'Not needed any more' } as const

/** Reasons that a person may choose when they make a task by hand. */
export const somethingToDo = taskReason({
  code: 'core.something-to-do',
  words: 'Something to do',
  priority: 'routine',
  outcomes: OUTCOMES,
  byHand: true,
})
export const callPatient = taskReason({
  code: 'core.call-patient',
  words: 'Call the patient',
  priority: 'soon',
  outcomes: { spoke: 'Spoke to them', 'no-answer': 'No answer', ...OUTCOMES },
  byHand: true,
})
export const checkRecord = taskReason({
  code: 'core.check-record',
  words: 'Check the patient’s record',
  priority: 'routine',
  outcomes: OUTCOMES,
  byHand: true,
})
