import type { Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf, createTask } from '../../../../core/tasks/index.ts'
import { answerBy } from '../../companies/answer-by.ts'
import { isWithCompany } from '../enrolment.ts'
import { isToChase } from '../place-change.ts'
import type { Registration } from '../queries/registrations.ts'
import { placeNotAcknowledged } from '../task-reasons.ts'
import { ownerOf } from './close-tasks.ts'
import { keepPlaceChange } from './keep-place-change.ts'

/** In the trust's records: from now on the company is to say that it knows of this change, whatever it said of one before. */
export async function waitForPlaceWord(
  tx: AnyTx,
  ctx: Context,
  { enrolmentId, company }: Registration,
  number: number | undefined,
): Promise<void> {
  const now = ctx.clock.now()
  // Nobody's answer time is known without the company: then somebody is to call at once.
  const by = company ? answerBy(now, company) : now
  await closeTasksOf(tx, ctx, { reason: placeNotAcknowledged, key: enrolmentId, outcome: 'changed' })
  const change = { number, at: now.toISOString(), answerBy: by.toISOString() }
  await keepPlaceChange(tx, ctx, enrolmentId, change)
}

/** The owner is to call a company that has not said in time that it knows. Answers whether there was anything to do. */
export async function chasePlaceWord(tx: AnyTx, ctx: Context, registration: Registration): Promise<boolean> {
  const { enrolmentId, patientId, details, state } = registration
  const { placeChange } = details
  if (placeChange === undefined || !isWithCompany(state) || !isToChase(placeChange, ctx.clock.now())) return false
  await keepPlaceChange(tx, ctx, enrolmentId, { ...placeChange, isChased: true })
  await createTask(tx, ctx, {
    reason: placeNotAcknowledged,
    owner: ownerOf(registration),
    patientId,
    entity: { type: 'homecare.enrolment', id: enrolmentId },
    key: enrolmentId,
  })
  return true
}

/** The whole registration is sent again, and says where deliveries go: the answer to it is the company's word. */
export async function forgetPlaceChange(tx: AnyTx, ctx: Context, enrolmentId: string): Promise<void> {
  await keepPlaceChange(tx, ctx, enrolmentId, undefined)
  await closeTasksOf(tx, ctx, { reason: placeNotAcknowledged, key: enrolmentId, outcome: 'changed' })
}
