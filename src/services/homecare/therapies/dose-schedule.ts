import type { CivilDate } from '../../../core/values/civil-date.ts'
import { dateOfDay, dayNumber, monthsLater, weekdayIndex } from '../../../core/values/day-number.ts'
import { MONDAY_FIRST } from '../../../core/values/working-hours.ts'
import { thousandths } from './amount.ts'
import type { DosePart, DosePhase, StructuredDose } from './dose.ts'

/**
 * A break in the doses from `from` to the day before `until`; without `until`, until further notice.
 * `same-days`: doses of the break are left out and the rhythm stays. `from-restart`: the next dose is on the day of
 * restarting and everything after it moves with it, by whole weeks when the dose names days of the week.
 */
export type Pause = {
  readonly from: CivilDate
  readonly until: CivilDate | undefined
  readonly restart: 'same-days' | 'from-restart'
}

/** When doses fall due. Pauses that overlap count as one after the other. `endsOn` is the first day without doses. */
export type DoseSchedule = {
  readonly dose: StructuredDose
  readonly firstDoseOn: CivilDate
  readonly pauses: readonly Pause[]
  readonly endsOn: CivilDate | undefined
}

export type DueDose = { readonly on: CivilDate; readonly amount: number; readonly times: number }

/** Called for each dose in order of days; returns true to stop. `amount` is in thousandths of the unit of the dose. */
export type DoseVisit = (day: number, amount: number, times: number) => boolean

/** Every dose from one date to the day before another. */
export function dosesBetween(schedule: DoseSchedule, from: CivilDate, before: CivilDate): DueDose[] {
  const due: DueDose[] = []
  walkDoses(schedule, dayNumber(from), dayNumber(before), (day, amount, times) => {
    due.push({ on: dateOfDay(day), amount: amount / 1000, times })
    return false
  })
  return due
}

/** Visits each dose from day `from` to the day before `before`. How it ended tells why there were no more. */
export function walkDoses(
  schedule: DoseSchedule,
  from: number,
  before: number,
  visit: DoseVisit,
): 'stopped' | 'reached' | 'ended' | 'paused' {
  const plan = planOf(schedule)
  const isVisited = (nominal: number, shift: number, parts: readonly Rhythm[]): 'more' | 'stopped' | 'over' => {
    const day = nominal + shift
    if (day >= before || day >= plan.endsAt || day >= plan.pausedFrom) return 'over'
    if (day < from || plan.skips.some((skip) => day >= skip.from && day < skip.until)) return 'more'
    for (const part of parts) {
      if (nextOf(part, nominal) === nominal && visit(day, part.amount, part.times)) return 'stopped'
    }
    return 'more'
  }
  for (const { start, end, shift } of plan.stretches) {
    const answer = walkNominal(plan.phases, Math.max(start, from - shift), end, (nominal, parts) =>
      isVisited(nominal, shift, parts),
    )
    if (answer === 'stopped') return 'stopped'
    if (answer === 'over') break
  }
  const stop = Math.min(plan.endsAt, plan.pausedFrom, before)
  return stop === before && plan.lastNominal === Number.POSITIVE_INFINITY
    ? 'reached'
    : stop === plan.pausedFrom && stop !== before
      ? 'paused'
      : 'ended'
}

/** One part of a phase, counted in day numbers from the first day of the phase. */
type Rhythm = {
  readonly start: number
  readonly step: number
  readonly months: number
  /** Days within each step, rising. */
  readonly offsets: readonly number[]
  readonly amount: number
  readonly times: number
}

type Span = { readonly start: number; readonly end: number; readonly parts: readonly Rhythm[] }

type Plan = {
  readonly phases: readonly Span[]
  /** Stretches of the dose as if never paused, each with the days by which pauses have moved it. */
  readonly stretches: readonly { start: number; end: number; shift: number }[]
  readonly skips: readonly { from: number; until: number }[]
  readonly endsAt: number
  readonly pausedFrom: number
  /** The end of the last phase; infinity when it runs until changed. */
  readonly lastNominal: number
}

const FOREVER = Number.POSITIVE_INFINITY

function planOf({ dose, firstDoseOn, pauses, endsOn }: DoseSchedule): Plan {
  const first = dayNumber(firstDoseOn)
  const phases = dose.phases.map((phase, index) => spanOf(phase, first, dose.phases[index + 1]))
  const endsAt = endsOn === undefined ? FOREVER : dayNumber(endsOn)
  const lastNominal = phases.at(-1)?.end ?? first
  if (pauses.length === 0) {
    const stretches = [{ start: first, end: lastNominal, shift: 0 }]
    return { phases, stretches, skips: [], endsAt, pausedFrom: FOREVER, lastNominal }
  }
  return { phases, ...withPauses(dose, phases, pauses, first, lastNominal), endsAt, lastNominal }
}

function withPauses(
  dose: StructuredDose,
  phases: readonly Span[],
  pauses: readonly Pause[],
  first: number,
  last: number,
): Pick<Plan, 'stretches' | 'skips' | 'pausedFrom'> {
  const hasDays = dose.phases.some(({ parts }) => parts.some(({ frequency }) => frequency.days.length > 0))
  const stretches: { start: number; end: number; shift: number }[] = []
  const skips: { from: number; until: number }[] = []
  let [start, shift, after] = [first, 0, Number.NEGATIVE_INFINITY]
  for (const pause of pauses.toSorted((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))) {
    const from = Math.max(dayNumber(pause.from), after)
    if (pause.until === undefined) {
      stretches.push({ start, end: last, shift })
      return { stretches, skips, pausedFrom: from }
    }
    const until = dayNumber(pause.until)
    if (until <= from) continue
    after = until
    if (pause.restart === 'same-days') {
      skips.push({ from, until })
      continue
    }
    const pending = firstNominal(phases, Math.max(start, from - shift))
    if (pending === undefined || pending + shift >= until) continue
    const late = until - (pending + shift)
    stretches.push({ start, end: pending, shift })
    start = pending
    shift += hasDays ? Math.ceil(late / 7) * 7 : late
  }
  stretches.push({ start, end: last, shift })
  return { stretches, skips, pausedFrom: FOREVER }
}

function spanOf(phase: DosePhase, first: number, next: DosePhase | undefined): Span {
  const start = first + phase.fromDay
  const parts = phase.parts.map((part) => rhythmOf(part, start))
  const latest = next === undefined ? FOREVER : first + next.fromDay
  return { start, end: Math.min(latest, ownEnd(phase, start, parts)), parts }
}

function ownEnd({ lasts }: DosePhase, start: number, [part]: readonly Rhythm[]): number {
  if (lasts === 'until-changed') return FOREVER
  if ('days' in lasts) return start + lasts.days
  let end = start
  for (let given = 0; part !== undefined && given < lasts.doses; given += 1) end = nextOf(part, end) + 1
  return end
}

function rhythmOf({ amount, frequency }: DosePart, start: number): Rhythm {
  const { every, unit, days, times } = frequency
  const onDays = days.map((day) => (MONDAY_FIRST.indexOf(day) - weekdayIndex(start) + 7) % 7).sort((a, b) => a - b)
  return {
    start,
    step: unit === 'month' ? 0 : every * (unit === 'week' ? 7 : 1),
    months: unit === 'month' ? every : 0,
    offsets: onDays.length === 0 ? [0] : onDays,
    amount: thousandths(amount),
    times,
  }
}

/** The first day of a rhythm on or after a day. */
function nextOf({ start, step, months, offsets }: Rhythm, day: number): number {
  if (day <= start + (offsets[0] ?? 0)) return start + (offsets[0] ?? 0)
  if (months > 0) return nextMonthly(start, months, day)
  const block = start + Math.floor((day - start) / step) * step
  for (const offset of offsets) if (block + offset >= day) return block + offset
  return block + step + (offsets[0] ?? 0)
}

/** Each month on the same day of the month, or its last day when the month is shorter. */
function nextMonthly(start: number, months: number, day: number): number {
  let steps = Math.max(0, Math.floor((day - start) / (months * 31)) - 1)
  let found = monthsLater(start, months * steps)
  while (found < day) {
    steps += 1
    found = monthsLater(start, months * steps)
  }
  return found
}

function firstNominal(phases: readonly Span[], from: number): number | undefined {
  let found: number | undefined
  walkNominal(phases, from, FOREVER, (nominal) => {
    found = nominal
    return 'stopped'
  })
  return found
}

function walkNominal<Answer extends string>(
  phases: readonly Span[],
  from: number,
  before: number,
  visit: (nominal: number, parts: readonly Rhythm[]) => Answer | 'more',
): Answer | 'more' {
  for (const { start, end, parts } of phases) {
    const stop = Math.min(end, before)
    let day = Math.max(start, from)
    while (day < stop) {
      let next = FOREVER
      for (const part of parts) next = Math.min(next, nextOf(part, day))
      if (next >= stop) break
      const answer = visit(next, parts)
      if (answer !== 'more') return answer
      day = next + 1
    }
  }
  return 'more'
}
