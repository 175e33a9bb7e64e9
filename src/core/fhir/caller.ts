import { callerContext, findCaller, hasWorked } from '../api-clients/find-caller.ts'
import { REQUESTS_A_MINUTE } from '../api-clients/api-client.ts'
import type { Context, Platform } from '../context.ts'
import type { HandRoute } from '../http/hand-route.ts'
import { LIMITS } from '../http/limits.ts'
import { signedInContext, signInState } from '../http/request-context.ts'
import type { Purpose } from '../policy/purposes.ts'
import { FhirProblem } from './fhir-problem.ts'
import { minuteCounter } from './rate.ts'
import { issue } from './operation-outcome.ts'

type HandleArguments = Parameters<HandRoute['handle']>
export type HttpRequest = HandleArguments[2]
type Options = HandleArguments[1]

/** Who is asking, and what they have been granted. People have no scopes: their roles decide. */
export interface FhirCaller {
  readonly ctx: Context
  readonly scopes: readonly string[] | undefined
}

const wrongTokens = minuteCounter()
const requests = minuteCounter()

/**
 * Who is at the machine door: a system by its bearer token, or, to read only, a member of staff by their session. A token
 * that does not work is never answered by falling back to the session.
 */
export async function fhirCaller(
  platform: Platform,
  options: Options,
  request: HttpRequest,
  purpose: Purpose,
): Promise<FhirCaller> {
  const { authorization } = request.headers
  if (authorization !== undefined) return await systemCaller(platform, options, request, authorization)
  if (request.method === 'GET' || request.method === 'HEAD') {
    const signIn = await signInState(platform, options.findSignedIn, request)
    if (signIn.state === 'signed-in' && signIn.session.accountKind === 'staff') {
      const { accountId } = signIn.session
      const limits = limitsOf(options)
      if (limits && requests.count(accountId) > limits.perAccountPerMinute) throw tooMany('Too many requests.')
      return { ctx: signedInContext(platform, signIn, purpose, request), scopes: undefined }
    }
  }
  throw unknownCaller('Send a bearer token in the Authorization header.')
}

async function systemCaller(
  platform: Platform,
  options: Options,
  request: HttpRequest,
  authorization: string,
): Promise<FhirCaller> {
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  const limits = limitsOf(options)
  const isSuspect = limits !== undefined && wrongTokens.of(request.ip) >= limits.secretsPerMinute
  if (isSuspect && !(token && hasWorked(platform, token))) throw tooMany('Too many tokens that do not work.')

  const caller = token === undefined ? undefined : await findCaller(platform, token)
  if (!caller) {
    wrongTokens.count(request.ip)
    throw unknownCaller('The bearer token does not work: it is wrong, has ended or was stopped.')
  }
  if (requests.count(caller.client.clientId) > REQUESTS_A_MINUTE && limits) throw tooMany('Too many requests.')
  return { ctx: callerContext(platform, caller, request.id, idempotencyKey(request)), scopes: caller.client.scopes }
}

/** Undefined where a test has turned limits off. */
function limitsOf({ rateLimits }: Options) {
  if (rateLimits === false) return undefined
  return typeof rateLimits === 'object' ? rateLimits : LIMITS
}

/** A key that makes a repeated request act once, as in the draft standard `Idempotency-Key`. */
function idempotencyKey(request: HttpRequest): string | undefined {
  const header = request.headers['idempotency-key']
  if (header === undefined) return undefined
  if (typeof header === 'string' && /^"?[\w.:-]{8,100}"?$/.test(header)) return header.replaceAll('"', '')
  throw new FhirProblem(400, [
    issue('value', 'Use 8 to 100 letters, digits, dots, colons, hyphens or underscores.', 'http.Idempotency-Key'),
  ])
}

const unknownCaller = (words: string): FhirProblem =>
  new FhirProblem(401, [issue('login', words, 'http.Authorization')], {
    'www-authenticate': 'Bearer realm="Troth FHIR"',
  })

const tooMany = (words: string): FhirProblem =>
  new FhirProblem(429, [issue('throttled', `${words} Wait one minute, then try again.`)], { 'retry-after': '60' })
