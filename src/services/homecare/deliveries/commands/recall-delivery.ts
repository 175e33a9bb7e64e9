import { command } from '../../../../core/command.ts'
import { ConflictError } from '../../../../core/errors.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import { homecareRolesOf } from '../../therapies/homecare-role.ts'
import { actOnDelivery as policy, type DeliverySubject } from '../policy.ts'
import { type Delivery, getDelivery } from '../queries/delivery-care.ts'
import type { FactTables } from '../queries/delivery-facts.ts'
import { askBack } from './ask-back.ts'
import type { ActAnswer } from './act-on-delivery.ts'

export interface RecallDelivery {
  readonly deliveryId: string
  readonly version: number
  readonly reason: string
}

/** A clinician asks for a delivery back, wherever it is. It may be too late: then someone calls the patient. */
export const recallDelivery = command<
  FactTables & TenancyTables,
  RecallDelivery,
  DeliverySubject & { readonly delivery: Delivery },
  ActAnswer
>({
  action: 'homecare.delivery.recalled',
  policy,
  async load(tx, { deliveryId }, ctx) {
    const { patientId } = await getDelivery(tx, ctx.tenantId, deliveryId)
    await lockHomecare(tx, ctx, patientId)
    const { kind } = await getOrganisation(tx, ctx.tenantId)
    return { patientId, kind, isOnBehalf: false, delivery: await getDelivery(tx, ctx.tenantId, deliveryId) }
  },
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { kind, delivery }, { deliveryId, version, reason }, note) {
    note.entity = { type: 'homecare.delivery', id: deliveryId }
    if (delivery.version !== version) throw new ConflictError('It was changed by someone else')
    const roles = homecareRolesOf(ctx, kind)
    const role = (['clinician', 'prescriber'] as const).find((one) => roles.has(one))
    const refuse = (name: string, sentence: string): ActAnswer => {
      note.outcome = 'refused'
      return { refusals: [{ name, sentence }] }
    }
    if (role === undefined) return refuse('not-your-role', 'Only a clinician can ask for a delivery back')
    if (reason.trim() === '') return refuse('no-reason', 'Enter the reason')
    const asked = await askBack(tx, ctx, [deliveryId], reason, role)
    return asked.length > 0
      ? { done: true }
      : refuse('not-now', 'It is too late to ask for this delivery back: call the patient if it must not be used')
  },
})
