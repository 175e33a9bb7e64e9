import { taskReason } from '../../../core/tasks/index.ts'
import { hospitalMedicinePaths } from './paths.ts'

/** The GP practice is not on the register of recipients, or nobody knows which it is. */
export const writeToTheGp = taskReason({
  code: 'homecare.write-to-gp',
  words: 'Write to the GP about a medicine that the hospital prescribes',
  priority: 'soon',
  outcomes: {
    sent: 'Letter sent',
    'no-gp': 'The patient has no GP practice',
    'not-wanted': 'The patient does not want it',
  },
  href: hospitalMedicinePaths.letter,
})

/** At the practice: nobody is to prescribe against it. */
export const enterMedicine = taskReason({
  code: 'homecare.enter-hospital-medicine',
  words: 'Enter a medicine from hospital into your system',
  priority: 'soon',
  outcomes: { entered: 'Entered', 'was-there': 'It was there already' },
  href: hospitalMedicinePaths.enter,
})

export const enterEnd = taskReason({
  code: 'homecare.end-hospital-medicine',
  words: 'A medicine from hospital has stopped: enter its end into your system',
  priority: 'soon',
  outcomes: { entered: 'Entered', 'was-there': 'It was there already' },
  href: hospitalMedicinePaths.enter,
})
