import type { Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf, createTask, type TaskReason, type Wanted } from '../../../../core/tasks/index.ts'
import { checkRegistration, writeRegistration } from '../policy.ts'
import type { Registration } from '../queries/registrations.ts'
import { refusedByCompany, sentBack, toCheck } from '../task-reasons.ts'
import { ownerOf } from './close-tasks.ts'
import { moveRegistration } from './move-registration.ts'
import { DONE, registrationCommand, type WhichRegistration } from './registration-command.ts'

/** The clinician's part is done: pharmacy has the next step. */
export const sendToPharmacy = registrationCommand<WhichRegistration>({
  action: 'homecare.registration.sent-to-pharmacy',
  policy: writeRegistration,
  async run(tx, ctx, registration) {
    const taken = await moveRegistration(tx, ctx, registration, 'send-to-pharmacy')
    if ('refusals' in taken) return taken
    await ask(tx, ctx, registration, toCheck, { role: 'homecare-coordinator' })
    return DONE
  },
})

/** Pharmacy sends it back, with what is to be put right. */
export const returnRegistration = registrationCommand<WhichRegistration & { readonly reason: string }>({
  action: 'homecare.registration.returned',
  policy: checkRegistration,
  async run(tx, ctx, registration, { reason }) {
    const taken = await moveRegistration(tx, ctx, registration, 'return', { known: { reason } })
    if ('refusals' in taken) return taken
    await closeTasksOf(tx, ctx, { reason: toCheck, key: registration.enrolmentId, outcome: 'returned' })
    await ask(tx, ctx, registration, sentBack, ownerOf(registration), reason)
    return DONE
  },
})

/** Opens it for changes again after pharmacy or the company said no. Pharmacy checks it afresh. */
export const correctRegistration = registrationCommand<WhichRegistration>({
  action: 'homecare.registration.opened-again',
  policy: writeRegistration,
  async run(tx, ctx, registration) {
    const { checked: _checked, ...details } = registration.details
    const also = { details: JSON.stringify(details), account_reference: null }
    const taken = await moveRegistration(tx, ctx, registration, 'correct', { also })
    if ('refusals' in taken) return taken
    const key = registration.enrolmentId
    for (const reason of [sentBack, refusedByCompany])
      await closeTasksOf(tx, ctx, { reason, key, outcome: 'corrected' })
    return DONE
  },
})

const ask = async (
  tx: AnyTx,
  ctx: Context,
  { enrolmentId, patientId }: Registration,
  reason: TaskReason,
  owner: Wanted,
  note?: string,
): Promise<void> => {
  const entity = { type: 'homecare.enrolment', id: enrolmentId }
  await createTask(tx, ctx, { reason, owner, patientId, entity, key: enrolmentId, note })
}
