import type { Reader } from '../../database/transaction.ts'
import type { RowMatches } from '../import/decide-row.ts'
import type { SentPatient } from '../import/sent-patient.ts'
import type { Patient } from '../patient.ts'
import { findIdsByIdentifier, findIdsByNhsNumber, findPatients, type Reading } from '../queries.ts'
import { identifierKey } from '../search-keys.ts'
import type { PatientTables } from '../tables.ts'
import { findSameNameAndBirthDate } from './find-duplicates.ts'

/** The records that up to 500 rows may be about, in four round trips; those that are only alike, where they are asked for. In the order of the rows. */
export async function findImportMatches(
  tx: Reader<PatientTables>,
  who: Reading,
  rows: readonly SentPatient[],
  wanted: { readonly alike: boolean },
): Promise<RowMatches[]> {
  const byNumber = await findIdsByNhsNumber(
    tx,
    who,
    rows.flatMap(({ nhsNumber }) => nhsNumber?.number ?? []),
  )
  const byIdentifier = await findIdsByIdentifier(
    tx,
    who,
    rows.flatMap(({ identifiers }) => identifiers),
  )
  const same = rows.map(
    ({ nhsNumber, identifiers }) =>
      byNumber.get(nhsNumber?.number ?? '') ??
      identifiers.map((each) => byIdentifier.get(identifierKey(each))).find((id) => id !== undefined),
  )
  const unknown = wanted.alike ? rows.filter((_, at) => same[at] === undefined) : []
  const alike = await findSameNameAndBirthDate(
    tx,
    who,
    unknown.map(({ names, birthDate }) => ({ names, birthDate })),
  )
  const patients = await findPatients(tx, who, [...same.flatMap((id) => id ?? []), ...alike.flat()])
  const live = (id: string): Patient[] => {
    const patient = patients.get(id)
    return patient && patient.mergedInto === undefined ? [patient] : []
  }
  let next = 0
  return rows.map((_, at) => {
    const id = same[at]
    if (id !== undefined) return { same: live(id)[0], alike: [] }
    return { same: undefined, alike: (alike[next++] ?? []).flatMap(live) }
  })
}
