import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import {
  findIdsByIdentifier,
  findIdsByNhsNumber,
  findPatients,
  identifierKey,
  type Patient,
  type PatientTables,
} from '../../../../core/patients/index.ts'
import { words } from '../../../../core/values/name-search.ts'
import type { CaseloadField } from '../columns.ts'
import type { CaseloadRow } from '../caseload-row.ts'
import { lastingAddress } from '../lasting-address.ts'
import type { RecordedPlaces } from '../wanted-place.ts'

/** The patient of a row, and where their record says that deliveries can go. */
export interface MatchedPatient extends RecordedPlaces {
  readonly patientId: string
}
export type PatientAnswer =
  { readonly patient: MatchedPatient } | { readonly field: CaseloadField; readonly reason: string }

/** Whose row each is, in three round trips. A number alone is never enough: the birth date and the name must agree. */
export async function matchPatients(
  tx: Reader<PatientTables>,
  ctx: Context,
  rows: readonly CaseloadRow[],
  system: string | undefined,
): Promise<readonly PatientAnswer[]> {
  const byNumber = await findIdsByNhsNumber(
    tx,
    ctx,
    rows.flatMap(({ nhsNumber }) => nhsNumber ?? []),
  )
  const identifierOf = ({ localIdentifier }: CaseloadRow) =>
    system === undefined || localIdentifier === undefined ? [] : [{ system, value: localIdentifier }]
  const byIdentifier = await findIdsByIdentifier(tx, ctx, rows.flatMap(identifierOf))
  const pairs = rows.map((row) => {
    const [identifier] = identifierOf(row)
    return {
      row,
      number: byNumber.get(row.nhsNumber ?? ''),
      local: identifier && byIdentifier.get(identifierKey(identifier)),
    }
  })
  const patients = await findPatients(
    tx,
    ctx,
    pairs.flatMap(({ number, local }) => number ?? local ?? []),
  )
  const today = ctx.clock.today()
  return pairs.map(({ row, number, local }): PatientAnswer => {
    const field = row.nhsNumber === undefined ? 'localIdentifier' : 'nhsNumber'
    const no = (reason: string, at: CaseloadField = field): PatientAnswer => ({ field: at, reason })
    if (row.nhsNumber === undefined && system === undefined)
      return no('Say whose numbers these are: --identifier-system.')
    if (number !== undefined && local !== undefined && number !== local)
      return no('The NHS number and the other number are of two different patients.')
    // An NHS number that nobody has is not made up for by another number: one of the two is wrong.
    const id = row.nhsNumber === undefined ? local : number
    const patient = id === undefined ? undefined : patients.get(id)
    if (patient === undefined) return no('No patient here has this number: bring patients in first.')
    if (patient.birthDate !== row.birthDate)
      return no('The patient with this number has another date of birth.', 'birthDate')
    if (!hasName(patient, row)) return no('The patient with this number has another name.', 'familyName')
    if (patient.death !== undefined) return no('This patient has died: end their homecare where it is.')
    const { patientId, sensitive: isSensitive, addresses } = patient
    const lasting = (use: 'delivery' | 'home') => (isSensitive ? undefined : lastingAddress(addresses, use, today))
    return { patient: { patientId, isSensitive, addresses: { delivery: lasting('delivery'), home: lasting('home') } } }
  })
}

/** A name in which no word is found is the same only letter by letter. */
const same = (one: string, other: string): boolean => (words(one).join('') || one) === (words(other).join('') || other)
const hasName = ({ names }: Patient, { familyName, givenName }: CaseloadRow): boolean =>
  names.some(
    ({ family, given }) =>
      same(family, familyName) &&
      (givenName === undefined || same(given.join(' '), givenName) || same(given[0] ?? '', givenName)),
  )
