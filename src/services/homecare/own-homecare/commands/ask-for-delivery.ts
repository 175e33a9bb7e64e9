import { command } from '../../../../core/command.ts'
import { closeTasksOf, createTask } from '../../../../core/tasks/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { SupplyWork } from '../../supply-cover/commands/load-supply.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import { getDeliveryCare, type DeliveryCare } from '../../deliveries/queries/delivery-care.ts'
import { ownerOf } from '../../supply-cover/owner.ts'
import { type OwnHomecareSubject, tellOfOwnHomecare } from '../policy.ts'
import { deliveryAsked } from '../task-reasons.ts'

export interface AskForDelivery {
  readonly deliveryId: string
  /** What the patient would like, in their words: sealed with the task. */
  readonly wish: string
}

/** Asks a person to arrange a delivery that the patient cannot book here. */
export const askForDelivery = command<
  SupplyWork,
  AskForDelivery,
  OwnHomecareSubject & { readonly care: DeliveryCare },
  undefined
>({
  action: 'homecare.own-delivery.asked',
  policy: tellOfOwnHomecare,
  async load(tx, { deliveryId }, ctx) {
    const care = await getDeliveryCare(tx, ctx.tenantId, deliveryId)
    const { patientId } = care.delivery
    await lockHomecare(tx, ctx, patientId)
    return { care, patientId, isClinic: (await getOrganisation(tx, ctx.tenantId)).kind === 'nhs-trust' }
  },
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { care: { enrolment }, patientId }, { deliveryId, wish }, note) {
    note.entity = { type: 'homecare.delivery', id: deliveryId }
    // Nobody may go by what they wanted before.
    await closeTasksOf(tx, ctx, { reason: deliveryAsked, key: deliveryId, outcome: 'asked-again' })
    await createTask(tx, ctx, {
      reason: deliveryAsked,
      owner: ownerOf(enrolment),
      patientId,
      entity: { type: 'homecare.delivery', id: deliveryId },
      key: deliveryId,
      note: wish,
    })
    return undefined
  },
})
