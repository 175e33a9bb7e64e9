import { taskReason } from '../../../core/tasks/index.ts'

const OUTCOMES = { agreed: 'Agreed with the other organisation', 'put-right': 'Put right in the record' } as const

/** What the other organisation said cannot be so by our record: someone must speak to them. */
export const messageRefused = taskReason({
  code: 'homecare.message-refused',
  words: 'What the other organisation says does not fit our record: speak to them',
  priority: 'urgent',
  outcomes: OUTCOMES,
})

/** Something said has not been heard here: what came after it waits. */
export const messageMissing = taskReason({
  code: 'homecare.message-missing',
  words: 'Something the other organisation sent before has not arrived: ask them to send it again',
  priority: 'urgent',
  outcomes: { arrived: 'It arrived', ...OUTCOMES },
})
