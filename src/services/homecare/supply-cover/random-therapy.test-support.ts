import fc from 'fast-check'
import { type CivilDate, type Weekday } from '../../../core/values/civil-date.ts'
import { dateOfDay, dayNumber } from '../../../core/values/day-number.ts'
import { MONDAY_FIRST } from '../../../core/values/working-hours.ts'
import type { DosePhase, Frequency, StructuredDose } from '../therapies/dose.ts'
import { doseProblems } from '../therapies/dose-problems.ts'
import type { Pause } from '../therapies/dose-schedule.ts'
import { FORTNIGHTLY } from '../therapies/dose.test-support.ts'
import { USUAL_SUPPLY_TIMES } from './deadlines.ts'
import type { StockLot } from './stock.ts'
import type { SupplyFacts } from './supply-cover.ts'

const FIRST = dayNumber('2026-09-01')
const near = (least: number, most: number): fc.Arbitrary<CivilDate> =>
  fc.integer({ min: least, max: most }).map((day) => dateOfDay(FIRST + day))

const days: fc.Arbitrary<Weekday[]> = fc.uniqueArray(fc.constantFrom(...MONDAY_FIRST), { maxLength: 3 })
const plain = { moments: [], at: [] }
const frequency: fc.Arbitrary<Frequency> = fc.oneof(
  fc
    .record({ times: fc.integer({ min: 1, max: 3 }) })
    .map(({ times }) => ({ ...plain, times, every: 1, unit: 'day' as const, days: [] })),
  fc
    .record({ every: fc.integer({ min: 1, max: 30 }) })
    .map(({ every }) => ({ ...plain, times: 1, every, unit: 'day' as const, days: [] })),
  fc
    .record({ every: fc.integer({ min: 1, max: 12 }), days })
    .map((parts) => ({ ...plain, ...parts, times: 1, unit: 'week' as const })),
  fc
    .record({ every: fc.integer({ min: 1, max: 3 }) })
    .map(({ every }) => ({ ...plain, times: 1, every, unit: 'month' as const, days: [] })),
)

const shape = fc.record({
  parts: fc.array(fc.record({ amount: fc.constantFrom(0.5, 1, 2, 20, 40, 80, 12.5), frequency }), {
    minLength: 1,
    maxLength: 2,
  }),
  lasts: fc.oneof(
    fc.record({ doses: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ days: fc.integer({ min: 1, max: 60 }) }),
    fc.constant('until-changed' as const),
  ),
  gap: fc.integer({ min: 0, max: 40 }),
  isLoading: fc.boolean(),
})

/** A dose with nothing wrong: shapes that cannot be are put right, not thrown away. */
export const anyDose: fc.Arbitrary<StructuredDose> = fc
  .array(shape, { minLength: 1, maxLength: 3 })
  .map((shapes) => {
    let [fromDay, hasSettled] = [0, false]
    const phases = shapes.map(({ parts, lasts, gap, isLoading }, index): DosePhase => {
      const isLast = index === shapes.length - 1
      const first = parts[0]!
      const isCounted = lasts !== 'until-changed' && 'doses' in lasts
      const kept = isCounted
        ? [{ ...first, frequency: { ...first.frequency, times: 1, days: first.frequency.days.slice(0, 1) } }]
        : parts
      const length = lasts === 'until-changed' && !isLast ? { days: 21 } : lasts
      const start = fromDay
      const { every, unit } = kept[0]!.frequency
      const step = every * { day: 1, week: 7, month: 31 }[unit]
      fromDay += (length === 'until-changed' ? 0 : 'days' in length ? length.days : (length.doses - 1) * step + 1) + gap
      hasSettled ||= !isLoading || length === 'until-changed'
      return { kind: hasSettled ? 'maintenance' : 'loading', fromDay: start, lasts: length, parts: kept }
    })
    return { ...FORTNIGHTLY, phases }
  })
  .filter((made) => doseProblems(made).length === 0)

const lot: fc.Arbitrary<StockLot> = fc.record({
  units: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(0.5, 1.5, 7.5)),
  state: fc.constantFrom('usable', 'usable', 'usable', 'quarantined', 'recalled', 'faulty'),
  batch: fc.constant('B1'),
  usableFrom: near(0, 60),
  usableUntil: fc.option(near(20, 500), { nil: undefined }),
  source: fc.constant('staff-count'),
  confidence: fc.constant('counted'),
})

const pause: fc.Arbitrary<Pause> = fc
  .record({
    start: fc.integer({ min: -20, max: 400 }),
    length: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined, freq: 8 }),
    restart: fc.constantFrom<Pause['restart']>('same-days', 'from-restart'),
  })
  .map(({ start, length, restart }) => ({
    from: dateOfDay(FIRST + start),
    until: length === undefined ? undefined : dateOfDay(FIRST + start + length),
    restart,
  }))

/** Any therapy: loading, pauses, missed doses, part packs, quarantine, short expiry, deliveries, extra use. */
export const anyTherapy: fc.Arbitrary<SupplyFacts> = fc
  .record({
    today: near(0, 120),
    dose: anyDose,
    firstDoseOn: near(-60, 60),
    endsOn: fc.option(near(-10, 500), { nil: undefined, freq: 2 }),
    pauses: fc.array(pause, { maxLength: 3 }),
    amountPerUnit: fc.constantFrom(1, 20, 40, 2.5),
    isShared: fc.boolean(),
    dosesFrom: near(-10, 60),
    lots: fc.array(lot, { maxLength: 4 }),
    missed: fc.array(fc.record({ on: near(-10, 150), doses: fc.integer({ min: 0, max: 3 }) }), { maxLength: 3 }),
    extraUse: fc.array(fc.record({ on: near(-10, 150), units: fc.constantFrom(0.5, 1, 2, 5) }), { maxLength: 3 }),
    booked: fc.array(
      fc.record({
        arrivesOn: near(0, 200),
        units: fc.integer({ min: 0, max: 30 }),
        usableUntil: fc.option(near(100, 600), { nil: undefined }),
      }),
      { maxLength: 3 },
    ),
    countBooked: fc.boolean(),
    nation: fc.constantFrom('england-and-wales', 'scotland', 'northern-ireland'),
  })
  .map(
    ({ dose: structured, firstDoseOn, endsOn, pauses, amountPerUnit, isShared, dosesFrom, lots, nation, ...rest }) => ({
      ...rest,
      schedule: { dose: structured, firstDoseOn, endsOn, pauses },
      supply: { amountPerUnit, isShared },
      stock: { status: 'counted', countedOn: dosesFrom, dosesFrom, lots },
      times: { ...USUAL_SUPPLY_TIMES.value, nation, companyNation: nation },
    }),
  )
