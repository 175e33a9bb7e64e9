import { recordRefusal } from '../command.ts'
import type { Context, Platform } from '../context.ts'
import { NotAllowedError } from '../errors.ts'
import { handRoute, type HandRoute } from '../http/hand-route.ts'
import type { Method } from '../http/routes.ts'
import type { Policy } from '../policy/policy.ts'
import type { Purpose } from '../policy/purposes.ts'
import { fhirCaller, type FhirCaller, type HttpRequest } from './caller.ts'
import { answerType, FHIR_JSON } from './content-type.ts'
import { fhirProblem, FhirProblem } from './fhir-problem.ts'
import { coversScope, type InteractionName, scopeOf } from './interactions.ts'
import { issue, outcomeOf, type OutcomeIssue } from './operation-outcome.ts'
import { type Preferences, readPreferences } from './prefer.ts'

export const FHIR_ROOT = '/fhir/R4'
/** Bytes of one resource. */
export const FHIR_BODY_LIMIT = 1024 * 1024

/** A request to the machine interface, after its caller is known. */
export interface FhirCall {
  readonly ctx: Context
  /** What a system has been granted; people have no scopes. */
  readonly scopes: readonly string[] | undefined
  /** The address that links begin with: `https://…/fhir/R4`. */
  readonly base: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: unknown
  readonly prefer: Preferences
  readonly isSearchForm: boolean
}

export interface FhirAnswer {
  readonly status: number
  /** A resource, a bundle or an outcome; left out for an answer without a body. */
  readonly content?: object | undefined
  readonly headers?: Readonly<Record<string, string>>
}

interface FhirRoute {
  readonly method: Method
  /** After `/fhir/R4`: `/Patient/:id`. */
  readonly path: string
  readonly resourceType: string
  readonly interaction: InteractionName
  readonly policy: Policy<never>
  readonly purpose: Purpose
  readonly answer: (call: FhirCall) => Promise<FhirAnswer>
}

/** Declares one address of the machine interface. What is done there must enforce the policy it names. */
export function fhirRoute(route: FhirRoute): void {
  handRoute({
    method: route.method,
    path: `${FHIR_ROOT}${route.path}`,
    audience: 'machine',
    policy: route.policy,
    body: 'bytes',
    bodyLimit: FHIR_BODY_LIMIT,
    handle: async (platform, options, request, reply) => {
      const type = wantedType(request)
      const answer = await answerOf(route, platform, options, request)
      await send(reply, type ?? FHIR_JSON, answer)
    },
  })
}

async function answerOf(
  route: FhirRoute,
  platform: Platform,
  options: Parameters<HandRoute['handle']>[1],
  request: HttpRequest,
): Promise<FhirAnswer> {
  try {
    if (!wantedType(request)) {
      throw fhirProblem(406, 'not-supported', `Only JSON can be sent back: use Accept: ${FHIR_JSON}.`, 'http.Accept')
    }
    const caller = await fhirCaller(platform, options, request, route.purpose)
    await requireScope(caller, route)
    const query = request.query as Readonly<Record<string, unknown>>
    return await route.answer({
      ...caller,
      base: `${options.publicUrl.replace(/\/$/, '')}${FHIR_ROOT}`,
      params: request.params as Readonly<Record<string, string>>,
      query,
      headers: singleHeaders(request),
      body: request.body,
      prefer: readPreferences(singleHeaders(request)['prefer']),
      isSearchForm: request.method === 'POST' && route.interaction === 'search-type',
    })
  } catch (error) {
    // Every other error becomes an outcome where all errors become answers.
    if (!(error instanceof FhirProblem)) throw error
    return { status: error.status, content: error.outcome, headers: error.headers }
  }
}

/** A system may do what its scopes say, and then only what the policy says. A refusal is recorded. */
async function requireScope({ ctx, scopes }: FhirCaller, route: FhirRoute): Promise<void> {
  const wanted = scopeOf(route.resourceType, route.interaction)
  if (scopes === undefined || coversScope(scopes, wanted)) return
  await recordRefusal(ctx, route.policy.name, 'refused')
  throw new NotAllowedError('core.fhir.scope')
}

function wantedType(request: HttpRequest): string | undefined {
  const { _format: format } = request.query as { _format?: unknown }
  return answerType(request.headers.accept, typeof format === 'string' ? format : undefined)
}

function singleHeaders(request: HttpRequest): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}

async function send(reply: Parameters<HandRoute['handle']>[3], type: string, answer: FhirAnswer): Promise<void> {
  reply.status(answer.status).headers(answer.headers ?? {})
  if (answer.content === undefined) return void (await reply.send())
  await reply.type(`${type}; charset=utf-8`).send(JSON.stringify(answer.content))
}

/** What `Prefer: return=OperationOutcome` gets: that it was done, and what of it is not kept. */
export const doneOutcome = (words: string, notes: readonly OutcomeIssue[]) =>
  outcomeOf([issue('informational', words, undefined, 'information'), ...notes])
