import { z } from 'zod'
import { isCivilDate } from '../../../core/values/civil-date.ts'
import { FAILURE_FAULTS, FAILURE_REASONS } from './failure.ts'
import type { DeliveryEvent } from './delivery.ts'

// What somebody does to a delivery, in the one shape in which forms give it, the two sides tell it and the record takes it.

const date = z.string().refine(isCivilDate)
const words = z.string().max(500)
const some = words.refine((text) => text.trim() !== '')

export const SLOTS = {
  morning: 'Morning, 8am to 1pm',
  afternoon: 'Afternoon, 1pm to 6pm',
  evening: 'Evening, 6pm to 9pm',
  'all-day': 'Any time, 8am to 9pm',
} as const
export type Slot = keyof typeof SLOTS

/** Where it goes. An address is named here only when it is not the one that the registration has. */
export const PLACES = {
  usual: 'The usual address for deliveries',
  other: 'Another address, for this delivery only',
  collect: 'The patient collects it',
} as const
const place = z.strictObject({
  kind: z.enum(Object.keys(PLACES) as [keyof typeof PLACES]),
  lines: z.array(z.string().max(100)).max(6).optional(),
  /** Forgotten once the delivery is made. */
  isSingleUse: z.boolean().optional(),
})
export type DeliveryPlace = z.infer<typeof place>
/** As it is kept: whether the clinic decided it, which nobody can say of themselves in a booking. */
export type StoredPlace = DeliveryPlace & { readonly isClinics?: boolean }

const pack = z.strictObject({
  lineId: z.string().max(100),
  code: z.string().max(40),
  units: z.int().min(1).max(10_000),
  batch: z.string().max(40),
  usableUntil: date,
})

const bare = <Event extends DeliveryEvent>(event: Event) => z.strictObject({ event: z.literal(event) })
const because = <Event extends DeliveryEvent>(event: Event) =>
  z.strictObject({ event: z.literal(event), reason: words })
const ending = <Event extends DeliveryEvent>(event: Event) =>
  z.strictObject({ event: z.literal(event), outcome: words })

export const deliveryAct = z.discriminatedUnion('event', [
  bare('contact'),
  z.strictObject({ event: z.literal('defer'), until: date, hasToldClinic: z.boolean(), reason: some }),
  bare('come-back'),
  z.strictObject({
    event: z.literal('book'),
    day: date,
    slot: z.enum(Object.keys(SLOTS) as [Slot]),
    place,
    recipient: z.strictObject({ name: z.string().max(100), age: z.int().min(0).max(130).optional() }),
    reason: words,
  }),
  z.strictObject({
    event: z.literal('dispense'),
    packs: z.array(pack).max(20),
    /** Why a pharmacist lets a pack go whose code nobody knows. */
    releaseReason: words,
    /** Why it is not the quantity that was planned: regulation 217B, or a part of it. */
    quantityReason: words,
  }),
  bare('dispatch'),
  z.strictObject({
    event: z.literal('deliver'),
    takenBy: z.string().max(100),
    temperature: z.number().min(-60).max(60).optional(),
  }),
  z.strictObject({
    event: z.literal('fail'),
    code: z.enum(Object.keys(FAILURE_REASONS) as [keyof typeof FAILURE_REASONS]),
    fault: z.enum(Object.keys(FAILURE_FAULTS) as [keyof typeof FAILURE_FAULTS]),
  }),
  bare('rebook'),
  because('take-back'),
  because('quarantine'),
  ending('release'),
  ending('destroy'),
  because('dispute'),
  ending('settle'),
  because('request-recall'),
  bare('confirm-recall'),
])
export type DeliveryAct = z.infer<typeof deliveryAct>
export type ActOf<Event extends DeliveryAct['event']> = Extract<DeliveryAct, { event: Event }>

/** The free text of an act, for the step that keeps it. */
export const reasonOf = (act: DeliveryAct): string =>
  act.event === 'dispense'
    ? [act.releaseReason, act.quantityReason].filter((text) => text.trim() !== '').join('. ')
    : act.event === 'fail'
      ? FAILURE_REASONS[act.code]
      : 'reason' in act
        ? act.reason
        : 'outcome' in act
          ? act.outcome
          : ''
