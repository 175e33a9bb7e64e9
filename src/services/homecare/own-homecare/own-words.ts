import { type CivilDate, formatDate } from '../../../core/values/civil-date.ts'
import type { TherapyCover } from '../supply-cover/therapy-cover.ts'
import type { Holder } from '../supply-cover/who-holds-it.ts'

/** What a person reads first of their treatment, and what they must do about it. */
export interface CoverWords {
  readonly sentence: string
  readonly ask: 'call-today' | 'count' | undefined
}

type Covered = Pick<TherapyCover, 'cover' | 'risk' | 'coveredUntil'>

/** Until when the next doses are covered. Whoever may be about to run out is never told a date, but to call. */
export function coverWords({ cover, risk, coveredUntil }: Covered, today: CivilDate): CoverWords {
  if (cover.state === 'unknown') return { sentence: 'We do not know what you have at home', ask: 'count' }
  const isOut = coveredUntil !== undefined && coveredUntil < today
  if (cover.lapsedOn !== undefined || risk.level === 'critical' || isOut) {
    return { sentence: 'Call us today. You may not have enough for your next dose', ask: 'call-today' }
  }
  if (coveredUntil !== undefined) {
    return { sentence: `Your next dose is covered until ${formatDate(coveredUntil)}`, ask: undefined }
  }
  return cover.state === 'paused'
    ? { sentence: 'Your doses are paused', ask: undefined }
    : { sentence: 'You have enough at home for every dose that is planned', ask: undefined }
}

const WHO: Record<Holder, string> = {
  clinic: 'Your clinic has',
  prescriber: 'The person who prescribes for you has',
  pharmacy: 'The hospital pharmacy has',
  company: 'Your homecare company has',
  patient: 'You have',
  nobody: 'Nobody has',
}

/** Who has the next step, and until when. */
export function nextStepWords(
  { holding: { who, by }, companyName }: Pick<TherapyCover, 'holding' | 'companyName'>,
  today: CivilDate,
): string {
  if (who === 'nobody') return 'Nobody has to do anything now'
  const has = who === 'company' && companyName !== undefined ? `${companyName} has` : WHO[who]
  if (by === undefined) return `${has} the next step`
  return by < today
    ? `${has} the next step. It was due by ${formatDate(by)}. Call us if you have not heard`
    : `${has} the next step, until ${formatDate(by)}`
}

export const isPaused = ({ cover }: Pick<TherapyCover, 'cover'>): boolean => cover.state === 'paused'

/** What is so of a delivery that is booked: in a pause it does not come, and of one whose day has passed nobody knows. */
export function bookedWords(
  { bookedOn, deliverBy }: { readonly bookedOn: CivilDate | undefined; readonly deliverBy: CivilDate },
  cover: Pick<TherapyCover, 'cover'>,
  today: CivilDate,
): string {
  const day = formatDate(bookedOn ?? deliverBy)
  if (isPaused(cover)) return 'Your treatment is paused, so your next delivery does not come now'
  return bookedOn !== undefined && bookedOn < today
    ? `Your delivery was booked for ${day}. If it has not come, call us`
    : `Your delivery is booked for ${day}`
}
