import { taskReason } from '../../tasks/reason.ts'
import { accessPaths } from './paths.ts'

/** Someone who fits this record asked for a new sign-in code. Making one closes the task. */
export const sendSignInCode = taskReason({
  code: 'patient-access.send-code',
  words: 'A patient asks for a sign-in code',
  priority: 'soon',
  outcomes: {
    sent: 'Code sent',
    'not-theirs': 'It was not the patient who asked',
    'not-needed': 'Not needed any more',
  },
  href: accessPaths.staff,
})
