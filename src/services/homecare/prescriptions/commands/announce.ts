import type { Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'
import type { DeliveryState } from '../../deliveries/delivery.ts'
import type { Prescription } from '../queries/prescriptions.ts'
import type { PrescriptionEvent, PrescriptionState } from '../prescription-state.ts'

// What other parts of homecare do because of a step, in its transaction. They register here, so that no part imports another.

/** A step of a prescription that was taken, with the row as it was before. */
export interface PrescriptionMoved {
  readonly prescription: Prescription
  readonly event: PrescriptionEvent
  readonly to: PrescriptionState
  readonly reason: string | undefined
}

/** A delivery that was asked back. */
export interface RecalledDelivery {
  readonly deliveryId: string
  readonly prescriptionId: string
  readonly patientId: string
  readonly number: number
  /** Where it stood when it was asked back. */
  readonly from: DeliveryState
}

/** A treatment whose supply is held, or goes on again. */
export interface HeldTherapy {
  readonly therapyId: string
  readonly patientId: string
  readonly isHeld: boolean
}

/** What there is to be told of, by name. */
interface Announcements {
  readonly 'prescription-moved': PrescriptionMoved
  /** Only when the company has the prescription: it must be asked to cancel. */
  readonly 'cancellation-asked': { readonly prescription: Prescription; readonly reason: string }
  readonly 'recall-asked': { readonly delivery: RecalledDelivery; readonly reason: string }
  readonly 'supply-held': { readonly therapy: HeldTherapy; readonly reason: string }
}
type Name = keyof Announcements
type Listener<What extends Name> = (tx: AnyTx, ctx: Context, what: Announcements[What]) => Promise<void>

const listeners = new Map<Name, Listener<never>[]>()

/** Says what to do, in the transaction of whoever announces. A listener that throws undoes the whole of it. */
export function listen<What extends Name>(to: What, listener: Listener<What>): void {
  listeners.set(to, [...(listeners.get(to) ?? []), listener as Listener<never>])
}

/** What to do when a prescription takes one of these steps. */
export const onPrescriptionStep = (
  events: readonly PrescriptionEvent[],
  listener: Listener<'prescription-moved'>,
): void =>
  listen('prescription-moved', async (tx, ctx, moved) => {
    if (events.includes(moved.event)) await listener(tx, ctx, moved)
  })

/** Tells everyone who listens, one after the other in the order in which they registered. */
export async function announce<What extends Name>(
  tx: AnyTx,
  ctx: Context,
  what: What,
  about: Announcements[What],
): Promise<void> {
  for (const listener of listeners.get(what) ?? []) await (listener as Listener<What>)(tx, ctx, about)
}

/** Asks the homecare company to cancel a prescription that it has. */
export const tellCompanyOfCancellation = (
  tx: AnyTx,
  ctx: Context,
  prescription: Prescription,
  reason: string,
): Promise<void> => announce(tx, ctx, 'cancellation-asked', { prescription, reason })

/** Asks the homecare company to stop a delivery, wherever it is. */
export const tellCompanyOfRecall = (
  tx: AnyTx,
  ctx: Context,
  delivery: RecalledDelivery,
  reason: string,
): Promise<void> => announce(tx, ctx, 'recall-asked', { delivery, reason })

/** Tells the homecare company that supply is held, or goes on again. */
export const tellCompanyOfHold = (tx: AnyTx, ctx: Context, therapy: HeldTherapy, reason: string): Promise<void> =>
  announce(tx, ctx, 'supply-held', { therapy, reason })
