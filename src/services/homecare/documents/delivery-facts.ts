import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { Identity } from './words.ts'

export interface DeliveredItem {
  readonly name: string
  readonly device: string | undefined
  readonly quantity: number
  readonly unit: string
  readonly batch: string
  /** The last day on which it may be used. */
  readonly expiresOn: CivilDate
  /** How to keep it, as its pack says: “In a fridge, between 2°C and 8°C. Do not freeze.” */
  readonly storage: string
}

export interface Contact {
  readonly name: string
  readonly telephone: string
  readonly openingTimes: string | undefined
}

/** One delivery, packed. */
export interface DeliveryFacts {
  readonly patient: Identity
  readonly recipient: string
  readonly address: readonly string[]
  readonly reference: string
  readonly number: { readonly delivery: number; readonly of: number }
  readonly deliverOn: CivilDate
  readonly items: readonly DeliveredItem[]
  readonly company: Contact
  readonly hospital: Contact
  readonly madeAt: Date
  readonly isDemonstration: boolean
}

/** What may stand on the outside, where neighbours and drivers read it: nothing that says what is inside or why. */
export interface AddressFacts {
  readonly recipient: string
  readonly address: readonly string[]
  /** A name that says nothing of medicines or of a hospital. */
  readonly sender: { readonly name: string; readonly address: readonly string[]; readonly telephone: string }
  readonly reference: string
  readonly isDemonstration: boolean
}
