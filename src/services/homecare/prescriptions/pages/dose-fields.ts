import { choiceField, choicesField, optional, textField, wholeNumberField } from '../../../../core/http/form/fields.ts'
import type { ValuesOf } from '../../../../core/http/form/field.ts'
import type { RawForm } from '../../../../core/http/form/raw-form.ts'
import { parseClockTime } from '../../../../core/values/london-time.ts'
import { MONDAY_FIRST } from '../../../../core/values/working-hours.ts'
import { DOSE_UNITS, type DoseUnit, formatNumber, isDoseUnit } from '../../therapies/amount.ts'
import { DOSE_MOMENTS, type DoseMoment } from '../../therapies/dose.ts'
import { type DoseAnswers, LOADING_NUMBERS } from '../dose-answers.ts'
import { readAmount } from './refusal-errors.ts'
import type { Weekday } from '../../../../core/values/civil-date.ts'

const amountField = (label: string, hint?: string) =>
  textField<number>({
    label,
    ...(hint === undefined ? {} : { hint }),
    maxLength: 12,
    missing: 'Enter how much to give',
    understand(text) {
      const value = readAmount(text)
      return value === undefined ? { problem: `${label} must be a number, like 40 or 0.5` } : { value }
    },
  })
const momentsField = (label: string) =>
  choicesField({
    label,
    choices: Object.fromEntries(
      Object.entries(DOSE_MOMENTS).map(([moment, words]) => [moment, capital(words)]),
    ) as Record<DoseMoment, string>,
  })
const timesField = textField<readonly string[]>({
  label: 'Times on a clock (optional)',
  hint: 'With commas between, like 08:00, 20:00',
  maxLength: 100,
  understand(text) {
    const times = text.split(/[\s,;]+/).filter((time) => time !== '')
    return times.every((time) => parseClockTime(time) !== undefined)
      ? { value: times }
      : { problem: 'Times on a clock must be like 08:00, 20:00' }
  },
})
const dayField = (label: string) => optional(wholeNumberField({ label, least: 1, most: 365 }))
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const LOADING_NAMES = ['First', 'Second', 'Third', 'Fourth', 'Fifth'] as const
type LoadingNumber = (typeof LOADING_NUMBERS)[number]
type LoadingField = `loading${LoadingNumber}` | `loading${LoadingNumber}Day`
const loadingFields = Object.fromEntries(
  LOADING_NUMBERS.flatMap((number) => [
    [`loading${number}`, optional(amountField(`${LOADING_NAMES[number - 1]} loading dose`))],
    [`loading${number}Day`, dayField('Given on day')],
  ]),
) as Record<LoadingField, ReturnType<typeof dayField>>

/** Questions of a dose: single loading doses, then the usual dose. */
export const doseFields = {
  amount: amountField('Usual dose', 'A number only, like 40 or 0.5'),
  unit: choiceField({
    label: 'Unit of the dose',
    choices: Object.fromEntries(
      (Object.keys(DOSE_UNITS) as DoseUnit[]).map((unit) => [unit, DOSE_UNITS[unit].many]),
    ) as Record<DoseUnit, string>,
    missing: 'Select the unit of the dose',
  }),
  every: wholeNumberField({
    label: 'Every',
    hint: 'For example 2, for every 2 weeks',
    least: 1,
    most: 366,
    missing: 'Enter how often the dose is given',
  }),
  period: choiceField({
    label: 'Days, weeks or months',
    choices: { day: 'Days', week: 'Weeks', month: 'Months' },
    missing: 'Select days, weeks or months',
  }),
  times: optional(wholeNumberField({ label: 'Times a day (only for a daily dose)', least: 1, most: 24 })),
  days: choicesField({
    label: 'Days of the week (only for a weekly dose)',
    choices: Object.fromEntries(MONDAY_FIRST.map((day) => [day, day])) as Record<Weekday, string>,
  }),
  moments: momentsField('Time of day (optional)'),
  at: optional(timesField),
  second: optional(
    amountField(
      'Second amount on the same days (optional)',
      'For example 5, for 10 in the morning and 5 in the evening',
    ),
  ),
  secondMoments: momentsField('Time of day of the second amount'),
  mostInADay: optional(amountField('Most in 24 hours (optional)')),
  lastsDays: optional(
    wholeNumberField({ label: 'For how many days (leave empty if it goes on)', least: 1, most: 3650 }),
  ),
  ...loadingFields,
  fromDay: optional(
    wholeNumberField({
      label: 'The usual dose begins on day',
      hint: 'Day 1 is the day of the first dose',
      least: 1,
      most: 365,
    }),
  ),
  loadAgainReason: optional(textField({ label: 'Why loading doses are given again', maxLength: 500 })),
  instruction: optional(textField({ label: 'Instruction for the patient (optional)', maxLength: 200 })),
}

export function toAnswers(values: ValuesOf<typeof doseFields>): DoseAnswers {
  const at = values.at ?? []
  const stated = values.moments.length + at.length
  return {
    amount: values.amount,
    unit: values.unit,
    times: values.times ?? Math.max(1, values.period === 'day' ? stated : 1),
    every: values.every,
    period: values.period,
    days: values.days,
    moments: values.moments,
    at,
    second: values.second === undefined ? undefined : { amount: values.second, moments: values.secondMoments },
    loading: LOADING_NUMBERS.map((number) => ({
      amount: values[`loading${number}`],
      day: values[`loading${number}Day`],
    })),
    fromDay: values.fromDay ?? 1,
    lastsDays: values.lastsDays,
    mostInADay: values.mostInADay,
    instruction: values.instruction,
  }
}

/** What the inputs hold for a dose that is there already. */
export function fromAnswers(answers: DoseAnswers | undefined, loadAgainReason: string | undefined): RawForm {
  if (answers === undefined) return { every: '', fromDay: '1', loadAgainReason }
  const loading = LOADING_NUMBERS.map((number) => answers.loading[number - 1])
  return {
    amount: formatNumber(answers.amount),
    unit: isDoseUnit(answers.unit) ? answers.unit : '',
    every: String(answers.every),
    period: answers.period,
    times: answers.times === 1 ? '' : String(answers.times),
    days: answers.days,
    moments: answers.moments,
    at: answers.at.join(', '),
    second: answers.second === undefined ? '' : formatNumber(answers.second.amount),
    secondMoments: answers.second?.moments ?? [],
    mostInADay: answers.mostInADay === undefined ? '' : formatNumber(answers.mostInADay),
    lastsDays: answers.lastsDays === undefined ? '' : String(answers.lastsDays),
    ...Object.fromEntries(
      loading.flatMap((one, index) => [
        [`loading${index + 1}`, one?.amount === undefined ? '' : formatNumber(one.amount)],
        [`loading${index + 1}Day`, one?.day === undefined ? '' : String(one.day)],
      ]),
    ),
    fromDay: String(answers.fromDay),
    loadAgainReason,
    instruction: answers.instruction,
  }
}
