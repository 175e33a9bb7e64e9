import type { CoreTables } from '../command.ts'
import type { Context } from '../context.ts'
import { asTx, type AnyTx } from '../database/any-transaction.ts'
import type { Reader } from '../database/transaction.ts'
import { enforce } from '../policy/enforce.ts'
import type { Policy } from '../policy/policy.ts'
import type { Purpose } from '../policy/purposes.ts'
import { searchBundle } from './bundle.ts'
import { fhirProblem } from './fhir-problem.ts'
import { declareInteraction } from './interactions.ts'
import { viewing } from './read.ts'
import type { FhirResource } from './resource.ts'
import { type Criteria, readSearch, type SearchParameters, type SearchRequest } from './search-parameters.ts'
import { openPage, sealPage } from './search-page.ts'
import { type FhirAnswer, type FhirCall, fhirRoute } from './serve.ts'

/** One page of what was found. `next` is present when there is more: the sort values of the last row. */
export interface FoundPage<Found> {
  readonly found: readonly Found[]
  readonly next?: string | undefined
}

export interface FhirSearchSpec<Tables, Parameters extends SearchParameters, Found> {
  readonly resourceType: string
  readonly profile?: string
  readonly policy: Policy<readonly Found[]>
  readonly purpose: Purpose
  readonly parameters: Parameters
  /** At most `page.count` rows in an order that never changes, beginning after `page.cursor`. */
  readonly find: (
    tx: Reader<Tables & CoreTables>,
    ctx: Context,
    criteria: Criteria<Parameters>,
    page: { readonly count: number; readonly cursor: string | undefined },
  ) => Promise<FoundPage<Found>>
  /** How many match in all: asked for only with `_total=accurate` or `_summary=count`. */
  readonly count?: (tx: Reader<Tables & CoreTables>, ctx: Context, criteria: Criteria<Parameters>) => Promise<number>
  /** The patients whose data one result holds, for the audit trail. */
  readonly shows: (found: Found) => readonly string[]
  readonly toResource: (found: Found, ctx: Context) => FhirResource
}

/** A declared search, as `If-None-Exist` uses it. */
export interface FhirSearch {
  /** Up to two resources that match a condition such as `identifier=system|value`; audited as a search. */
  readonly findForCondition: (ctx: Context, condition: string) => Promise<readonly FhirResource[]>
  /** The identifiers of the same, in a transaction of the caller, which has been let in by `findForCondition`. */
  readonly idsForCondition: (tx: AnyTx, ctx: Context, condition: string) => Promise<readonly string[]>
}

interface Result {
  readonly resources: readonly FhirResource[]
  readonly total: number | undefined
  readonly next: string | undefined
}

/** Declares `GET [base]/<type>` and `POST [base]/<type>/_search`. One access event names the patients on the page. */
export function fhirSearch<Tables, const Parameters extends SearchParameters, Found>(
  spec: FhirSearchSpec<Tables, Parameters, Found>,
): FhirSearch {
  const { resourceType, policy, profile, parameters } = spec
  const declared = { resourceType, name: 'search-type' as const, policy: policy as Policy<never>, parameters }
  declareInteraction({ ...declared, ...(profile === undefined ? {} : { profile }) })
  const common = {
    resourceType,
    interaction: 'search-type' as const,
    policy: policy as Policy<never>,
    purpose: spec.purpose,
    answer: (call: FhirCall) => answerSearch(spec, call),
  }
  fhirRoute({ ...common, method: 'GET', path: `/${resourceType}` })
  fhirRoute({ ...common, method: 'POST', path: `/${resourceType}/_search` })
  const conditionOf = (condition: string) => {
    const given = [...new URLSearchParams(condition)]
    // A condition that we do not understand must not become "no condition".
    const search = readSearch(parameters, listOf(given), true)
    if (Object.keys(search.criteria).length === 0) {
      throw fhirProblem(
        412,
        'value',
        'Say what to look for, for example identifier=system|value.',
        'http.If-None-Exist',
      )
    }
    return { ...search, count: 2, countOnly: false, total: 'none' } as const
  }
  return {
    async findForCondition(ctx, condition) {
      return (await runSearch(spec, ctx, conditionOf(condition), undefined)).resources
    },
    async idsForCondition(tx, ctx, condition) {
      const { criteria, count } = conditionOf(condition)
      const { found } = await spec.find(asTx(tx), ctx, criteria, { count, cursor: undefined })
      return found.map((each) => spec.toResource(each, ctx).id)
    },
  }
}

async function answerSearch<Tables, Parameters extends SearchParameters, Found>(
  spec: FhirSearchSpec<Tables, Parameters, Found>,
  call: FhirCall,
): Promise<FhirAnswer> {
  const { ctx, base, prefer } = call
  const query = call.isSearchForm ? mergeForm(call) : call.query
  const page = typeof query['_page'] === 'string' ? openPage(ctx, spec.resourceType, query['_page']) : undefined
  const asked = page ? listOf(page.given) : query
  const search = readSearch(spec.parameters, asked, prefer.isStrict)
  const result = await runSearch(spec, ctx, search, page?.cursor)
  const { resourceType } = spec
  const self = page
    ? `${base}/${resourceType}?_page=${encodeURIComponent(String(query['_page']))}`
    : `${base}/${resourceType}${queryText(search.given)}`
  const nextMark = result.next === undefined ? undefined : { given: search.given, cursor: result.next }
  return {
    status: 200,
    content: searchBundle({
      timestamp: ctx.clock.now(),
      base,
      resources: result.resources,
      total: result.total,
      self,
      next: nextMark && `${base}/${resourceType}?_page=${sealPage(ctx, resourceType, nextMark)}`,
      warnings: search.warnings,
    }),
  }
}

async function runSearch<Tables, Parameters extends SearchParameters, Found>(
  spec: FhirSearchSpec<Tables, Parameters, Found>,
  ctx: Context,
  search: SearchRequest<Parameters>,
  cursor: string | undefined,
): Promise<Result> {
  const { policy } = spec
  const wantsTotal = search.countOnly || search.total === 'accurate'
  if (search.countOnly && !spec.count) throw fhirProblem(400, 'not-supported', 'Totals cannot be asked for here.')
  return await viewing<Tables, Result>(ctx, policy as Policy<never>, async (tx) => {
    const { found, next } = search.countOnly
      ? { found: [], next: undefined }
      : await spec.find(tx, ctx, search.criteria, { count: search.count, cursor })
    enforce(policy, ctx, found)
    const isWhole = !search.countOnly && next === undefined && cursor === undefined
    const total = isWhole ? found.length : wantsTotal ? await spec.count?.(tx, ctx, search.criteria) : undefined
    return {
      shown: { resources: found.map((each) => spec.toResource(each, ctx)), total, next },
      subjects: [...new Set(found.flatMap(spec.shows))],
    }
  })
}

/** A search sent as a form keeps patient details out of addresses; parameters in the address still count. */
function mergeForm({ query, body }: FhirCall): Readonly<Record<string, unknown>> {
  if (body === undefined || body === null) return query
  if (typeof body !== 'object' || body instanceof Uint8Array) {
    const words = 'Send the search as a form: Content-Type: application/x-www-form-urlencoded.'
    throw fhirProblem(415, 'not-supported', words, 'http.Content-Type')
  }
  const pairs = [query, body as Record<string, unknown>].flatMap((part) =>
    Object.entries(part).flatMap(([name, value]) => [value].flat().map((each) => [name, String(each)] as const)),
  )
  return listOf(pairs)
}

function listOf(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, readonly string[] | string>> {
  const lists = new Map<string, string[]>()
  for (const [name, value] of pairs) lists.set(name, [...(lists.get(name) ?? []), value])
  return Object.fromEntries([...lists].map(([name, values]) => [name, values.length === 1 ? values[0]! : values]))
}

const queryText = (given: readonly (readonly [string, string])[]): string =>
  given.length === 0
    ? ''
    : `?${given.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')}`
