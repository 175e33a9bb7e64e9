import type { AllergyStatus } from '../../../core/values/allergy.ts'
import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { Identity } from './words.ts'

export const REGISTRATION_KINDS = {
  new: 'New patient',
  renewal: 'Renewal',
  change: 'Change of medicine or dose',
  transfer: 'Transfer from another homecare company',
  known: 'The company supplies the patient already',
} as const
export const SERVICES = {
  delivery: 'Delivery only',
  training: 'Delivery, with a nurse to train the patient',
  nursing: 'Delivery, with a nurse to give the medicine',
} as const
export const FUNDERS = {
  nhs: 'NHS',
  manufacturer: 'Manufacturer of the medicine',
  self: 'The patient',
} as const
/** Nobody is opted in by silence. */
export const SUPPORT_CHOICES = {
  wanted: 'The patient wants to join',
  'not-wanted': 'The patient does not want to join. Do not pass on their details.',
  'not-asked': 'Not yet asked. Do not pass on their details.',
  'not-offered': 'There is none for this medicine',
} as const
export const CHECK_ANSWERS = {
  yes: 'Yes',
  no: 'No',
  'not-needed': 'Not needed',
  'not-yet': 'Not yet checked',
} as const

/** Nobody keeps this with a registration: a line is left to write it on, as on a form of paper. Undefined means not recorded. */
export const BY_HAND: unique symbol = Symbol('by hand')
export type ByHand = typeof BY_HAND

export interface RegistrationPatient extends Identity {
  readonly address: readonly string[]
  readonly telephones: readonly string[]
  readonly email: string | undefined
  readonly weight: { readonly kilograms: number; readonly on: CivilDate } | ByHand | undefined
  /** In words: “Large print; British Sign Language interpreter”. */
  readonly needs: string
  readonly allergies: AllergyStatus
  readonly practice: string | ByHand | undefined
}

export interface RegistrationTherapy {
  readonly medicine: string
  readonly device: string | ByHand | undefined
  readonly reason: string | ByHand | undefined
  readonly doseText: string | ByHand
  readonly firstDoseOn: CivilDate | ByHand | undefined
  readonly deliveryEvery: { readonly every: number; readonly unit: 'week' | 'month' } | ByHand
  readonly firstDeliveryBy: CivilDate | ByHand | undefined
  readonly isSharpsBinNeeded: boolean | ByHand
  /** The number of the hospital's order, and of its funding approval. */
  readonly orderNumber: string | ByHand | undefined
  readonly fundingReference: string | ByHand | undefined
}

export interface RegistrationContact {
  readonly name: string
  readonly relationship: string
  readonly telephone: string
  readonly mayBeTold: string
}

/** A homecare registration (NHMC appendix 4a): what a homecare company is told to take someone on. */
export interface RegistrationFacts {
  readonly kind: keyof typeof REGISTRATION_KINDS
  readonly reference: string
  readonly patient: RegistrationPatient
  readonly therapy: RegistrationTherapy
  readonly service: keyof typeof SERVICES | ByHand
  readonly funder: keyof typeof FUNDERS | ByHand
  readonly deliveryAddress: readonly string[] | undefined
  readonly contacts: readonly RegistrationContact[]
  readonly agreement:
    { readonly on: CivilDate; readonly how: string; readonly recordedBy: string | undefined } | undefined
  readonly supportProgramme: keyof typeof SUPPORT_CHOICES
  readonly checklist: readonly {
    readonly question: string
    readonly answer: keyof typeof CHECK_ANSWERS
    readonly by: string | undefined
  }[]
  readonly hospital: {
    readonly name: string
    readonly department: string | ByHand
    readonly address: readonly string[] | ByHand
    readonly telephone: string | ByHand
    readonly consultant: string | ByHand
  }
  readonly company: string
  readonly acceptance:
    | { readonly outcome: 'waiting' }
    | { readonly outcome: 'accepted'; readonly at: Date | CivilDate; readonly by: string; readonly reference: string }
    | { readonly outcome: 'rejected'; readonly at: Date | CivilDate; readonly by: string; readonly reason: string }
  readonly madeAt: Date
  readonly isDemonstration: boolean
}
