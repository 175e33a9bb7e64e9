import { closeTasksOf } from '../../../../core/tasks/index.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { holdRegistration } from '../policy.ts'
import { reviewSuspension } from '../task-reasons.ts'
import { moveRegistration } from './move-registration.ts'
import { DONE, refused, registrationCommand, type WhichRegistration } from './registration-command.ts'

/** Holds deliveries until a day on which somebody looks again. */
export const suspendRegistration = registrationCommand<
  WhichRegistration & { readonly reason: string; readonly reviewOn: CivilDate }
>({
  action: 'homecare.registration.suspended',
  policy: holdRegistration,
  async run(tx, ctx, registration, { reason, reviewOn }) {
    if (reviewOn <= ctx.clock.today()) return refused('no-review', 'Date to look at this again must be in the future')
    const how = { known: { reason, hasReviewDate: true }, also: { review_on: reviewOn } }
    const taken = await moveRegistration(tx, ctx, registration, 'suspend', how)
    return 'refusals' in taken ? taken : DONE
  },
})

/** Lets deliveries go on. */
export const resumeRegistration = registrationCommand<WhichRegistration>({
  action: 'homecare.registration.resumed',
  policy: holdRegistration,
  async run(tx, ctx, registration) {
    const taken = await moveRegistration(tx, ctx, registration, 'resume', { also: { review_on: null } })
    if ('refusals' in taken) return taken
    await closeTasksOf(tx, ctx, { reason: reviewSuspension, key: registration.enrolmentId, outcome: 'resumed' })
    return DONE
  },
})
