import { taskReason } from '../../../core/tasks/index.ts'
import { screeningPaths } from './paths.ts'

/** A query waits for its prescriber, and its age is seen: nobody forgets it (hazard H13). */
export const answerQueryTask = taskReason({
  code: 'homecare.screening-query',
  words: 'Pharmacy has a question about your prescription',
  priority: 'urgent',
  outcomes: { answered: 'Answered', declined: 'Pharmacy declined it', discarded: 'Discarded' },
  href: screeningPaths.answer,
})
