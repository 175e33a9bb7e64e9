import { UnavailableError } from '../../../../core/errors.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { say } from '../../exchange/commands/say.ts'
import type { StepSource } from '../../steps/step.ts'
import { HOLD_ROLE } from '../hold.ts'
import { answerRegistration as mayAnswer } from '../policy.ts'
import { registrationAnswered, type RegistrationAnswer } from '../sayings/answered.ts'
import { toAnswer } from '../task-reasons.ts'
import { keepAnswer } from './keep-answer.ts'
import { moveRegistration } from './move-registration.ts'
import { stepAsSaid } from './steps-as-said.ts'
import { DONE, refused, registrationCommand, type WhichRegistration } from './registration-command.ts'

/** How pharmacy knows what a company that does not use Troth said, and on which day it said so. */
export interface OnBehalf {
  readonly source: StepSource
  readonly saidOn: CivilDate
}

/**
 * Accepts or refuses a registration: the company in its own records, or the pharmacy team for a company that does not use
 * Troth, with how and when it was said.
 */
export const answerRegistration = registrationCommand<
  WhichRegistration & { readonly body: RegistrationAnswer; readonly onBehalf?: OnBehalf | undefined }
>({
  action: 'homecare.registration.answered',
  policy: mayAnswer,
  async run(tx, ctx, registration, { body, onBehalf }) {
    const { counterpartId, enrolmentId, patientId } = registration
    if (counterpartId === undefined) {
      if (!onBehalf) return refused('no-source', 'Enter how the company told you, and on which day')
      const kept = await keepAnswer(tx, ctx, registration, body, onBehalf)
      return 'refusals' in kept ? kept : DONE
    }
    const known = body.answer === 'accept' ? { accountReference: body.accountReference } : { reason: body.reason }
    const also = {
      answer_by: null,
      ...(body.answer === 'accept' ? { account_reference: body.accountReference } : {}),
    }
    const taken = await moveRegistration(tx, ctx, registration, body.answer, { known, also })
    if ('refusals' in taken) return taken
    if (body.answer === 'accept' && registration.details.isOnTreatment === true) {
      // The company has just said that it has this patient, and the hospital that deliveries go on already.
      const said = { enrolmentId, patientId: registration.rowPatientId, happenedAt: ctx.clock.now() }
      const active = await stepAsSaid(tx, ctx, said, 'accepted', 'activate', 'system')
      if ('refusals' in active) throw new UnavailableError('A registration that goes on could not be made active')
      const { hold, ...details } = registration.details
      if (hold !== undefined) {
        const also = { review_on: hold.reviewOn ?? null, details: JSON.stringify(details) }
        const held = await stepAsSaid(tx, ctx, said, active.to, hold.event, HOLD_ROLE[hold.event], also)
        if ('refusals' in held) throw new UnavailableError('A registration that the hospital holds could not be held')
      }
    }
    await closeTasksOf(tx, ctx, { reason: toAnswer, key: enrolmentId, outcome: 'answered' })
    await say(tx, ctx, registrationAnswered, { to: counterpartId, about: enrolmentId, patientId, body })
    return DONE
  },
})
