import { taskReason } from '../../../core/tasks/index.ts'
import { schemePaths } from './paths.ts'

/** A version waits for a second person. */
export const schemeToApprove = taskReason({
  code: 'homecare.scheme-to-approve',
  words: 'Approve a homecare scheme, or send it back',
  priority: 'routine',
  outcomes: { approved: 'Approved', returned: 'Sent back' },
  href: (schemeId) => schemePaths.decide(schemeId),
})
