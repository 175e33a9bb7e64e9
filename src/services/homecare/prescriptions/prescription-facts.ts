import type { Refusal } from '../../../core/values/refusal.ts'
import type { QuantityFit } from '../therapies/quantity.ts'
import type { PrescriptionClass } from './classify.ts'

/** What the guards of a prescription look at. A fact that is not known is false, so that nothing passes for want of an answer. */
export type PrescriptionFacts = {
  readonly isTherapyOpen: boolean
  readonly mayEnrolmentPrescribe: boolean
  /** Another prescription of the treatment is in force that this one does not follow. */
  readonly hasRival: boolean

  readonly isBiologic: boolean
  readonly hasBrand: boolean
  /** From `doseProblems`, `refuseLoading` and the product: ended, unknown, not prescribable. */
  readonly contentRefusals: readonly Refusal[]
  readonly quantity: QuantityFit | undefined
  readonly isWithinDuration: boolean

  readonly class: PrescriptionClass | undefined
  readonly maySchemeCheckerScreen: boolean
  readonly isActorThePrescriber: boolean
  /** Gate findings that no override answers: `unresolvedGates`. */
  readonly gateRefusals: readonly Refusal[]
  /** What the screener recorded, since Troth does not check either. */
  readonly hasFundingNote: boolean
  readonly hasMonitoringNote: boolean
  readonly reason: string
  readonly queryOutcome: string

  readonly maySignFirst: boolean
  readonly isConfirmedAgain: boolean
  /** `signing-key`: their own key, opened with their own secret and a code from their phone. */
  readonly signsWith: 'passkey' | 'smartcard' | 'signing-key' | 'password'
  readonly isAllergyKnown: boolean
  readonly isInScopeOfPractice: boolean
  /** The digest of the content is the one that was screened, that was signed first, or that was read to be signed first. */
  readonly isSameContent: boolean
  readonly isSignatureVerified: boolean
  /** From controlled drug routing: why this may not leave electronically. */
  readonly routeRefusals: readonly Refusal[]
  /** From the validity rules on the day: expired, not before, used up. */
  readonly validityRefusals: readonly Refusal[]

  readonly hasOrderReference: boolean
  readonly isDigestEchoed: boolean
  readonly isAnswerLate: boolean
  readonly isReplacementSigned: boolean
  readonly isReplacementAcknowledged: boolean
  readonly hasDispensed: boolean
  readonly openDeliveries: number
  readonly isEveryOpenDeliveryRecalled: boolean
  readonly isAnyDeliveryDispatched: boolean
  /** Past the last day on which anything may be dispensed, by law or by the organisation's own limit. */
  readonly isPastLastDay: boolean
  readonly hasUndeliveredList: boolean
}
