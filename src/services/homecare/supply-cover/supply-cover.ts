import { type CivilDate } from '../../../core/values/civil-date.ts'
import { dateOfDay, dayNumber } from '../../../core/values/day-number.ts'
import { thousandths } from '../therapies/amount.ts'
import { type DoseSchedule, walkDoses } from '../therapies/dose-schedule.ts'
import { unitsForDose, type UnitOfSupply } from '../therapies/quantity.ts'
import { type Deadlines, deadlinesFor, type SupplyTimes } from './deadlines.ts'
import { COUNT_STALE, type StockConfidence, type StockPosition } from './stock.ts'

/** How far ahead doses are looked at. */
export const HORIZON_DAYS = 730

export type BookedDelivery = {
  readonly arrivesOn: CivilDate
  readonly units: number
  readonly usableUntil: CivilDate | undefined
}

/** Everything that decides how long the stock at home lasts. All facts are passed in, `today` too. */
export type SupplyFacts = {
  readonly today: CivilDate
  /** Undefined when the dose is not known in a structure that can be counted. */
  readonly schedule: DoseSchedule | undefined
  readonly supply: UnitOfSupply
  readonly stock: StockPosition
  /** Doses due on a day that were not taken, so their stock is still there. */
  readonly missed: readonly { readonly on: CivilDate; readonly doses: number }[]
  /** Units used beyond the doses: dropped, spoiled, or an extra dose on advice. Used before the doses of that day. */
  readonly extraUse: readonly { readonly on: CivilDate; readonly units: number }[]
  readonly booked: readonly BookedDelivery[]
  /** Whether booked deliveries count as stock from the day they are to arrive. */
  readonly countBooked: boolean
  readonly times: SupplyTimes
}

export type UnknownCover =
  'never-counted' | 'disputed' | 'not-believed' | 'batch-not-counted' | 'count-makes-no-sense' | 'dose-not-known'

/** Until when the next doses are covered. `lapsedOn` is the first day, before today, whose dose had no stock. */
export type SupplyCover =
  | { readonly state: 'unknown'; readonly why: UnknownCover }
  | {
      readonly state: 'runs-out'
      readonly firstUncovered: CivilDate
      readonly deadlines: Deadlines
      readonly confidence: StockConfidence
      readonly lapsedOn: CivilDate | undefined
    }
  | {
      /** Covered beyond the horizon, to the last dose, or until a pause with no end. */
      readonly state: 'lasts' | 'ends' | 'paused'
      readonly confidence: StockConfidence
      readonly lapsedOn: CivilDate | undefined
    }

type Lot = { from: number; until: number; left: number }

/** The first dose date from today on with no stock, by walking the doses: §5.2. Stock that expires first is used first. */
export function supplyCover(facts: SupplyFacts): SupplyCover {
  const { stock, schedule, supply } = facts
  const why = whyUnknown(facts)
  if (why !== undefined || stock.status === 'unknown' || schedule === undefined) {
    return { state: 'unknown', why: why ?? 'dose-not-known' }
  }
  const today = dayNumber(facts.today)
  const lots = lotsOf(facts)
  const missed = byDay(facts.missed.map(({ on, doses }) => [dayNumber(on), doses]))
  const extra = byDay(facts.extraUse.map(({ on, units }) => [dayNumber(on), thousandths(units)]))
  const extraDays = [...extra.keys()].sort((one, other) => one - other)
  let [uncovered, lapsed, nextExtra] = [-1, -1, 0]
  const from = dayNumber(stock.dosesFrom)
  while ((extraDays[nextExtra] ?? Number.POSITIVE_INFINITY) < from) nextExtra += 1

  const ended = walkDoses(schedule, from, Math.max(today, from) + HORIZON_DAYS, (day, amount, times) => {
    for (let used = extraDays[nextExtra]; used !== undefined && used <= day; used = extraDays[nextExtra]) {
      takeUpTo(lots, used, extra.get(used) ?? 0)
      nextExtra += 1
    }
    const each = unitsForDose(amount, supply)
    let due = times
    const notTaken = missed.get(day) ?? 0
    if (notTaken > 0) {
      due = Math.max(0, times - notTaken)
      missed.set(day, notTaken - (times - due))
    }
    for (let dose = 0; dose < due; dose += 1) {
      if (take(lots, day, each)) continue
      if (day >= today) {
        uncovered = day
        return true
      }
      if (lapsed < 0) lapsed = day
    }
    return false
  })

  const confidence = confidenceOf(stock, today)
  const lapsedOn = lapsed < 0 ? undefined : dateOfDay(lapsed)
  return ended === 'stopped'
    ? {
        state: 'runs-out',
        firstUncovered: dateOfDay(uncovered),
        deadlines: deadlinesFor(uncovered, facts.times),
        confidence,
        lapsedOn,
      }
    : { state: ended === 'reached' ? 'lasts' : ended === 'paused' ? 'paused' : 'ends', confidence, lapsedOn }
}

function whyUnknown({ stock, schedule, booked, extraUse, missed }: SupplyFacts): UnknownCover | undefined {
  if (stock.status === 'unknown') return stock.why
  if (schedule === undefined) return 'dose-not-known'
  const usable = stock.lots.filter(({ state }) => state === 'usable')
  const counts = [...usable, ...booked, ...extraUse].map(({ units }) => units)
  if (counts.includes('unknown')) return 'batch-not-counted'
  const numbers = [...counts, ...missed.map(({ doses }) => doses)]
  return numbers.every((number) => typeof number === 'number' && number >= 0 && number < 1e9)
    ? undefined
    : 'count-makes-no-sense'
}

/** Usable stock, soonest to expire first. Stock whose expiry nobody has read is used last and never refused. */
function lotsOf({ stock, booked, countBooked }: SupplyFacts): Lot[] {
  const held = stock.status === 'counted' ? stock.lots.filter(({ state }) => state === 'usable') : []
  const lots: Lot[] = held.map(({ units, usableFrom, usableUntil }) => lotOf(Number(units), usableFrom, usableUntil))
  if (countBooked)
    lots.push(...booked.map((delivery) => lotOf(delivery.units, delivery.arrivesOn, delivery.usableUntil)))
  return lots.sort((one, other) => one.until - other.until || one.from - other.from)
}

const lotOf = (units: number, from: CivilDate, until: CivilDate | undefined): Lot => ({
  from: dayNumber(from),
  until: until === undefined ? Number.MAX_SAFE_INTEGER : dayNumber(until),
  left: thousandths(units),
})

/** Takes the whole of a dose or nothing of it: a part dose covers nobody. */
function take(lots: readonly Lot[], day: number, needed: number): boolean {
  let found = 0
  for (const lot of lots) if (lot.from <= day && day <= lot.until) found += lot.left
  if (found < needed) return false
  takeUpTo(lots, day, needed)
  return true
}

function takeUpTo(lots: readonly Lot[], day: number, wanted: number): void {
  let left = wanted
  for (const lot of lots) {
    if (left === 0) return
    if (lot.from > day || day > lot.until) continue
    const taken = Math.min(lot.left, left)
    lot.left -= taken
    left -= taken
  }
}

function byDay(entries: readonly (readonly [number, number])[]): Map<number, number> {
  const sums = new Map<number, number>()
  for (const [day, number] of entries) sums.set(day, (sums.get(day) ?? 0) + number)
  return sums
}

/** As good as the weakest batch that counts, and no better than assumed once the count is old. */
function confidenceOf(stock: Extract<StockPosition, { status: 'counted' }>, today: number): StockConfidence {
  if (today - dayNumber(stock.countedOn) > COUNT_STALE.value.days) return 'assumed'
  const levels = stock.lots.filter(({ state, units }) => state === 'usable' && units !== 0)
  if (levels.some(({ confidence }) => confidence === 'assumed')) return 'assumed'
  return levels.some(({ confidence }) => confidence === 'reported') ? 'reported' : 'counted'
}
