import type { CivilDate } from '../values/civil-date.ts'

/** What someone enters about an absence. */
export interface AbsenceEntry {
  readonly accountId: string
  readonly fromOn: CivilDate
  readonly untilOn: CivilDate
  readonly coveredBy: string | null
}

export const ABSENCE_REFUSALS = {
  'ends-before-it-starts': 'The last day must be the first day or later',
  'over-already': 'The last day must be today or later',
  'too-long': 'An absence can be up to 2 years',
  'covers-themselves': 'Select someone else to cover',
  overlaps: 'There is an absence on these days already. Change or cancel that one',
  'not-here': 'Select someone who works here',
} as const
export type AbsenceRefusal = keyof typeof ABSENCE_REFUSALS

/** Which field of the form a refusal belongs to. */
export const FIELD_OF_REFUSAL: Readonly<Record<AbsenceRefusal, 'untilOn' | 'coveredBy' | 'fromOn' | 'accountId'>> = {
  'ends-before-it-starts': 'untilOn',
  'over-already': 'untilOn',
  'too-long': 'untilOn',
  'covers-themselves': 'coveredBy',
  overlaps: 'fromOn',
  'not-here': 'accountId',
}

/** Why an absence cannot be recorded, beside the other absences of the same person. */
export function whyNotAbsent(
  { accountId, fromOn, untilOn, coveredBy }: AbsenceEntry,
  others: readonly { readonly fromOn: CivilDate; readonly untilOn: CivilDate }[],
  today: CivilDate,
): AbsenceRefusal | undefined {
  if (untilOn < fromOn) return 'ends-before-it-starts'
  if (untilOn < today) return 'over-already'
  if (Number(untilOn.slice(0, 4)) - Number(fromOn.slice(0, 4)) > 2) return 'too-long'
  if (coveredBy === accountId) return 'covers-themselves'
  return others.some((other) => other.fromOn <= untilOn && fromOn <= other.untilOn) ? 'overlaps' : undefined
}
