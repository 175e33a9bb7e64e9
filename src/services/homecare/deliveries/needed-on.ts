import { addDays, type CivilDate, daysBetween } from '../../../core/values/civil-date.ts'
import { dateOfDay, dayNumber } from '../../../core/values/day-number.ts'
import { type DoseSchedule, type Pause, walkDoses } from '../therapies/dose-schedule.ts'
import { afterInterval, unitsForDose } from '../therapies/quantity.ts'
import type { ItemSupply } from './delivery-quantity.ts'

type Needed = Pick<ItemSupply, 'dose' | 'firstDoseOn' | 'interval' | 'supply'>

/**
 * The day from which a delivery is needed. Each follows the one before by the interval; a pause moves it to the day of the dose
 * for which it was meant, whether doses were left out or moved. Where a pause has no end, or doses end in it, it stays, but never
 * before the delivery that it follows.
 */
export function neededOn(item: Needed, index: number, pauses: readonly Pause[]): CivilDate {
  const days = Array.from({ length: index + 1 }, (_, earlier) => movedDay(item, earlier, pauses))
  return days.reduce((latest, day) => (day > latest ? day : latest))
}

function movedDay({ dose, firstDoseOn, interval, supply }: Needed, index: number, pauses: readonly Pause[]): CivilDate {
  const planned = afterInterval(firstDoseOn, interval, index)
  if (pauses.length === 0) return planned
  const schedule = { dose, firstDoseOn, endsOn: undefined }
  const unpaused = { ...schedule, pauses: [] }
  // Without a strength, amounts count themselves: only their order matters.
  const each = (amount: number) => unitsForDose(amount, supply ?? { amountPerUnit: 1, isShared: true })
  let before = 0
  walkDoses(unpaused, dayNumber(firstDoseOn), dayNumber(planned), (_, amount, times) => {
    before += each(amount) * times
    return false
  })
  const meant = doseAfter(unpaused, before, each)
  const moved = doseAfter({ ...schedule, pauses }, before, each)
  return meant === undefined || moved === undefined ? planned : addDays(planned, daysBetween(meant, moved))
}

/** The first dose that so many units, used from the first dose on, do not cover. */
function doseAfter(schedule: DoseSchedule, units: number, each: (amount: number) => number): CivilDate | undefined {
  let [used, found] = [0, undefined as CivilDate | undefined]
  walkDoses(schedule, dayNumber(schedule.firstDoseOn), Number.POSITIVE_INFINITY, (day, amount, times) => {
    used += each(amount) * times
    if (used <= units) return false
    found = dateOfDay(day)
    return true
  })
  return found
}
