import type { Updateable } from 'kysely'
import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { civilDateOf } from '../../../../core/values/london-time.ts'
import type { Moved } from '../../../../core/values/state-machine.ts'
import { tellOfSupply } from '../../steps/commands/on-supply.ts'
import { takeStep } from '../../steps/commands/take-step.ts'
import type { StepSource } from '../../steps/step.ts'
import type { HomecareWork } from '../../tables.ts'
import type { HomecareRole } from '../../therapies/homecare-role.ts'
import { type DeliveryAct, reasonOf } from '../act.ts'
import { clinicsPlace } from '../clinics-place.ts'
import { type DeliveryEvent, type DeliveryState, isHandedOver } from '../delivery.ts'
import type { Dispensed } from '../dispensed.ts'
import { type Failure, isCriticalFailure } from '../failure.ts'
import type { DeliveryCare } from '../queries/delivery-care.ts'
import type { ActFacts } from '../queries/delivery-facts.ts'
import type { DeliveryTables } from '../tables.ts'
import { afterAct } from './after-act.ts'

/** How an act is kept: in which role, when it happened, and how it came to be known. */
export interface ActHow {
  readonly role: HomecareRole
  readonly at: Date
  readonly source?: StepSource | undefined
  readonly saidOn?: string | undefined
}

/** Keeps an act that the machine has allowed, what it says, and everything that follows from it. */
export async function keepAct(
  tx: AnyTx,
  ctx: Context,
  care: DeliveryCare,
  act: DeliveryAct,
  moved: Moved<DeliveryState, DeliveryEvent>,
  known: Pick<ActFacts, 'dispensed' | 'usable'>,
  how: ActHow,
): Promise<void> {
  const { deliveryId: id, patientId } = care.delivery
  const { role, at, source, saidOn } = how
  const failure = act.event === 'fail' ? failureOf(care, act, at, known.usable) : undefined
  await takeStep(
    tx,
    ctx,
    { machine: 'delivery', id, patientId, moved, role, reason: reasonOf(act), source, saidOn, happenedAt: at },
    { ...columnsOf(care, act, at, known.dispensed, failure, ctx), ...forgotten(care, moved.to) },
  )
  await afterAct(tx, ctx, care, act, { from: moved.from, to: moved.to, dispensed: known.dispensed, failure, at })
  await tellOfSupply(tx, ctx, care.delivery.therapyId)
}

/** Writes down what was dispensed of a delivery that is being recalled: it stays where it is, and can be proven to have gone out. */
export async function keepDispensed(
  tx: AnyTx,
  ctx: Context,
  care: DeliveryCare,
  act: DeliveryAct,
  dispensed: Dispensed | undefined,
  at: Date,
): Promise<void> {
  if (act.event !== 'dispense' || dispensed === undefined) return
  await asTx<HomecareWork>(tx)
    .updateTable('homecare.delivery')
    .set(columnsOf(care, act, at, dispensed, undefined, ctx))
    .where('tenant_id', '=', ctx.tenantId)
    .where('delivery_id', '=', care.delivery.deliveryId)
    .execute()
}

/** An address that was given for this delivery alone is forgotten as soon as it is over. */
const forgotten = ({ delivery: { booking } }: DeliveryCare, to: DeliveryState): { booking?: string } =>
  booking?.place?.isSingleUse === true && (isHandedOver(to) || to === 'recalled' || to === 'returned')
    ? { booking: JSON.stringify({ ...booking, place: { kind: 'other' } }) }
    : {}

/** What an act writes on the row beside its state. */
function columnsOf(
  care: DeliveryCare,
  act: DeliveryAct,
  at: Date,
  dispensed: Dispensed | undefined,
  failure: Failure | undefined,
  ctx: Context,
): Updateable<DeliveryTables['homecare.delivery']> {
  switch (act.event) {
    case 'defer':
      return { booking: JSON.stringify({ place: clinicsPlace(care.delivery), deferredUntil: act.until }) }
    case 'come-back': {
      const place = clinicsPlace(care.delivery)
      return { booking: place === undefined ? null : JSON.stringify({ place }) }
    }
    case 'book':
      return {
        booked_on: act.day,
        booked_slot: act.slot,
        booking: JSON.stringify({ place: clinicsPlace(care.delivery) ?? act.place, recipient: act.recipient }),
      }
    case 'dispense':
      return {
        dispensed_at: at,
        dispensed_by: ctx.actor.id,
        dispensed: JSON.stringify(dispensed),
        units: dispensed?.packs.reduce((sum, { units }) => sum + units, 0) ?? 0,
      }
    case 'deliver':
      return {
        delivered_on: civilDateOf(at),
        proof: JSON.stringify({ at: at.toISOString(), takenBy: act.takenBy, temperature: act.temperature }),
      }
    case 'fail':
      return { failure: JSON.stringify(failure) }
    case 'rebook': {
      const kept = clinicsPlace(care.delivery)
      // What was packed goes back to the shelf: the next attempt is dispensed anew.
      return {
        booked_on: null,
        booked_slot: null,
        booking: kept === undefined ? null : JSON.stringify({ place: kept }),
        dispensed_at: null,
        dispensed_by: null,
        dispensed: null,
        units: care.delivery.lines.reduce((sum, { units }) => sum + units, 0),
      }
    }
    case 'confirm-recall':
    case 'contact':
    case 'destroy':
    case 'dispatch':
    case 'dispute':
    case 'quarantine':
    case 'release':
    case 'request-recall':
    case 'settle':
    case 'take-back':
      return {}
  }
}

const failureOf = (
  { delivery }: DeliveryCare,
  { code, fault }: Extract<DeliveryAct, { event: 'fail' }>,
  at: Date,
  usable: number | undefined,
): Failure => {
  const today = civilDateOf(at)
  const { bookedOn, plannedOn } = delivery
  return { code, fault, failedOn: today, isCritical: isCriticalFailure({ today, bookedOn, plannedOn, usable }) }
}
