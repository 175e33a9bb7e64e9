import { type CivilDate, addDays, addMonths, addYears, isCivilDate } from '../values/civil-date.ts'

/** A value that was understood, or what is wrong with it in one sentence that does not quote it. */
export type Understood<Value> = { readonly value: Value } | { readonly problem: string }

/** `system|code`: an absent system means any, an empty one means a code without a system. */
export interface Token {
  readonly system: string | undefined
  readonly code: string
}

/** Half-open: from `from` up to, not including, `before`. */
export interface DateRange {
  readonly from?: CivilDate
  readonly before?: CivilDate
}

/** Half-open, in instants. */
export interface InstantRange {
  readonly from?: Date
  readonly before?: Date
}

const DATE_PREFIX = /^([a-z]{2})?(.*)$/s
type Prefix = 'eq' | 'lt' | 'gt' | 'ge' | 'le'
const PREFIXES: readonly string[] = ['eq', 'lt', 'gt', 'ge', 'le'] satisfies Prefix[]
const PREFIX_PROBLEM = 'Only the prefixes eq, lt, gt, ge and le can be used with a date.'

/** Splits at a separator that is not escaped with a backslash; the parts keep their escapes. */
export function splitUnescaped(text: string, separator: ',' | '|'): string[] {
  const parts = ['']
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === separator) parts.push('')
    else {
      const isEscape = character === '\\' && at + 1 < text.length
      parts[parts.length - 1] += isEscape ? character + text.charAt(++at) : character
    }
  }
  return parts
}

/** Takes away FHIR's escapes: `\,` `\|` `\$` and `\\`. */
export const unescaped = (text: string): string => text.replace(/\\([,|$\\])/g, '$1')

export function readToken(text: string): Understood<Token> {
  const parts = splitUnescaped(text, '|').map((part) => unescaped(part).trim())
  if (parts.length > 2) return { problem: 'Use system|code, with one vertical bar.' }
  const [first = '', second] = parts
  const token = second === undefined ? { system: undefined, code: first } : { system: first, code: second }
  return token.code === '' ? { problem: 'Enter a code after the vertical bar.' } : { value: token }
}

/** A civil date of day, month or year precision with an optional prefix. */
export function readDate(text: string): Understood<DateRange> {
  const [, prefix = 'eq', rest = ''] = DATE_PREFIX.exec(text) ?? []
  if (!PREFIXES.includes(prefix)) return { problem: PREFIX_PROBLEM }
  const [from, before] = civilPeriod(rest) ?? []
  if (from === undefined || before === undefined)
    return { problem: 'Use a date such as 1985-04-12, a month such as 1985-04 or a year such as 1985.' }
  return { value: rangeOf(prefix as Prefix, from, before) }
}

/** An instant, or the whole of a day, month or year in UTC, with an optional prefix. */
export function readInstant(text: string): Understood<InstantRange> {
  const [, prefix = 'eq', rest = ''] = DATE_PREFIX.exec(text) ?? []
  if (!PREFIXES.includes(prefix)) return { problem: PREFIX_PROBLEM }
  const period = civilPeriod(rest)
  const [from, before] = period ? period.map((date) => new Date(`${date}T00:00:00Z`)) : (instantPeriod(rest) ?? [])
  if (from === undefined || before === undefined)
    return { problem: 'Use an instant such as 2026-11-22T10:00:00Z, or a date such as 2026-11-22.' }
  return { value: rangeOf(prefix as Prefix, from, before) }
}

function rangeOf<Point>(prefix: Prefix, from: Point, before: Point): { from?: Point; before?: Point } {
  switch (prefix) {
    case 'eq':
      return { from, before }
    case 'lt':
      return { before: from }
    case 'le':
      return { before }
    case 'gt':
      return { from: before }
    case 'ge':
      return { from }
  }
}

function civilPeriod(text: string): [CivilDate, CivilDate] | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? []
  if (year === undefined) return undefined
  const from = `${year}-${month ?? '01'}-${day ?? '01'}`
  if (!isCivilDate(from)) return undefined
  return [from, day ? addDays(from, 1) : month ? addMonths(from, 1) : addYears(from, 1)]
}

/** In an address a plus sign arrives as a space, so `+01:00` may too. */
function instantPeriod(text: string): [Date, Date] | undefined {
  const form = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+ -]\d{2}:\d{2})$/.exec(text)
  if (!form || !isCivilDate(form[1] ?? '')) return undefined
  const from = new Date(text.replace(' ', '+'))
  if (Number.isNaN(from.getTime())) return undefined
  const precision = form[3] !== undefined ? 1 : form[2] !== undefined ? 1_000 : 60_000
  return [from, new Date(from.getTime() + precision)]
}
