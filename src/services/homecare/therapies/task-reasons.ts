import { taskReason } from '../../../core/tasks/index.ts'
import { supplyPaths } from '../supply-cover/paths.ts'
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

/** The dose that a company supplies from is not one that can be counted: nobody knows when the patient runs out. */
export const doseNotCounted = taskReason({
  code: 'homecare.dose-not-counted',
  words:
    'The dose of an accepted prescription cannot be counted: call the patient about stock, and have it written again',
  priority: 'urgent',
  outcomes: {
    'written-again': 'A prescription that can be counted is in force',
    'counted-by-hand': 'Pharmacy counts it by hand with the patient',
    'not-needed': 'Not needed any more',
  },
  href: (therapyId) => supplyPaths.therapy(therapyId),
})

/** A company has accepted a prescription, and the treatment or an older prescription did not follow. */
export const treatmentNotMoved = taskReason({
  code: 'homecare.treatment-not-moved',
  words: 'A prescription was accepted but its treatment did not follow: read the note and put it right today',
  priority: 'urgent',
  outcomes: { 'put-right': 'Put right', 'not-needed': 'Not needed any more' },
  href: (therapyId) => supplyPaths.therapy(therapyId),
})
