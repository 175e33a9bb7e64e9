import type { Nation } from '../../../core/values/bank-holidays.ts'
import type { CivilDate } from '../../../core/values/civil-date.ts'
import { workingDaysBefore } from '../../../core/values/working-days.ts'
import { type DeliveryState, isPromised } from './delivery.ts'

/** Bookings of a day before this one have had a whole working day in which somebody could say what became of them. */
export const recordedFrom = (nation: Nation, today: CivilDate): CivilDate => workingDaysBefore(nation, today, 1)

/** What has changed since then is looked at anew by the next night: one arranged again, though it was found late before. */
export const newsFrom = (now: Date): Date => new Date(now.getTime() - 26 * 3_600_000)

/** Whether a delivery was promised for a day that has passed, and nobody has said what became of it. */
export const isBookingPassed = (
  { state, bookedOn }: { readonly state: DeliveryState; readonly bookedOn: CivilDate | undefined },
  nation: Nation,
  today: CivilDate,
): boolean => isPromised(state) && bookedOn !== undefined && bookedOn < recordedFrom(nation, today)
