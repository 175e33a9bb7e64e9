import type { AccessibleNeed } from '../../../core/values/accessible-needs.ts'

/** Points of the text by what somebody asked for. “Large print” without a size is 16 points, from which a page is laid out for it. */
const POINTS: Partial<Record<AccessibleNeed, number>> = {
  'large-print': 16,
  'large-print-20': 20,
  'large-print-24': 24,
  'large-print-28': 28,
}

/** How large a document for a person is printed: the largest that they asked for, or nothing when they asked for none. */
export function printSize(needs: readonly AccessibleNeed[]): { readonly points?: number } {
  const points = Math.max(0, ...needs.map((need) => POINTS[need] ?? 0))
  return points === 0 ? {} : { points }
}
