import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { PrescriptionState } from '../prescriptions/prescription-state.ts'
import type { ItemContent, PrescriptionContent } from '../prescriptions/legal-content.ts'

/** A prescription whose signature was good a moment ago, and which may leave by this exit. */
export interface VerifiedPrescription {
  readonly prescriptionId: string
  /** The record in use of the patient. */
  readonly patientId: string
  readonly sensitive: boolean
  readonly state: PrescriptionState
  readonly changedAt: Date
  readonly version: number
  readonly content: PrescriptionContent
  readonly signedAt: Date
  readonly isForSupply: boolean
  /** Why nothing may be supplied on it. */
  readonly because: readonly string[]
  /** The last day of the first supply. */
  readonly lastDay: CivilDate | undefined
}

/** One item of a prescription, as another system reads it. */
export interface RequestRecord {
  readonly prescription: VerifiedPrescription
  readonly item: ItemContent
  readonly number: number
}

/** One batch of one item of a delivery. */
export interface DispenseRecord {
  readonly prescription: VerifiedPrescription
  readonly item: ItemContent
  readonly itemNumber: number
  readonly number: number
  readonly delivery: DispensedDelivery
  readonly pack: { readonly units: number; readonly batch: string; readonly usableUntil: CivilDate }
}

export interface DispensedDelivery {
  readonly deliveryId: string
  readonly status: string
  readonly changedAt: Date
  readonly version: number
  readonly dispensedAt: Date
  /** The instant at which it was handed over, in UTC. */
  readonly handedOverAt: string | undefined
  readonly supplier: { readonly name: string; readonly odsCode: string | undefined } | undefined
}
