import { taskReason } from '../../../core/tasks/index.ts'
import { therapyPaths } from './paths.ts'

/** The day has come on which someone said that they would look at a paused treatment again. */
export const reviewPause = taskReason({
  code: 'homecare.review-pause',
  words: 'Look again at a treatment that is paused',
  priority: 'soon',
  outcomes: { restarted: 'Restarted', stopped: 'Stopped', 'stays-paused': 'Stays paused' },
  href: (therapyId) => therapyPaths.restart(therapyId),
})

/** A treatment goes on, and its loading or screening was to be looked at first. */
export const screenAgain = taskReason({
  code: 'homecare.screen-after-pause',
  words: 'Screen a treatment again after a long pause',
  priority: 'soon',
  outcomes: { screened: 'Screened', 'not-needed': 'Not needed' },
  href: (therapyId) => therapyPaths.restart(therapyId),
})
