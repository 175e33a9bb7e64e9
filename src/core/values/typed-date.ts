import { addYears, type CivilDate, civilDate, formatDate, monthByName } from './civil-date.ts'
import { enter, must, wordList } from './problem-wording.ts'

export type DatePart = 'day' | 'month' | 'year'
/** What was typed into the three boxes of a date input. */
export type TypedDate = { readonly [part in DatePart]?: string | undefined }
/** The sentence for the error summary, and the boxes to mark. */
export type DateProblem = { text: string; parts: DatePart[] }
export type TypedDateResult = { date: CivilDate; problem?: never } | { problem: DateProblem; date?: never }

export type DateRule = {
  /** Today in London: `civilDateOf(clock())`. */
  today: CivilDate
  when?: 'past' | 'today-or-past' | 'future' | 'today-or-future'
  earliest?: CivilDate
  latest?: CivilDate
}

const PARTS: readonly DatePart[] = ['day', 'month', 'year']

/** No one has lived this long: an older date of birth is a mistyped one. */
export const OLDEST_AGE_YEARS = 130

/** The rule for a date of birth: today or earlier, and within a human life. */
export const birthDateRule = (today: CivilDate): DateRule => ({
  today,
  when: 'today-or-past',
  earliest: addYears(today, -OLDEST_AGE_YEARS),
})

/** A date from three boxes, or the problem in the words of the NHS service manual's date input guidance. */
export function readTypedDate(typed: TypedDate, label: string, rule: DateRule): TypedDateResult {
  const text = (part: DatePart): string => (typed[part] ?? '').normalize('NFKC').trim()
  const missing = PARTS.filter((part) => text(part) === '')
  if (missing.length === 3) return refuse(enter(label), PARTS)
  if (missing.length > 0) return refuse(must(label, `include a ${wordList(missing)}`), missing)

  const [day, month, year] = [readDay(text('day')), readMonth(text('month')), readYear(text('year'))]
  const values = { day, month, year }
  if (year === undefined && day !== undefined && month !== undefined && /^\d*$/.test(text('year'))) {
    return refuse('Year must include 4 numbers', ['year'])
  }
  const wrong = PARTS.filter((part) => values[part] === undefined)
  if (wrong.length > 0) return refuse(must(label, 'be a real date'), wrong)

  const date = civilDate(year ?? 0, month ?? 0, day ?? 0)
  if (date === undefined) return refuse(must(label, 'be a real date'), ['day'])
  const ruled = dateProblem(date, label, rule)
  return ruled === undefined ? { date } : refuse(ruled, PARTS)
}

/** Whether a real date is allowed here; the sentence when it is not. */
export function dateProblem(date: CivilDate, label: string, rule: DateRule): string | undefined {
  const { today, when, earliest, latest } = rule
  if (when === 'past' && date >= today) return must(label, 'be in the past')
  if (when === 'today-or-past' && date > today) return must(label, 'be today or in the past')
  if (when === 'future' && date <= today) return must(label, 'be in the future')
  if (when === 'today-or-future' && date < today) return must(label, 'be today or in the future')
  if (earliest !== undefined && date < earliest) return must(label, `be the same as or after ${formatDate(earliest)}`)
  if (latest !== undefined && date > latest) return must(label, `be the same as or before ${formatDate(latest)}`)
  return undefined
}

/**
 * A date typed or imported as one text, day first as in the UK: "22/11/2026", "22 Nov 2026", "22-Nov-2026", "22112026",
 * or `YYYY-MM-DD`. Undefined when it is not a real date or its year has two numbers, which would be a guess.
 */
export function parseDateText(text: string): CivilDate | undefined {
  const trimmed = text.normalize('NFKC').trim()
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(trimmed)
  if (iso) return civilDate(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const solid = /^(\d{2})(\d{2})(\d{4})$/.exec(trimmed)
  const parts = solid ?? /^(\d{1,2}(?:st|nd|rd|th)?)[\s\-/.,]+(\d{1,2}|[a-z]+\.?)[\s\-/.,]+(\d{4})$/i.exec(trimmed)
  if (!parts) return undefined
  const [day, month] = [readDay(parts[1] ?? ''), readMonth(parts[2] ?? '')]
  return day === undefined || month === undefined ? undefined : civilDate(Number(parts[3]), month, day)
}

const refuse = (text: string, parts: readonly DatePart[]): TypedDateResult => ({ problem: { text, parts: [...parts] } })

const readDay = (text: string): number | undefined => inRange(text.replace(/(?<=\d)(st|nd|rd|th)$/i, ''), 31)

const readMonth = (text: string): number | undefined => inRange(text, 12) ?? monthByName(text)

const readYear = (text: string): number | undefined =>
  /^\d{4}$/.test(text) && text > '0000' ? Number(text) : undefined

function inRange(text: string, highest: number): number | undefined {
  if (!/^\d{1,2}$/.test(text)) return undefined
  const number = Number(text)
  return number >= 1 && number <= highest ? number : undefined
}
