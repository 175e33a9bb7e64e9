import { maySeeContact } from '../../../../core/patients/visibility.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import { say } from '../../exchange/commands/say.ts'
import { maySay } from '../../exchange/queries/may-say.ts'
import { answerBy } from '../../companies/answer-by.ts'
import { checkRegistration } from '../policy.ts'
import { bodyOf } from '../queries/body-of.ts'
import { registrationSent } from '../sayings/sent.ts'
import { toCheck } from '../task-reasons.ts'
import { forgetPlaceChange } from './wait-for-place-word.ts'
import { moveRegistration } from './move-registration.ts'
import { DONE, refused, registrationCommand, type WhichRegistration } from './registration-command.ts'

/** Sends a checked registration to the homecare company, or marks it as sent to one that does not use Troth. */
export const submitRegistration = registrationCommand<WhichRegistration>({
  action: 'homecare.registration.submitted',
  policy: checkRegistration,
  async run(tx, ctx, registration) {
    const { company, enrolmentId, patientId } = registration
    if (!company || company.isEnded) {
      return refused('no-company', 'Your organisation no longer works with this company: send the registration back')
    }
    if (registration.isAddressHidden) return refused('sensitive', SENSITIVE)
    const by = answerBy(ctx.clock.now(), company)
    const to = company.recipientId
    if (to !== undefined && !(await maySay(tx, ctx, registrationSent, to))) {
      return refused(
        'not-a-recipient',
        `Your organisation may not send registrations to ${company.name} yet: ask an administrator to enter it on the register of who you may send to`,
      )
    }
    const taken = await moveRegistration(tx, ctx, registration, 'submit', { also: { answer_by: by } })
    if ('refusals' in taken) return taken
    await closeTasksOf(tx, ctx, { reason: toCheck, key: enrolmentId, outcome: 'sent' })
    await forgetPlaceChange(tx, ctx, enrolmentId)
    if (to !== undefined) {
      const body = await bodyOf(tx, ctx, registration, by, maySeeContact(ctx, registration))
      await say(tx, ctx, registrationSent, { to, about: enrolmentId, patientId, body })
    }
    return DONE
  },
})

const SENSITIVE =
  'This is a sensitive record: only someone with the right to see its address can send it to the company, or the patient collects'
