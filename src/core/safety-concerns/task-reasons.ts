import { taskReason } from '../tasks/reason.ts'
import { concernPaths } from './paths.ts'

export const safetyConcernReported = taskReason({
  code: 'core.safety-concern',
  words: 'A safety concern was reported',
  priority: 'urgent',
  outcomes: {
    'made-safe': 'Made safe, and put in the hazard log',
    'not-a-hazard': 'Looked into: nobody can be harmed by it',
    'passed-on': 'Passed on to the clinical safety officer',
  },
  href: concernPaths.concern,
})
