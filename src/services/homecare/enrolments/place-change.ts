import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { StepSource } from '../steps/step.ts'

/** The last change of where deliveries go that was made after the company had the registration. On both sides. */
export interface PlaceChange {
  /** The number of what was said to a company that uses Troth: its word is about this change and about no other. */
  readonly number?: number | undefined
  readonly at: string
  /** In the records of a trust: until when the company says that it knows. */
  readonly answerBy?: string | undefined
  /** In the records of a trust: its owner was told that the company has not said so in time. */
  readonly isChased?: boolean | undefined
  readonly acknowledged?: { readonly on: CivilDate; readonly source?: StepSource | undefined } | undefined
}

/** Whether deliveries may still go to the old place, as far as anybody knows. */
export const isUnacknowledged = (change: PlaceChange | undefined): change is PlaceChange =>
  change !== undefined && change.acknowledged === undefined

/** Whether somebody is to call the company now. Once said, it is not said again of the same change. */
export const isToChase = (change: PlaceChange | undefined, now: Date): boolean =>
  isUnacknowledged(change) &&
  change.isChased !== true &&
  change.answerBy !== undefined &&
  new Date(change.answerBy) <= now

/** Whether a company's word is about the last change: what it says of one before it settles nothing. */
export const isAboutLast = (change: PlaceChange | undefined, number: number): boolean =>
  isUnacknowledged(change) && change.number === number
