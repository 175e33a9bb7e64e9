import { formatDate } from '../values/civil-date.ts'
import type { MedicineEntry } from './medicine.ts'

/** What anybody must know before they use an entry, worst first; empty for a good one. */
export function warningsOf({ isInvalid, goneSince, isDiscontinued, level }: MedicineEntry): readonly string[] {
  return [
    ...(isInvalid ? ['This entry is no longer valid. Do not prescribe or dispense by it.'] : []),
    ...(goneSince === undefined
      ? []
      : [`The dictionary has not had this entry since its release of ${formatDate(goneSince)}.`]),
    ...(isDiscontinued
      ? [level === 'amp' ? 'Every pack of this product is discontinued.' : 'This pack is discontinued.']
      : []),
  ]
}
