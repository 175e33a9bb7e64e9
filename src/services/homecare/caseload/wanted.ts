import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { BroughtInDetails, DeliveryAddress } from '../enrolments/enrolment-details.ts'
import type { DoseRoute, StructuredDose } from '../therapies/dose.ts'

/** The last prescription, which is on paper elsewhere. */
export type PaperPrescription = BroughtInDetails['paper']

export type Owner = { readonly accountId: string } | { readonly teamId: string }

/** The doses of a row as they are counted. */
export interface WantedDose {
  readonly dose: StructuredDose
  readonly firstDoseOn: CivilDate
  readonly amountPerUnit: number
  readonly unitWords: string
  readonly isShared: boolean
}

/**
 * Where deliveries go: as the file says, else as the record says. A sensitive record keeps its addresses to those with the right
 * to see them, and whoever brings in a file is not known to have it: someone is asked to add the address.
 */
export type WantedPlace =
  | { readonly is: 'address'; readonly isSaid: boolean; readonly address: DeliveryAddress }
  | { readonly is: 'collection'; readonly isHidden: boolean }
  | { readonly is: 'hidden' | 'none' }

/** A row with everything it names found. What it is silent about is undefined. */
export interface Wanted {
  readonly patientId: string
  readonly vtmId: string
  readonly medicine: string
  readonly isBiologic: boolean
  readonly schemeId: string
  readonly companyId: string
  readonly route: DoseRoute
  readonly state: 'accepted' | 'active'
  readonly dose: WantedDose
  readonly owner: Owner
  readonly brandId: string | undefined
  readonly indication: string | undefined
  readonly accountReference: string | undefined
  readonly registeredOn: CivilDate | undefined
  /** When treatment began, where the file says so. */
  readonly startedOn: CivilDate | undefined
  readonly paper: PaperPrescription
  readonly stock: { readonly units: number; readonly countedOn: CivilDate | undefined } | undefined
  readonly nextDeliveryOn: CivilDate | undefined
  readonly place: WantedPlace
}
