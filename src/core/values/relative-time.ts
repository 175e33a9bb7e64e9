import { type CivilDate, daysBetween, formatDate } from './civil-date.ts'
import { civilDateOf, formatTime } from './london-time.ts'
import { count } from './problem-wording.ts'

const MINUTE = 60_000

/** "just now", "5 minutes ago", "2 hours ago", "yesterday at 3:05pm", "3 days ago", then the date. Never a guess at the future. */
export function timeAgo(at: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / MINUTE)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${count(minutes, 'minute')} ago`
  const days = daysBetween(civilDateOf(at), civilDateOf(now))
  if (days === 0 || minutes < 6 * 60) return `${count(Math.floor(minutes / 60), 'hour')} ago`
  if (days === 1) return `yesterday at ${formatTime(at)}`
  return days < 7 ? `${days} days ago` : `on ${formatDate(civilDateOf(at))}`
}

/** "due today", "due tomorrow", "due in 3 days", "1 day overdue". */
export function dueText(due: CivilDate, today: CivilDate): string {
  const days = daysBetween(today, due)
  if (days < 0) return `${count(-days, 'day')} overdue`
  if (days === 0) return 'due today'
  return days === 1 ? 'due tomorrow' : `due in ${days} days`
}

/** As `dueText` for an instant: "due in 20 minutes", "due today at 3:05pm", "due tomorrow at 9am", "2 hours overdue". */
export function dueAtText(due: Date, now: Date): string {
  const minutes = Math.floor((due.getTime() - now.getTime()) / MINUTE)
  const days = daysBetween(civilDateOf(now), civilDateOf(due))
  if (due.getTime() <= now.getTime()) return overdueText(Math.floor((now.getTime() - due.getTime()) / MINUTE), -days)
  if (minutes < 60) return minutes === 0 ? 'due now' : `due in ${count(minutes, 'minute')}`
  if (days === 0) return `due today at ${formatTime(due)}`
  return days === 1 ? `due tomorrow at ${formatTime(due)}` : `due in ${days} days`
}

function overdueText(minutes: number, days: number): string {
  if (minutes < 1) return 'due now'
  if (minutes < 60) return `${count(minutes, 'minute')} overdue`
  return minutes < 24 * 60
    ? `${count(Math.floor(minutes / 60), 'hour')} overdue`
    : `${count(Math.max(1, days), 'day')} overdue`
}
