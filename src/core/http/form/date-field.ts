import type { CivilDate } from '../../values/civil-date.ts'
import { readTypedDate, type DateRule } from '../../values/typed-date.ts'
import type { Field } from './field.ts'
import { textOf } from './raw-form.ts'

/** A date in three boxes (`name-day`, `name-month`, `name-year`), with problems in the words of the NHS service manual. */
export function dateField(words: {
  readonly label: string
  readonly hint?: string
  /** How the date is called in a sentence: "Date of birth". */
  readonly name: string
  readonly rule?: (today: CivilDate) => DateRule
}): Field<CivilDate> {
  return {
    label: words.label,
    ...(words.hint === undefined ? {} : { hint: words.hint }),
    inputs: (name) => [`${name}-day`, `${name}-month`, `${name}-year`],
    parse(raw, name, today) {
      const typed = {
        day: textOf(raw, `${name}-day`),
        month: textOf(raw, `${name}-month`),
        year: textOf(raw, `${name}-year`),
      }
      const read = readTypedDate(typed, words.name, words.rule?.(today) ?? { today })
      return 'date' in read ? { value: read.date } : { problem: read.problem.text }
    },
  }
}

/** The inputs of a date field that already has a date. */
export function dateInputs(name: string, date: CivilDate | null | undefined): Record<string, string> {
  if (!date) return {}
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}-day`]: String(Number(day)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year }
}
