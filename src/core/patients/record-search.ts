import type { CivilDate } from '../values/civil-date.ts'
import type { LocalIdentifier } from './patient.ts'

/** One name to look for: keys of one kind, or of either, that begin with every prefix. */
export interface NameWanted {
  readonly kind: 'family' | 'given' | 'either'
  /** Normalised as the keys are. */
  readonly prefixes: readonly string[]
  /** The name exactly as it is written, when that was asked for. */
  readonly exact?: string | undefined
}

export interface Between<Point> {
  readonly from?: Point | undefined
  readonly before?: Point | undefined
}

export type IdentifierWanted = { readonly nhsNumber: string } | LocalIdentifier

/** Every list must match, by any one of its values: how another system asks for records. */
export interface RecordSearch {
  readonly ids?: readonly (readonly string[])[] | undefined
  readonly identifiers?: readonly (readonly IdentifierWanted[])[] | undefined
  readonly names?: readonly (readonly NameWanted[])[] | undefined
  readonly born?: readonly (readonly Between<CivilDate>[])[] | undefined
  readonly updated?: readonly (readonly Between<Date>[])[] | undefined
}

/** Which index leads, and so the order of the answer: one that does not change while it is being paged through. */
export type RecordOrder = 'id' | 'birth-date' | 'name' | 'update'

export function orderOf({ ids, identifiers, names, born }: RecordSearch): RecordOrder {
  if ((ids ?? identifiers) !== undefined) return 'id'
  if (born?.some((any) => any.every(({ from, before }) => from !== undefined && before !== undefined)))
    return 'birth-date'
  if (names !== undefined) return 'name'
  return born === undefined ? 'update' : 'birth-date'
}

/** Merged records are found by id and by time, so that other systems learn of the merge; never by who they are about. */
export const isLiveOnly = ({ ids, identifiers, names, born }: RecordSearch): boolean =>
  (identifiers ?? names ?? born) !== undefined && ids === undefined
