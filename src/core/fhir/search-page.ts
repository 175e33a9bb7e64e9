import type { Context } from '../context.ts'
import { open, seal } from '../encryption/seal.ts'
import { fhirProblem } from './fhir-problem.ts'

type By = Pick<Context, 'keys' | 'tenantId' | 'actor' | 'clock'>

/** Where the next page begins, and the search it belongs to. */
export interface PageMark {
  readonly given: readonly (readonly [name: string, value: string])[]
  /** What the query needs to go on: the sort values of the last row. */
  readonly cursor: string
}

/** How long a `next` link works, in minutes. */
export const NEXT_LINK_MINUTES = 60

/**
 * The `_page` of a `next` link: sealed, so that an address never carries what was searched for, and bound to the
 * organisation, the caller and the resource.
 */
export function sealPage(by: By, resourceType: string, mark: PageMark): string {
  const until = by.clock.now().getTime() + NEXT_LINK_MINUTES * 60_000
  return seal(keyOf(by), placeOf(by, resourceType), JSON.stringify({ ...mark, until })).toString('base64url')
}

/** Opens a `_page`. Anything that was not made for this caller, or is too old, is refused. */
export function openPage(by: By, resourceType: string, text: string): PageMark {
  try {
    const clear = open(keyOf(by), placeOf(by, resourceType), Buffer.from(text, 'base64url'))
    const { until, ...mark } = JSON.parse(clear.toString('utf8')) as PageMark & { until: number }
    if (until >= by.clock.now().getTime()) return mark
  } catch {
    // The same answer as for an old link: it says nothing about what was wrong.
  }
  throw fhirProblem(400, 'value', 'This link to the next page has ended. Search again from the start.', 'http._page')
}

const keyOf = (by: By): Buffer => by.keys.blindIndex('fhir-next-page', by.tenantId)

const placeOf = (by: By, resourceType: string) => ({
  tenantId: by.tenantId,
  table: 'fhir',
  column: resourceType,
  rowId: by.actor.id,
})
