import type { CivilDate } from '../values/civil-date.ts'

/** When a barcode number stood for a pack: both days included, no last day while it still does. */
export interface BarcodePeriod {
  readonly packId: string
  readonly startsOn: CivilDate
  readonly endsOn: CivilDate | undefined
}

/** What a scanned number says about the pack in hand. `ended`: it was right once, so the pack may be old stock. */
export type BarcodeAnswer =
  | { readonly state: 'not-a-gtin' | 'unknown' }
  | { readonly state: 'valid'; readonly packIds: readonly string[] }
  | { readonly state: 'ended'; readonly packIds: readonly string[]; readonly endedOn: CivilDate }
  | { readonly state: 'not-yet'; readonly packIds: readonly string[]; readonly startsOn: CivilDate }

/** Which packs a number stands for on a day. */
export function barcodeOn(periods: readonly BarcodePeriod[], on: CivilDate): BarcodeAnswer {
  const packsOf = (some: readonly BarcodePeriod[]) => [...new Set(some.map(({ packId }) => packId))].sort()
  const valid = periods.filter(({ startsOn, endsOn }) => startsOn <= on && (endsOn === undefined || on <= endsOn))
  if (valid.length > 0) return { state: 'valid', packIds: packsOf(valid) }
  const over = periods.filter(({ endsOn }) => endsOn !== undefined && endsOn < on)
  const endedOn = over
    .map(({ endsOn }) => endsOn ?? '')
    .sort()
    .at(-1)
  if (endedOn !== undefined)
    return { state: 'ended', packIds: packsOf(over.filter(({ endsOn }) => endsOn === endedOn)), endedOn }
  const startsOn = periods.map((period) => period.startsOn).sort()[0]
  if (startsOn === undefined) return { state: 'unknown' }
  return { state: 'not-yet', packIds: packsOf(periods.filter((period) => period.startsOn === startsOn)), startsOn }
}
