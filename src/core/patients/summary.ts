import type { CivilDate } from '../values/civil-date.ts'
import type { AdministrativeGender } from '../values/gender.ts'
import type { HumanName } from '../values/person-name.ts'
import type { Death, NhsNumberHeld } from './patient.ts'

/** A person in a list: enough to tell them from others, and nothing that leads to a sensitive person's door. */
export interface PatientSummary {
  readonly patientId: string
  readonly name: HumanName
  readonly nhsNumber: NhsNumberHeld
  readonly birthDate: CivilDate | undefined
  readonly gender: AdministrativeGender
  readonly death: Death | undefined
  readonly sensitive: boolean
  /** Home address today: its first line and postcode. Never for a sensitive record. */
  readonly place: { readonly line: string; readonly postcode: string } | undefined
  readonly mergedInto: string | undefined
}
