import { type Address, addressText } from '../../../core/values/address.ts'
import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { PlaceChange } from './place-change.ts'
import type { RegistrationHold } from './hold.ts'

/** How the patient said that they agree to the service. It is not the basis on which their data is used. */
export const AGREED_HOW = {
  'face-to-face': 'Face to face',
  telephone: 'By telephone',
  video: 'By video',
  writing: 'In writing',
} as const
export type AgreedHow = keyof typeof AGREED_HOW

export const SUPPORT_CHOICES = {
  join: 'They want to join',
  decline: 'They do not want to join',
  none: 'The manufacturer offers none',
} as const
export type SupportChoice = keyof typeof SUPPORT_CHOICES

export const SHARPS_BINS = {
  deliver: 'Deliver a sharps bin and collect full ones',
  'not-needed': 'Not needed',
} as const
export type SharpsBin = keyof typeof SHARPS_BINS

export const COLD_STORES = {
  fridge: 'A fridge with room for the medicine',
  none: 'Nowhere cold to keep it',
  'not-needed': 'The medicine does not need it',
} as const
export type ColdStore = keyof typeof COLD_STORES

/** Where deliveries go. An address of a sensitive record is entered only by those who may see it. */
export const DELIVERY_PLACES = {
  address: 'An address',
  collection: 'The patient collects it',
} as const
export type DeliveryPlace = keyof typeof DELIVERY_PLACES

/** What a registration holds beside its columns. Whatever is not there has not been asked. */
export interface EnrolmentDetails {
  readonly agreement?: { readonly on: CivilDate; readonly how: AgreedHow } | undefined
  readonly place?: DeliveryPlace | undefined
  /** A change of place after the company had the registration, and whether it knows of it. */
  readonly placeChange?: PlaceChange | undefined
  readonly supportProgramme?: SupportChoice | undefined
  /** Units at home on the day of registration; 0 when there are none. */
  readonly openingStock?: number | undefined
  readonly sharpsBin?: SharpsBin | undefined
  readonly coldStore?: ColdStore | undefined
  /** Codes of the pharmacy checklist that are done. */
  readonly checked?: readonly string[] | undefined
  /** The registration with another company that this one takes over from. */
  readonly movesFrom?: string | undefined
  /** In the records of a homecare company: who registered the patient, and whom to call. */
  readonly from?: RegisteredBy | undefined
  /** In the records of a homecare company: the hospital says that the record is sensitive. */
  readonly isSensitive?: boolean | undefined
  /** In the records of a homecare company: it has this patient already, and the hospital has only now brought them in. */
  readonly isOnTreatment?: boolean | undefined
  /** In the records of a homecare company that has not answered yet: what the hospital has already done with such a patient. */
  readonly hold?: RegistrationHold | undefined
  /** What another system said of a registration that was brought in from it. */
  readonly broughtIn?: BroughtInDetails | undefined
}

/** The prescription is one on paper, elsewhere: nothing can be dispensed from it here, and one must be written by `renewBy`. */
export interface BroughtInDetails {
  readonly registeredOn?: CivilDate | undefined
  /** When treatment began, where the other system said so. */
  readonly firstDoseOn?: CivilDate | undefined
  readonly brandId?: string | undefined
  readonly nextDeliveryOn?: CivilDate | undefined
  readonly paper: {
    readonly prescribedOn?: CivilDate | undefined
    readonly validUntil?: CivilDate | undefined
    readonly deliveriesLeft?: number | undefined
  }
  readonly renewBy: CivilDate
  /** When a company that uses Troth was told of it, which is before anything else is said about it. */
  readonly toldOn?: CivilDate | undefined
  /** What that company said. Until it has said so, nobody knows here that it has this patient. */
  readonly companySaid?: { readonly answer: 'accept' | 'reject'; readonly on: CivilDate } | undefined
}

export interface RegisteredBy {
  readonly hospital: string
  readonly odsCode: string | undefined
  readonly telephone: string | undefined
  readonly person: string
}

/** What kind of place an address for deliveries is, where somebody said so. */
export const DELIVERY_KINDS = { home: 'home', work: 'work', other: 'somewhere else' } as const
export type DeliveryKind = keyof typeof DELIVERY_KINDS

/** An address as deliveries need it, without its use and period in the record. */
export type DeliveryAddress = Pick<Address, 'lines' | 'city' | 'county' | 'postcode'> & {
  readonly kind?: DeliveryKind | undefined
  /** Of whoever takes the delivery there. Stands with the address, so that it is hidden with it. */
  readonly telephone?: string | undefined
}

export const deliveryAddressOf = ({ lines, city, county, postcode }: Omit<Address, 'use'>): DeliveryAddress => ({
  lines,
  city,
  county,
  postcode,
})

/** The address that is saved, with what was known of the place when it is the same one. */
export function withPlaceKept(saved: DeliveryAddress, before: DeliveryAddress | undefined): DeliveryAddress {
  const words = (address: DeliveryAddress) =>
    addressText({ use: 'delivery', ...deliveryAddressOf(address) }).toLowerCase()
  if (before === undefined || words(saved) !== words(before)) return saved
  const { kind, telephone } = { ...before, ...saved }
  return { ...saved, ...(kind === undefined ? {} : { kind }), ...(telephone === undefined ? {} : { telephone }) }
}

/** What a new registration takes over from the one before. Agreement was to the other company’s service: it is asked again. */
export const copiedDetails = (old: EnrolmentDetails, oldId: string): EnrolmentDetails => ({
  place: old.place,
  supportProgramme: old.supportProgramme,
  openingStock: old.openingStock,
  sharpsBin: old.sharpsBin,
  coldStore: old.coldStore,
  movesFrom: oldId,
})
