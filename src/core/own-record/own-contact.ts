import { withAddress } from '../patients/entries.ts'
import { keepEntries, type ContactPoint, type Kept } from '../patients/patient.ts'
import type { Address } from '../values/address.ts'
import type { CivilDate } from '../values/civil-date.ts'
import { isStale } from '../values/staleness.ts'

// What a person may change of their own record, and how: what was there before stays, marked as no longer used.

/** The addresses a person keeps themselves. */
export const OWN_ADDRESSES = {
  home: 'Home address',
  delivery: 'Delivery address',
  temp: 'Temporary address',
} as const
export type OwnAddressUse = keyof typeof OWN_ADDRESSES

type Points = readonly Kept<ContactPoint>[]

/** Contact points that are used today, in the order of the record. */
export const currentPoints = (points: Points, today: CivilDate): Kept<ContactPoint>[] =>
  points.filter(({ use, start, end }) => use !== 'old' && (start ?? today) <= today && today <= (end ?? today))

/** The address of a use that is in force today or later. */
export const currentAddress = (
  addresses: readonly Kept<Address>[],
  use: OwnAddressUse,
  today: CivilDate,
): Kept<Address> | undefined => addresses.find((address) => address.use === use && today <= (address.end ?? today))

/** Whether a person should be asked if we still reach them so: one stale way is enough. */
export const mustConfirm = (points: Points, today: CivilDate): boolean =>
  currentPoints(points, today).some(({ confirmedOn }) => isStale(confirmedOn, today))

/** What a person gives of a new way to reach them. */
export type OwnPoint = Pick<ContactPoint, 'system' | 'use' | 'value'>

/** The contact points with one more, or with one that is there confirmed. */
export function withOwnPoint(points: Points, { system, use, value }: OwnPoint, today: CivilDate): Kept<ContactPoint>[] {
  const same = currentPoints(points, today).find((point) => point.system === system && point.value === value)
  return same
    ? points.map((point) =>
        point.entryId === same.entryId ? { ...point, use, source: 'patient', confirmedOn: today } : point,
      )
    : keepEntries<ContactPoint>([
        ...points,
        { system, use, value, source: 'patient', confirmedOn: today, start: today },
      ])
}

/** The contact points with another number or e-mail in the place of one, which stays as no longer used. Undefined when it is not there. */
export function withOwnValue(
  points: Points,
  entryId: string,
  value: string,
  today: CivilDate,
): Kept<ContactPoint>[] | undefined {
  const old = findOwnPoint(points, entryId, today)
  if (!old) return undefined
  const rest = old.value === value ? points : withoutOwnPoint(points, entryId, today)
  return rest && withOwnPoint(rest, { system: old.system, use: old.use, value }, today)
}

/** The contact points without one, which stays as no longer used. Undefined when it is not there. */
export function withoutOwnPoint(points: Points, entryId: string, today: CivilDate): Kept<ContactPoint>[] | undefined {
  return findOwnPoint(points, entryId, today)
    ? points.map((point) => (point.entryId === entryId ? { ...point, use: 'old', end: today } : point))
    : undefined
}

/** The contact points with all that are used confirmed today. */
export function allConfirmed(points: Points, today: CivilDate): Kept<ContactPoint>[] {
  const current = new Set(currentPoints(points, today).map(({ entryId }) => entryId))
  return points.map((point) => (current.has(point.entryId) ? { ...point, confirmedOn: today } : point))
}

/** The addresses with this one in the place of the one of its use. */
export function withOwnAddress(
  addresses: readonly Kept<Address>[],
  address: Address & { readonly use: OwnAddressUse },
  today: CivilDate,
): Kept<Address>[] {
  const others = address.use === 'temp' ? withoutOwnAddress(addresses, 'temp', today) : addresses
  return withAddress(others, address.use === 'temp' ? address : { ...address, start: today }, today)
}

/** The addresses without the one of a use, which stays as a previous address. */
export function withoutOwnAddress(
  addresses: readonly Kept<Address>[],
  use: OwnAddressUse,
  today: CivilDate,
): Kept<Address>[] {
  return addresses.map((address) => {
    if (address.use !== use || (address.end ?? today) < today) return address
    const end = address.start !== undefined && address.start > today ? address.start : today
    return { ...address, use: 'old', end }
  })
}

/** A contact point that is used, by its number in this version of the record. */
export const findOwnPoint = (points: Points, entryId: string, today: CivilDate): Kept<ContactPoint> | undefined =>
  currentPoints(points, today).find((point) => point.entryId === entryId)
