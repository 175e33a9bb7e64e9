import { taskReason } from '../../../core/tasks/index.ts'
import { prescriptionPaths } from './paths.ts'

/** Someone has prepared a prescription: the prescriber checks and finishes it. */
export const prescriptionPrepared = taskReason({
  code: 'homecare.prescription-prepared',
  words: 'Check and finish a prescription that was prepared for you',
  priority: 'soon',
  outcomes: { finished: 'Finished', discarded: 'Discarded' },
  href: (prescriptionId) => prescriptionPaths.check(prescriptionId),
})
