import { addressFor } from '../values/address.ts'
import type { CivilDate } from '../values/civil-date.ts'
import type { AdministrativeGender } from '../values/gender.ts'
import type { HumanName } from '../values/person-name.ts'
import { nameOf, type Death, type NhsNumberHeld } from './patient.ts'
import { deathFromRow, nhsNumberFromRow, type PatientRow } from './record-row.ts'

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

export function summaryFromRow(row: PatientRow, today: CivilDate): PatientSummary {
  const home = row.sensitive ? undefined : addressFor(row.addresses, 'home', today)
  return {
    patientId: row.patient_id,
    name: nameOf({ names: row.names }, today),
    nhsNumber: nhsNumberFromRow(row),
    birthDate: row.birth_date ?? undefined,
    gender: row.gender,
    death: deathFromRow(row),
    sensitive: row.sensitive,
    place: home && { line: home.lines[0] ?? '', postcode: home.postcode ?? '' },
    mergedInto: row.merged_into ?? undefined,
  }
}
