import { outcomeOf, type OutcomeIssue } from './operation-outcome.ts'
import type { FhirResource, SearchBundle } from './resource.ts'

/** The answer to a search: matches in order, then one outcome when there is something to know about the search. */
export function searchBundle(answer: {
  readonly timestamp: Date
  readonly base: string
  readonly resources: readonly FhirResource[]
  readonly total?: number | undefined
  readonly self: string
  readonly next?: string | undefined
  readonly warnings: readonly OutcomeIssue[]
}): SearchBundle {
  const { base, resources, total, self, next, warnings } = answer
  const entry: NonNullable<SearchBundle['entry']>[number][] = resources.map((resource) => ({
    fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode: 'match' },
  }))
  if (warnings.length > 0) entry.push({ resource: outcomeOf(warnings), search: { mode: 'outcome' } })
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    timestamp: answer.timestamp.toISOString(),
    ...(total === undefined ? {} : { total }),
    link: [{ relation: 'self', url: self }, ...(next === undefined ? [] : [{ relation: 'next' as const, url: next }])],
    // FHIR forbids empty arrays.
    ...(entry.length > 0 ? { entry } : {}),
  }
}
