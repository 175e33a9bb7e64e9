import type { Nation } from '../../../core/values/bank-holidays.ts'
import { addDays, type CivilDate } from '../../../core/values/civil-date.ts'
import { civilDateOf, instantOf } from '../../../core/values/london-time.ts'
import { isNationalWorkingDay } from '../../../core/values/working-days.ts'

/** The day on which so many working days after a day are over. The day itself does not count. */
export function workingDaysAfter(nation: Nation, date: CivilDate, days: number): CivilDate {
  let day = date
  for (let left = days; left > 0;) {
    day = addDays(day, 1)
    if (isNationalWorkingDay(nation, day)) left -= 1
  }
  return day
}

/** When a company that was asked at an instant should have answered: the end of the last working day that it has. */
export const answerBy = (asked: Date, days: number, nation: Nation): Date =>
  instantOf(workingDaysAfter(nation, civilDateOf(asked), days), 1440)
