import type { Context } from '../context.ts'
import { openReference, sealReference } from '../encryption/sealed-reference.ts'
import { fhirProblem } from './fhir-problem.ts'

type By = Pick<Context, 'keys' | 'tenantId' | 'actor' | 'clock'>

/** Where the next page begins, and the search it belongs to. */
export interface PageMark {
  readonly given: readonly (readonly [name: string, value: string])[]
  /** What the query needs to go on: the sort values of the last row. */
  readonly cursor: string
}

/** How long a `next` link works. */
const NEXT_LINK_HOURS = 1

/**
 * The `_page` of a `next` link: sealed, so that an address never carries what was searched for, and bound to the
 * organisation, the caller and the resource.
 */
export const sealPage = (by: By, resourceType: string, mark: PageMark): string =>
  sealReference(by, `fhir ${resourceType}`, mark, NEXT_LINK_HOURS)

/** Opens a `_page`. Anything that was not made for this caller, or is too old, is refused. */
export function openPage(by: By, resourceType: string, text: string): PageMark {
  const opened = openReference<PageMark>(by, `fhir ${resourceType}`, text)
  if ('content' in opened) return opened.content
  throw fhirProblem(400, 'value', 'This link to the next page has ended. Search again from the start.', 'http._page')
}
