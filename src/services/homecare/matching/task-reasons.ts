import { taskReason } from '../../../core/tasks/index.ts'
import { matchingPaths } from './paths.ts'

/** It cannot be told for certain whose record something belongs to. Nothing of it is lost meanwhile. */
export const whoseIsIt = taskReason({
  code: 'homecare.whose-is-it',
  words: 'Another organisation sent something about a patient: say whose record it belongs to',
  priority: 'soon',
  outcomes: { matched: 'It belongs to a patient here', nobody: 'It is about nobody here' },
  href: matchingPaths.match,
})
