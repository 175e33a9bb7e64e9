import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { LIMITS } from './limits.ts'

/** A limit that a page asks for by name. Every page is under the ordinary ones: by network address, and by account. */
export type RateLimitName = 'secrets'

type Counted = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>
type Limiter = (request: FastifyRequest) => Promise<Counted>

const accountLimits = new WeakMap<FastifyInstance, Limiter>()
const accounts = new WeakMap<FastifyRequest, string>()
const MINUTE = 60_000

/** Someone has asked for more than one person can read. `retryAfter` is in seconds. */
export class TooManyRequestsError extends Error {
  override name = 'TooManyRequestsError'
  readonly statusCode = 429
  readonly retryAfter: number
  constructor(retryAfter: number) {
    super('Too many requests')
    this.retryAfter = retryAfter
  }
}

/** Limits requests by network address for the routes added after it, and by account for those who have signed in. */
export async function limitRequests(app: FastifyInstance, limits: LimitsOfTest): Promise<void> {
  await app.register(rateLimit, { max: limits.perAddressPerMinute, timeWindow: MINUTE })
  accountLimits.set(
    app,
    app.createRateLimit({
      max: limits.perAccountPerMinute,
      timeWindow: MINUTE,
      keyGenerator: (request) => accounts.get(request) ?? request.ip,
    }),
  )
}

/** The limits that a test may set, so that it need not send a thousand requests. */
export type LimitsOfTest = {
  readonly [Name in Extract<keyof typeof LIMITS, `${string}PerMinute`>]: number
}

/** Counts a request for the account behind it, once, whatever address it comes from; refuses it when there were too many. */
export async function countForAccount(
  request: FastifyRequest,
  { tenantId, accountId }: { readonly tenantId: string; readonly accountId: string },
): Promise<void> {
  const limiter = accountLimits.get(request.server)
  if (!limiter || accounts.has(request)) return
  accounts.set(request, `${tenantId}/${accountId}`)
  const counted = await limiter(request)
  if (!counted.isAllowed && counted.isExceeded) throw new TooManyRequestsError(counted.ttlInSeconds)
}

/** What a route's configuration holds for a page that checks secrets: reading it is not an attempt, sending its form is. */
export const secretsLimit = (limits: Pick<LimitsOfTest, 'secretsPerMinute'>) => ({
  rateLimit: { max: limits.secretsPerMinute, timeWindow: MINUTE },
})
