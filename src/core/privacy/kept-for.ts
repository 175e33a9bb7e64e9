import type { RetentionRule } from '../database/data-map.ts'
import { RETENTION, type Retention } from '../database/retention.ts'

/** How long a rule keeps something, in words. */
export function keptFor(rule: RetentionRule): string {
  const { keep, from, childToAge } = RETENTION[rule]
  const child = childToAge === undefined ? '' : `; a child’s at least to the ${childToAge}th birthday`
  return keep === 'with its subject' || keep === 'until replaced'
    ? periodOf(keep)
    : `${periodOf(keep)}, from ${from}${child}`
}

function periodOf(keep: Retention['keep']): string {
  if (keep === 'with its subject') return 'As long as the record it belongs to'
  if (keep === 'until replaced') return 'Until it is replaced'
  const [[unit, count] = ['days', 0]] = Object.entries(keep)
  return `${count} ${count === 1 ? unit.replace(/s$/, '') : unit}`
}

/** What stands beside a legal fact that nobody has checked. */
export const NOT_CHECKED = 'not checked yet'

/** Marks a text whose source nobody has checked. */
export const marked = (text: string, verified: boolean): string => (verified ? text : `${text} (${NOT_CHECKED})`)
