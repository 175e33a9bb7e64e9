import { addDays } from '../../../core/values/civil-date.ts'
import type { Nation } from '../../../core/values/bank-holidays.ts'
import { civilDateOf, instantOf } from '../../../core/values/london-time.ts'
import { isNationalWorkingDay } from '../../../core/values/working-days.ts'

/** Until when a company answers: the end of its so-many-th working day after the day on which it was asked. */
export function answerBy(
  asked: Date,
  { nation, answerDays }: { readonly nation: Nation; readonly answerDays: number },
): Date {
  let day = civilDateOf(asked)
  for (let left = answerDays; left > 0;) {
    day = addDays(day, 1)
    if (isNationalWorkingDay(nation, day)) left -= 1
  }
  return instantOf(addDays(day, 1))
}
