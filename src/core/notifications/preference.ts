import { addDays } from '../values/civil-date.ts'
import { instantOf, londonTime, parseClockTime } from '../values/london-time.ts'

/** What someone wants to be told by e-mail, and when not. */
export interface NotificationPreference {
  readonly emailUrgent: boolean
  readonly emailAssigned: boolean
  /** Times of day in London, "18:00" to "08:00"; e-mails that are not urgent wait until the end. */
  readonly quietFrom: string | null
  readonly quietUntil: string | null
}

/** Until someone chooses: an e-mail for what is urgent, at any time, and for nothing else. */
export const USUAL_PREFERENCE: NotificationPreference = {
  emailUrgent: true,
  emailAssigned: false,
  quietFrom: null,
  quietUntil: null,
}

/** When to e-mail someone about news, or never. Urgent news does not wait for the end of quiet hours. */
export function whenToEmail(preference: NotificationPreference, isUrgent: boolean, now: Date): Date | undefined {
  if (!(isUrgent ? preference.emailUrgent : preference.emailAssigned)) return undefined
  return isUrgent ? now : (endOfQuiet(preference, now) ?? now)
}

/** When the quiet hours that hold now end; nothing outside them. */
function endOfQuiet({ quietFrom, quietUntil }: NotificationPreference, now: Date): Date | undefined {
  const [from, until] = [parseClockTime(quietFrom ?? ''), parseClockTime(quietUntil ?? '')]
  if (from === undefined || until === undefined || from === until) return undefined
  const { date, minutes } = londonTime(now)
  if (from < until) return from <= minutes && minutes < until ? instantOf(date, until) : undefined
  if (minutes >= from) return instantOf(addDays(date, 1), until)
  return minutes < until ? instantOf(date, until) : undefined
}
