import type { Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf, createTask } from '../../../../core/tasks/index.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import type { StepSource } from '../../steps/step.ts'
import type { Registration } from '../queries/registrations.ts'
import type { RegistrationAnswer } from '../sayings/answered.ts'
import { notAnswered, refusedByCompany } from '../task-reasons.ts'
import { ownerOf } from './close-tasks.ts'
import { moveRegistration, type StepOutcome } from './move-registration.ts'

/** In the trust's records: the company's answer, whoever wrote it down. A refusal becomes a task of the owner. */
export async function keepAnswer(
  tx: AnyTx,
  ctx: Context,
  registration: Registration,
  body: RegistrationAnswer,
  how: { readonly source: StepSource; readonly saidOn?: CivilDate | undefined },
): Promise<StepOutcome> {
  const isAccepted = body.answer === 'accept'
  const taken = await moveRegistration(tx, ctx, registration, body.answer, {
    as: ['company'],
    ...how,
    known: isAccepted ? { accountReference: body.accountReference } : { reason: body.reason },
    also: { answer_by: null, ...(isAccepted ? { account_reference: body.accountReference } : {}) },
  })
  if ('refusals' in taken) return taken
  const { enrolmentId, patientId } = registration
  await closeTasksOf(tx, ctx, { reason: notAnswered, key: enrolmentId, outcome: 'answered' })
  if (!isAccepted) {
    await createTask(tx, ctx, {
      reason: refusedByCompany,
      owner: ownerOf(registration),
      patientId,
      entity: { type: 'homecare.enrolment', id: enrolmentId },
      key: enrolmentId,
      note: body.reason,
    })
  }
  return taken
}
