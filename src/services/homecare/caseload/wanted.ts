import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { BroughtInDetails } from '../enrolments/enrolment-details.ts'
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
}
