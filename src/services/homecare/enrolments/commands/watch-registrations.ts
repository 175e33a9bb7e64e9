import { command } from '../../../../core/command.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import { watchRegistrations } from '../policy.ts'
import { getRegistration, type Registration } from '../queries/registrations.ts'
import { notAnswered, reviewSuspension } from '../task-reasons.ts'
import { ownerOf } from './close-tasks.ts'
import { isAskedToConfirm } from './keep-word.ts'
import { chasePlaceWord } from './wait-for-place-word.ts'
import { moveRegistration } from './move-registration.ts'
import type { RegistrationWork } from './registration-command.ts'

/**
 * Looks at one registration whose time has come: a company that has not answered is marked so, one that has not said that it
 * knows of a new address is called, and a suspension is to be looked at again. Its owner gets a task. Answers whether there was anything to do.
 */
export const watchRegistration = command<RegistrationWork, { readonly enrolmentId: string }, Registration, boolean>({
  action: 'homecare.registration.watched',
  policy: watchRegistrations,
  async load(tx, { enrolmentId }, ctx) {
    await lockHomecare(tx, ctx, (await getRegistration(tx as never, ctx, enrolmentId)).patientId)
    return await getRegistration(tx as never, ctx, enrolmentId)
  },
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, registration, { enrolmentId }, note) {
    note.entity = { type: 'homecare.enrolment', id: enrolmentId }
    const { state, reviewOn, patientId, answerBy } = registration
    const task = {
      owner: ownerOf(registration),
      patientId,
      entity: { type: 'homecare.enrolment', id: enrolmentId },
      key: enrolmentId,
    }
    const isChased = await chasePlaceWord(tx, ctx, registration)
    if (state === 'submitted') {
      const taken = await moveRegistration(tx, ctx, registration, 'go-quiet', { as: ['system'] })
      if ('refusals' in taken) return isChased
      await createTask(tx, ctx, { ...task, reason: notAnswered })
      return true
    }
    if (isAskedToConfirm(registration) && answerBy !== undefined && answerBy <= ctx.clock.now()) {
      await tx
        .updateTable('homecare.enrolment')
        .set((row) => ({ answer_by: null, version: row('version', '+', 1) }))
        .where('tenant_id', '=', ctx.tenantId)
        .where('enrolment_id', '=', enrolmentId)
        .execute()
      await createTask(tx, ctx, { ...task, reason: notAnswered })
      return true
    }
    if (state !== 'suspended' || reviewOn === undefined || reviewOn > ctx.clock.today()) return isChased
    return (await createTask(tx, ctx, { ...task, reason: reviewSuspension })).isNew || isChased
  },
})
