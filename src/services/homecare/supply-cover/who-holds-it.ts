import type { CivilDate } from '../../../core/values/civil-date.ts'
import { type DeliveryState, isPromised } from '../deliveries/delivery.ts'
import type { PrescriptionState } from '../prescriptions/prescription-state.ts'
import type { Deadlines } from './deadlines.ts'
import type { SupplyCover } from './supply-cover.ts'

/** Whose turn it is, with the words of screens. Nobody means that nothing has to be done now. */
export const HOLDERS = {
  clinic: 'The clinic',
  prescriber: 'The prescriber',
  pharmacy: 'Pharmacy',
  company: 'The homecare company',
  patient: 'The patient',
  nobody: 'Nobody',
} as const
export type Holder = keyof typeof HOLDERS

/** Who has the next step, what it is and the last day for it. */
export interface Holding {
  readonly who: Holder
  readonly act: string
  readonly by: CivilDate | undefined
}

export type HolderFacts = {
  readonly cover: SupplyCover
  /** Whether a homecare company has accepted the patient: it can then be asked to count. */
  readonly isWithCompany: boolean
  /** Prescriptions that are not at their end. */
  readonly prescriptions: readonly {
    readonly state: PrescriptionState
    readonly answerBy: CivilDate | undefined
    /** The company may dispense the next supply from it. */
    readonly maySupplyNext: boolean
  }[]
  /** Deliveries that are still to come. */
  readonly deliveries: readonly { readonly state: DeliveryState; readonly bookedOn: CivilDate | undefined }[]
}

/** Who has to do what next, so that this treatment does not run out. */
export function whoHoldsIt(facts: HolderFacts): Holding {
  const { cover, deliveries, prescriptions } = facts
  if (cover.state === 'unknown') return toCount(facts)
  if (cover.state !== 'runs-out') return { who: 'nobody', act: 'Nothing to do now', by: undefined }
  const { deadlines } = cover
  const coming = deliveries
    .filter(({ state }) => isPromised(state))
    .sort((one, other) => ((one.bookedOn ?? '') < (other.bookedOn ?? '') ? -1 : 1))[0]
  if (coming) return { who: 'company', act: 'Make the booked delivery', by: coming.bookedOn ?? deadlines.deliverBy }
  if (prescriptions.some(({ maySupplyNext }) => maySupplyNext)) {
    return deliveries.some(({ state }) => state === 'contacted')
      ? { who: 'patient', act: 'Choose a day for the delivery', by: deadlines.deliverBy }
      : { who: 'company', act: 'Book the delivery', by: deadlines.deliverBy }
  }
  for (const state of NEAREST_FIRST) {
    const found = prescriptions.find((one) => one.state === state)
    const step = STEPS[state]
    if (found && step) return { who: step.who, act: step.act, by: step.by(deadlines, found.answerBy) }
  }
  return { who: 'clinic', act: 'Ask for a new prescription', by: deadlines.askBy }
}

function toCount({ cover, isWithCompany }: HolderFacts): Holding {
  const isOfDose = cover.state === 'unknown' && cover.why === 'dose-not-known'
  if (isOfDose) return { who: 'prescriber', act: 'Enter the dose so that it can be counted', by: undefined }
  return { who: isWithCompany ? 'company' : 'clinic', act: 'Count the stock at home', by: undefined }
}

type Step = {
  readonly who: Holder
  readonly act: string
  readonly by: (deadlines: Deadlines, answerBy: CivilDate | undefined) => CivilDate
}

const sign = ({ signBy }: Deadlines): CivilDate => signBy
const atCompany = ({ prescriptionAtCompanyBy }: Deadlines): CivilDate => prescriptionAtCompanyBy
const answer = ({ prescriptionAtCompanyBy }: Deadlines, by: CivilDate | undefined): CivilDate =>
  by ?? prescriptionAtCompanyBy

const STEPS: Partial<Record<PrescriptionState, Step>> = {
  transmitted: { who: 'company', act: 'Answer the prescription', by: answer },
  unacknowledged: { who: 'company', act: 'Answer the prescription', by: answer },
  'company-query': { who: 'prescriber', act: 'Answer the query of the homecare company', by: atCompany },
  ordered: { who: 'pharmacy', act: 'Send the prescription to the homecare company', by: atCompany },
  signed: { who: 'pharmacy', act: 'Order and send the prescription', by: atCompany },
  'signed-unscreened': { who: 'pharmacy', act: 'Screen the signed prescription', by: atCompany },
  screened: { who: 'prescriber', act: 'Sign the prescription', by: sign },
  'in-screening': { who: 'pharmacy', act: 'Screen the prescription', by: sign },
  queried: { who: 'prescriber', act: 'Answer the query of pharmacy', by: sign },
  proposed: { who: 'prescriber', act: 'Finish the prescription', by: sign },
  draft: { who: 'prescriber', act: 'Finish the prescription', by: sign },
}

/** The prescription that is nearest to a supply has the next step. */
const NEAREST_FIRST = Object.keys(STEPS) as readonly PrescriptionState[]
