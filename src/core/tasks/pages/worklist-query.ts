import { z } from 'zod'
import { PRIORITIES } from '../priority.ts'
import { readOwner, VIEWS, WHEN_DUE, type View, type WorklistFilter } from '../worklist.ts'

const text = z.string().max(100).optional().catch(undefined)

/** What the address of a list can say. Anything else in it is left out rather than refused, so that old bookmarks work. */
export const worklistQuery = z.object({
  view: z.enum(Object.keys(VIEWS) as [View, ...View[]]).catch('mine'),
  state: z.enum(['open', 'finished']).optional().catch(undefined),
  priority: z
    .enum(Object.keys(PRIORITIES) as [keyof typeof PRIORITIES])
    .optional()
    .catch(undefined),
  due: z
    .enum(Object.keys(WHEN_DUE) as [keyof typeof WHEN_DUE])
    .optional()
    .catch(undefined),
  reason: text,
  owner: text,
  sort: text,
  page: text,
  format: text,
})
export type WorklistQuery = z.infer<typeof worklistQuery>

export function filterOf(query: WorklistQuery): WorklistFilter {
  const owner = query.owner === undefined ? undefined : readOwner(query.owner)
  return {
    view: query.view,
    isClosed: query.state === 'finished',
    priority: query.priority,
    due: query.due,
    reason: query.reason || undefined,
    ...(owner && 'accountId' in owner ? { ownerId: owner.accountId } : {}),
    ...(owner && 'teamId' in owner ? { teamId: owner.teamId } : {}),
  }
}

/** The furthest page: what lies behind it is found with filters. */
const MOST_PAGES = 20

export function pageOf({ page }: WorklistQuery): number {
  const number = Number(page ?? 1)
  return Number.isInteger(number) && number >= 1 && number <= MOST_PAGES ? number : 1
}
