import { addDays, type CivilDate, daysBetween } from '../../../core/values/civil-date.ts'
import { type DeliveryState, isPromised } from '../deliveries/delivery.ts'
import { mayDispense, type PrescriptionState } from '../prescriptions/prescription-state.ts'
import { supplyCover, type BookedDelivery, type SupplyCover, type SupplyFacts } from './supply-cover.ts'
import { supplyRisk, type RiskAnswer } from './supply-risk.ts'
import { whoHoldsIt, type Holding } from './who-holds-it.ts'

/** Whose treatment it is, and who looks after its supply. */
export interface Therapy {
  readonly therapyId: string
  /** The live record: also when the treatment was recorded on one that was merged into it. */
  readonly patientId: string
  /** The record on which it was recorded. */
  readonly recordId: string
  readonly medicine: string
  readonly companyId: string | undefined
  readonly companyName: string | undefined
  /** Whether the company has accepted the patient. */
  readonly isWithCompany: boolean
  readonly enrolmentId: string | undefined
  readonly ownerAccountId: string | undefined
  readonly ownerTeamId: string | undefined
}

export interface OpenPrescription {
  readonly state: PrescriptionState
  readonly answerBy: CivilDate | undefined
  /** The last day for a first supply. */
  readonly lastDay: CivilDate | undefined
  readonly notBefore: CivilDate | undefined
  readonly deliveriesLeft: number
}

export interface OpenDelivery {
  readonly state: DeliveryState
  readonly bookedOn: CivilDate | undefined
  readonly units: number
  readonly usableUntil: CivilDate | undefined
}

export interface TherapyFacts extends Omit<SupplyFacts, 'today' | 'booked' | 'countBooked'> {
  readonly therapy: Therapy
  readonly prescriptions: readonly OpenPrescription[]
  readonly deliveries: readonly OpenDelivery[]
}

/** What is so of one treatment's supply today. */
export interface TherapyCover extends Therapy {
  readonly cover: SupplyCover
  readonly risk: RiskAnswer
  readonly holding: Holding
  /** The last day whose doses are covered; undefined when unknown, or when nothing runs out. */
  readonly coveredUntil: CivilDate | undefined
  /** Days until a dose has no stock. */
  readonly daysLeft: number | undefined
}

/** Cover, risk and the next step of a treatment, from its facts and a day. */
export function therapyCover(facts: TherapyFacts, today: CivilDate): TherapyCover {
  const { therapy, deliveries } = facts
  const booked = deliveries.flatMap(bookingOf)
  const cover = supplyCover({ ...facts, today, booked, countBooked: false })
  const prescriptions = facts.prescriptions.map((prescription) => ({
    ...prescription,
    maySupplyNext: maySupplyNext(prescription, cover, today),
  }))
  const hasValidPrescription = prescriptions.some((one) => one.maySupplyNext)
  const runsOut = cover.state === 'runs-out' ? cover.firstUncovered : undefined
  return {
    ...therapy,
    cover,
    risk: supplyRisk(cover, { today, hasValidPrescription, booked }),
    holding: whoHoldsIt({ cover, isWithCompany: therapy.isWithCompany, prescriptions, deliveries }),
    coveredUntil: runsOut === undefined ? undefined : addDays(runsOut, -1),
    daysLeft: runsOut === undefined ? undefined : daysBetween(today, runsOut),
  }
}

function bookingOf({ state, bookedOn, units, usableUntil }: OpenDelivery): BookedDelivery[] {
  return isPromised(state) && bookedOn !== undefined ? [{ arrivesOn: bookedOn, units, usableUntil }] : []
}

/**
 * Whether the company may dispense the next supply from a prescription. One not yet supplied from must still be in its time
 * on the day on which that supply is needed; when nobody knows that day, today.
 */
export function maySupplyNext(prescription: OpenPrescription, cover: SupplyCover, today: CivilDate): boolean {
  const { state, lastDay, notBefore, deliveriesLeft } = prescription
  if (!mayDispense(state) || deliveriesLeft <= 0) return false
  if (cover.state !== 'runs-out') return state === 'in-supply' || lastDay === undefined || lastDay >= today
  if (notBefore !== undefined && notBefore > cover.firstUncovered) return false
  const { deliverBy } = cover.deadlines
  return state === 'in-supply' || lastDay === undefined || lastDay >= (deliverBy > today ? deliverBy : today)
}
