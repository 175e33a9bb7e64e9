import { command } from '../../../../core/command.ts'
import { ConflictError } from '../../../../core/errors.ts'
import { getPatient, type PatientTables } from '../../../../core/patients/index.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { say } from '../../exchange/commands/say.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { isOpenDelivery } from '../delivery.ts'
import { changeAddress as policy, type AddressSubject } from '../policy.ts'
import { type DeliveryCare, getDeliveryCare } from '../queries/delivery-care.ts'
import { addressTold } from '../sayings/address-told.ts'
import type { ActAnswer } from './act-on-delivery.ts'
import { writePlace } from './write-place.ts'

export interface ChangeAddress {
  readonly deliveryId: string
  readonly version: number
  /** One line each; or the usual address for deliveries again. */
  readonly to: readonly string[] | 'usual'
}
interface Subject extends AddressSubject {
  readonly care: DeliveryCare
}

/**
 * Sends one delivery somewhere else, or to the usual address again. Of a person with a sensitive record the address leaves only by someone who may see it, for
 * this delivery alone: it is not kept here, and the company forgets it once the delivery is made.
 */
export const changeDeliveryAddress = command<
  HomecareWork & PatientTables & TenancyTables,
  ChangeAddress,
  Subject,
  ActAnswer
>({
  action: 'homecare.delivery.address-changed',
  policy,
  async load(tx, { deliveryId }, ctx) {
    const { delivery } = await getDeliveryCare(tx, ctx.tenantId, deliveryId)
    await lockHomecare(tx, ctx, delivery.patientId)
    const care = await getDeliveryCare(tx, ctx.tenantId, deliveryId)
    const patient = await getPatient(tx as Tx<PatientTables>, ctx, delivery.patientId)
    const { kind } = await getOrganisation(tx, ctx.tenantId)
    return { care, patientId: patient.patientId, sensitive: patient.sensitive, kind }
  },
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { care, sensitive }, { deliveryId, version, to }, note) {
    note.entity = { type: 'homecare.delivery', id: deliveryId }
    const { delivery, otherSide } = care
    const refuse = (name: string, sentence: string): ActAnswer => {
      note.outcome = 'refused'
      return { refusals: [{ name, sentence }] }
    }
    if (delivery.version !== version) throw new ConflictError('It was changed by someone else')
    // The other side is told the lines in any case, and knows its usual address in them.
    const lines = to === 'usual' ? care.enrolment.address : to
    if (lines.length === 0) {
      return refuse('no-address', to === 'usual' ? 'No usual address is known: enter the address' : 'Enter the address')
    }
    if (!isOpenDelivery(delivery.state) || delivery.state === 'dispatched') {
      return refuse('not-now', 'It is too late to send this delivery anywhere else')
    }
    await writePlace(tx, ctx, care, lines, { keepsLines: !sensitive })
    if (otherSide !== undefined) {
      await say(tx, ctx, addressTold, {
        to: otherSide,
        about: delivery.prescriptionId,
        patientId: delivery.patientId,
        body: { deliveryId, lines: [...lines], isSingleUse: sensitive },
      })
    }
    return { done: true }
  },
})
