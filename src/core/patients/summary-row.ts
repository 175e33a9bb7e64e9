import { addressFor } from '../values/address.ts'
import type { CivilDate } from '../values/civil-date.ts'
import { nameOf } from './patient.ts'
import { deathFromRow, nhsNumberFromRow, type PatientRow } from './record-row.ts'
import type { PatientSummary } from './summary.ts'

/** The only way from a row to a line of a list. */
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
