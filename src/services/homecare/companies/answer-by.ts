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

/** Until when a company answers: the end of its so-many-th working day after the day on which it was asked. */
export const answerBy = (
  asked: Date,
  { nation, answerDays }: { readonly nation: Nation; readonly answerDays: number },
): Date => instantOf(addDays(workingDaysAfter(nation, civilDateOf(asked), answerDays), 1))
