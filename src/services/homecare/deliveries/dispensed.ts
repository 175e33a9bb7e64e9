import type { CivilDate } from '../../../core/values/civil-date.ts'

/** Units of one batch of one item, as the company’s pharmacist put them into a delivery. */
export interface DispensedPack {
  readonly lineId: string
  /** What was scanned or typed, as 14 digits or as it was when nobody knows it. */
  readonly code: string
  readonly units: number
  readonly batch: string
  readonly usableUntil: CivilDate
}

/** What was dispensed, and what was so of signature and legal window at that moment. */
export interface Dispensed {
  readonly packs: readonly DispensedPack[]
  readonly wasSigned: boolean
  readonly isSignatureVerified: boolean
  readonly wasInWindow: boolean
  /** False while the document that was signed says that nothing may be supplied on it. */
  readonly isForSupply: boolean
  /** Units beyond the signed quantity, to supply original packs: regulation 217B. */
  readonly extraUnits: number
}

/** How a delivery was handed over. Who took it stays in the sealed part of the record of the organisation. */
export interface Proof {
  /** The instant, in UTC. */
  readonly at: string
  readonly takenBy: string
  readonly temperature: number | undefined
}
