import type { Updateable } from 'kysely'
import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { civilDateOf } from '../../../../core/values/london-time.ts'
import type { Moved } from '../../../../core/values/state-machine.ts'
import { takeStep } from '../../steps/commands/take-step.ts'
import type { StepSource } from '../../steps/step.ts'
import type { HomecareWork } from '../../tables.ts'
import type { HomecareRole } from '../../therapies/homecare-role.ts'
import { type DeliveryAct, reasonOf } from '../act.ts'
import type { DeliveryEvent, DeliveryState } from '../delivery.ts'
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
    columnsOf(act, at, known.dispensed, failure, ctx),
  )
  await afterAct(tx, ctx, care, act, { from: moved.from, to: moved.to, dispensed: known.dispensed, failure, at })
}

/** Writes down what was dispensed of a delivery that is being recalled: it stays where it is, and can be proven to have gone out. */
export async function keepDispensed(
  tx: AnyTx,
  ctx: Context,
  { delivery }: DeliveryCare,
  act: DeliveryAct,
  dispensed: Dispensed | undefined,
  at: Date,
): Promise<void> {
  if (act.event !== 'dispense' || dispensed === undefined) return
  await asTx<HomecareWork>(tx)
    .updateTable('homecare.delivery')
    .set(columnsOf(act, at, dispensed, undefined, ctx))
    .where('tenant_id', '=', ctx.tenantId)
    .where('delivery_id', '=', delivery.deliveryId)
    .execute()
}

/** What an act writes on the row beside its state. */
function columnsOf(
  act: DeliveryAct,
  at: Date,
  dispensed: Dispensed | undefined,
  failure: Failure | undefined,
  ctx: Context,
): Updateable<DeliveryTables['homecare.delivery']> {
  switch (act.event) {
    case 'defer':
      return { booking: JSON.stringify({ deferredUntil: act.until }) }
    case 'come-back':
      return { booking: null }
    case 'book':
      return {
        booked_on: act.day,
        booked_slot: act.slot,
        booking: JSON.stringify({ place: act.place, recipient: act.recipient }),
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
    case 'rebook':
      // What was packed goes back to the shelf: the next attempt is dispensed anew.
      return {
        booked_on: null,
        booked_slot: null,
        booking: null,
        dispensed_at: null,
        dispensed_by: null,
        dispensed: null,
      }
    default:
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
