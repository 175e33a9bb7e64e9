import { z } from 'zod'
import { DateField } from '../../../design-system/fields.tsx'
import { formatDate } from '../../values/civil-date.ts'
import { readTypedDate } from '../../values/typed-date.ts'

// The days that a list of openings is asked for, in its address.

const text = z.string().max(60).optional().catch(undefined)
/** Most pages of a list: what lies behind them is found with filters. */
const MOST_PAGES = 200

export const rangeQuery = {
  'from-day': text,
  'from-month': text,
  'from-year': text,
  'to-day': text,
  'to-month': text,
  'to-year': text,
  who: z.uuid().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(MOST_PAGES).catch(1),
  format: text,
}
export type RangeQuery = z.infer<z.ZodObject<typeof rangeQuery>>

export const RANGE_NAMES = ['from-day', 'from-month', 'from-year', 'to-day', 'to-month', 'to-year'] as const

export interface AskedRange {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly errors: Readonly<Record<string, string>>
}

/** First and last day; an error where one cannot be read. */
export function rangeOf(asked: RangeQuery, today: string): AskedRange {
  const [from, to] = [dateOf(asked, 'from', today), dateOf(asked, 'to', today)]
  if (from.date !== undefined && to.date !== undefined && to.date < from.date)
    return { errors: { to: 'To must be the same as or after From' } }
  const errors = {
    ...(from.problem ? { from: from.problem } : {}),
    ...(to.problem ? { to: to.problem } : {}),
  }
  return { from: from.date, to: to.date, errors }
}

function dateOf(asked: RangeQuery, name: 'from' | 'to', today: string): { date?: string; problem?: string } {
  const typed = { day: asked[`${name}-day`], month: asked[`${name}-month`], year: asked[`${name}-year`] }
  if (!Object.values(typed).some((part) => part?.trim())) return {}
  const read = readTypedDate(typed, name === 'from' ? 'From' : 'To', { today })
  return read.problem ? { problem: read.problem.text } : { date: read.date }
}

/** The days in words, for a caption that is also read on paper. */
export const rangeWords = ({ from, to }: AskedRange): string =>
  [from && `from ${formatDate(from)}`, to && `to ${formatDate(to)}`].filter(Boolean).join(' ')

export const RangeFields = ({ asked, errors }: { asked: RangeQuery; errors: AskedRange['errors'] }) => {
  const values = Object.fromEntries(RANGE_NAMES.map((name) => [name, asked[name]]))
  return (
    <>
      <DateField name="from" label="From" values={values} errors={errors} />
      <DateField name="to" label="To" values={values} errors={errors} />
    </>
  )
}
