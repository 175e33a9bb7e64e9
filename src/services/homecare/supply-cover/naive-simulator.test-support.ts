import { addDays, addMonths, type CivilDate, daysBetween, weekdayOf } from '../../../core/values/civil-date.ts'
import type { DosePhase, Frequency } from '../therapies/dose.ts'
import type { DoseSchedule, Pause } from '../therapies/dose-schedule.ts'
import { HORIZON_DAYS, type SupplyFacts } from './supply-cover.ts'

// The slow and obvious way: one civil day after another from the first dose, and a cupboard of single units.
// It shares no code with supply-cover.ts or dose-schedule.ts but the types.

type Unit = { from: CivilDate; until: CivilDate; part: number }

export type Simulated = { uncovered: CivilDate | undefined; lapsed: CivilDate | undefined }

/** The first dose date from today on with nothing in the cupboard, and the first one before today. */
export function simulate(facts: SupplyFacts): Simulated {
  const { stock, schedule, today } = facts
  if (stock.status === 'unknown' || schedule === undefined) throw new Error('Nothing to simulate')
  const cupboard = fill(facts)
  const clock = new Clock(schedule)
  const answer: Simulated = { uncovered: undefined, lapsed: undefined }
  const missed = facts.missed.map((entry) => ({ ...entry }))
  const start = schedule.firstDoseOn < stock.dosesFrom ? schedule.firstDoseOn : stock.dosesFrom
  const last = addDays(today > stock.dosesFrom ? today : stock.dosesFrom, HORIZON_DAYS - 1)
  for (let day = start; day <= last; day = addDays(day, 1)) {
    const doses = day < schedule.firstDoseOn ? [] : clock.tick(day)
    if (day < stock.dosesFrom) continue
    for (const extra of facts.extraUse) if (extra.on === day) use(cupboard, day, extra.units * 1000, true)
    for (const dose of doses) {
      const skip = missed.find(({ on, doses: left }) => on === day && left > 0)
      if (skip) {
        skip.doses -= 1
        continue
      }
      const { amountPerUnit, isShared } = facts.supply
      const units = dose / amountPerUnit
      const parts = isShared
        ? Math.ceil(Math.round(units * 1e6) / 1000)
        : Math.ceil(Math.round(units * 1e6) / 1e6) * 1000
      if (use(cupboard, day, parts, false)) continue
      if (day >= today) return { ...answer, uncovered: day }
      answer.lapsed ??= day
    }
  }
  return answer
}

/** Tells the doses of each day in turn, standing still while a pause holds a dose back. */
class Clock {
  readonly #schedule: DoseSchedule
  readonly #pauses: Pause[]
  readonly #hasDays: boolean
  #day = 0
  #heldSince: CivilDate | undefined
  #given = 0

  constructor(schedule: DoseSchedule) {
    this.#schedule = schedule
    this.#pauses = [...schedule.pauses].sort((one, other) =>
      one.from < other.from ? -1 : one.from > other.from ? 1 : 0,
    )
    this.#hasDays = schedule.dose.phases.some(({ parts }) => parts.some(({ frequency }) => frequency.days.length > 0))
  }

  tick(date: CivilDate): number[] {
    const pause = this.#pauses.find(({ from, until }) => from <= date && (until === undefined || date < until))
    const due = this.#due()
    const holds =
      due.length > 0 && (pause?.restart === 'from-restart' || (pause !== undefined && pause.until === undefined))
    const waits = this.#heldSince !== undefined && this.#hasDays && daysBetween(this.#heldSince, date) % 7 !== 0
    if (holds || waits) {
      this.#heldSince ??= date
      return []
    }
    this.#heldSince = undefined
    if (due.length > 0) this.#given += 1
    this.#day += 1
    const isOver = this.#schedule.endsOn !== undefined && date >= this.#schedule.endsOn
    return pause !== undefined || isOver ? [] : due
  }

  #due(): number[] {
    const { phases } = this.#schedule.dose
    const index = phases.findLastIndex(({ fromDay }) => fromDay <= this.#day)
    const phase = phases[index]
    if (phase === undefined) return []
    if (phase.fromDay === this.#day) this.#given = 0
    if (this.#isDone(phase)) return []
    return phase.parts.flatMap(({ amount, frequency }) =>
      this.#falls(frequency, phase.fromDay) ? Array.from({ length: frequency.times }, () => amount) : [],
    )
  }

  #isDone({ lasts, fromDay }: DosePhase): boolean {
    if (lasts === 'until-changed') return false
    return 'days' in lasts ? this.#day >= fromDay + lasts.days : this.#given >= lasts.doses
  }

  #falls({ unit, every, days }: Frequency, fromDay: number): boolean {
    const since = this.#day - fromDay
    const nominal = addDays(this.#schedule.firstDoseOn, this.#day)
    if (unit === 'day') return since % every === 0
    if (unit === 'week' && days.length === 0) return since % (7 * every) === 0
    if (unit === 'week') return Math.floor(since / 7) % every === 0 && days.includes(weekdayOf(nominal))
    const begins = addDays(this.#schedule.firstDoseOn, fromDay)
    for (let months = 0; ; months += every) {
      const date = addMonths(begins, months)
      if (date >= nominal) return date === nominal
    }
  }
}

function fill({ stock, booked, countBooked }: SupplyFacts): Unit[] {
  const lots = stock.status === 'counted' ? stock.lots.filter(({ state }) => state === 'usable') : []
  const all = [
    ...lots.map(({ units, usableFrom, usableUntil }) => ({
      units: Number(units),
      from: usableFrom,
      until: usableUntil,
    })),
    ...(countBooked
      ? booked.map(({ units, arrivesOn, usableUntil }) => ({ units, from: arrivesOn, until: usableUntil }))
      : []),
  ]
  const units = all.flatMap(({ units: number, from, until }) =>
    Array.from({ length: Math.ceil(number) }, (_, index) => ({
      from,
      until: until ?? '9999-12-31',
      part: Math.round(Math.min(1, number - index) * 1000),
    })),
  )
  return units.sort((one, other) =>
    one.until === other.until
      ? one.from < other.from
        ? -1
        : one.from > other.from
          ? 1
          : 0
      : one.until < other.until
        ? -1
        : 1,
  )
}

function use(cupboard: Unit[], day: CivilDate, parts: number, evenSome: boolean): boolean {
  const fit = cupboard.filter(({ from, until }) => from <= day && day <= until)
  if (!evenSome && fit.reduce((sum, { part }) => sum + part, 0) < parts) return false
  let left = parts
  for (const unit of fit) {
    const taken = Math.min(left, unit.part)
    unit.part -= taken
    left -= taken
  }
  return true
}
