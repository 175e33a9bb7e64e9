import { clockTime, parseClockTime } from '../../values/london-time.ts'
import type { OpenInterval } from '../../values/working-hours.ts'

/** "09:00 to 12:30, 13:30 to 17:00"; nothing for a day that is closed. */
export const hoursText = (intervals: readonly OpenInterval[]): string =>
  intervals.map(({ opens, closes }) => `${opens} to ${closes}`).join(', ')

/** The opening times of a day as someone types them, or undefined when they cannot be understood. Empty means closed. */
export function parseHoursText(text: string): readonly OpenInterval[] | undefined {
  const parts = text
    .trim()
    .split(/\s*(?:,|;|\band\b)\s*/i)
    .filter((part) => part !== '')
  const intervals = parts.map(parseInterval)
  const inOrder = intervals.every((interval, at) => {
    const before = intervals[at - 1]
    return interval !== undefined && (before === undefined || before.closes <= interval.opens)
  })
  return inOrder ? intervals.filter((interval) => interval !== undefined) : undefined
}

function parseInterval(text: string): OpenInterval | undefined {
  const [opens, closes, ...rest] = text.split(/\s*(?:\bto\b|-|\u2013)\s*/i).map(parseTime)
  if (opens === undefined || closes === undefined || rest.length > 0 || opens >= closes) return undefined
  return { opens: clockTime(opens), closes: clockTime(closes) }
}

/** Minutes from "09:00", "9", "9am" or "5:30pm". */
function parseTime(text: string): number | undefined {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i.exec(text.trim())
  if (!found) return undefined
  const [, hour = '', minute = '00', half] = found
  const hours = Number(hour)
  if (half && (hours < 1 || hours > 12)) return undefined
  const shifted = half === undefined ? hours : (hours % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  return parseClockTime(`${String(shifted).padStart(2, '0')}:${minute}`)
}
