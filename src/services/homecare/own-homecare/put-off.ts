import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { TherapyCover } from '../supply-cover/therapy-cover.ts'

/** What putting a delivery off means for the doses of the person who asks. */
export type PutOff = 'reserve-kept' | 'reserve-used' | 'not-covered'

/** What a later day for a delivery means. It is covered only when it comes before a dose has no stock; what nobody knows is not. */
export function putOffTo(
  until: CivilDate,
  deliverBy: CivilDate,
  { cover, coveredUntil }: Pick<TherapyCover, 'cover' | 'coveredUntil'>,
): PutOff {
  if (cover.state !== 'runs-out' || coveredUntil === undefined || until > coveredUntil) return 'not-covered'
  return until <= deliverBy ? 'reserve-kept' : 'reserve-used'
}
