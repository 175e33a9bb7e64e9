import { taskReason } from '../../../core/tasks/index.ts'
import { registrationPaths } from '../enrolments/paths.ts'

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
  href: registrationPaths.registration,
})
