import type { Address } from '../values/address.ts'
import { addDays, type CivilDate } from '../values/civil-date.ts'
import type { HumanName } from '../values/person-name.ts'
import { keepEntries, type ContactPoint, type Kept } from './patient.ts'

// A record keeps what is past: a new usual name makes the one before it a previous name, with the day it ended.

/** Names of which a person has one at a time. */
const ONE_NAME_AT_A_TIME: readonly string[] = ['usual', 'official']
const ONE_ADDRESS_AT_A_TIME: readonly string[] = ['home', 'delivery']

/** The names with one more; the one it takes the place of becomes a previous name. */
export const withName = (names: readonly Kept<HumanName>[], name: HumanName, today: CivilDate): Kept<HumanName>[] =>
  keepEntries([
    ...names.map((kept) => (isReplaced(kept, name, ONE_NAME_AT_A_TIME) ? past(kept, name, today) : kept)),
    name,
  ])

/** The addresses with one more; the one it takes the place of becomes a previous address. */
export const withAddress = (addresses: readonly Kept<Address>[], address: Address, today: CivilDate): Kept<Address>[] =>
  keepEntries([
    ...addresses.map((kept) => (isReplaced(kept, address, ONE_ADDRESS_AT_A_TIME) ? past(kept, address, today) : kept)),
    address,
  ])

/** The contact points with one more. The same number again confirms the one that is there. */
export function withContactPoint(points: readonly Kept<ContactPoint>[], point: ContactPoint): Kept<ContactPoint>[] {
  const same = points.find(
    ({ system, value, use }) => system === point.system && value === point.value && use !== 'old',
  )
  return same ? replaceEntry(points, same.entryId, point) : keepEntries([...points, point])
}

/** The list with one entry put right, in its place. */
export const replaceEntry = <Entry extends object>(
  entries: readonly Kept<Entry>[],
  entryId: string,
  entry: Entry,
): Kept<Entry>[] => entries.map((kept) => (kept.entryId === entryId ? { ...entry, entryId } : kept))

/** The list without an entry that was never true. */
export const withoutEntry = <Entry extends object>(entries: readonly Kept<Entry>[], entryId: string): Kept<Entry>[] =>
  entries.filter((kept) => kept.entryId !== entryId)

export const findEntry = <Entry extends object>(
  entries: readonly Kept<Entry>[],
  entryId: string,
): Kept<Entry> | undefined => entries.find((kept) => kept.entryId === entryId)

type Dated = { readonly use: string; readonly start?: CivilDate | undefined; readonly end?: CivilDate | undefined }

const isReplaced = (kept: Dated, next: Dated, oneAtATime: readonly string[]): boolean =>
  kept.use === next.use && oneAtATime.includes(next.use) && kept.end === undefined && next.end === undefined

/** Ends the day before the next begins, and never before it began. */
function past<Entry extends Dated>(kept: Entry, next: Dated, today: CivilDate): Entry {
  const end = addDays(next.start ?? today, -1)
  return { ...kept, use: 'old', end: kept.start !== undefined && end < kept.start ? kept.start : end }
}
