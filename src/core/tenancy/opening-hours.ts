import { z } from 'zod'
import type { Nation } from '../values/bank-holidays.ts'
import { weekdayHours, type WorkingHours } from '../values/working-hours.ts'

const intervals = z.array(z.object({ opens: z.string(), closes: z.string() }))
const stored = z.object({
  nation: z.enum(['england-and-wales', 'scotland', 'northern-ireland']),
  week: z.object({
    Monday: intervals,
    Tuesday: intervals,
    Wednesday: intervals,
    Thursday: intervals,
    Friday: intervals,
    Saturday: intervals,
    Sunday: intervals,
  }),
  bankHolidays: intervals,
  exceptions: z.array(z.object({ date: z.string(), intervals, reason: z.string() })),
})

/** England and Wales share their bank holidays. */
export const holidayNation = (nation: 'england' | 'wales' | 'scotland' | 'northern-ireland'): Nation =>
  nation === 'england' || nation === 'wales' ? 'england-and-wales' : nation

/** Until an organisation says otherwise: Monday to Friday, 9am to 5pm. */
export const usualHours = (nation: 'england' | 'wales' | 'scotland' | 'northern-ireland'): WorkingHours =>
  weekdayHours(holidayNation(nation), { opens: '09:00', closes: '17:00' })

/** Hours as stored; anything unreadable counts as the usual hours, so that escalation never stops. */
export function readOpeningHours(
  json: unknown,
  nation: 'england' | 'wales' | 'scotland' | 'northern-ireland',
): WorkingHours {
  const parsed = stored.safeParse(json)
  return parsed.success ? parsed.data : usualHours(nation)
}
