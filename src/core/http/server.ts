import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Platform } from '../context.ts'
import type { Metrics } from '../observability/metrics.ts'
import { newUuid } from '../values/uuid.ts'
import { serveAssets } from './assets.ts'
import { answerError } from './answer-error.ts'
import { addHandRoutes } from './hand-route.ts'
import { LIMITS } from './limits.ts'
import type { AnyPage } from './page.ts'
import { allPages } from './page.ts'
import { parseFormBody } from './form/parse-form-body.ts'
import { limitRequests, secretsLimit, type LimitsOfTest } from './rate-limits.ts'
import { SECURITY_HEADERS, setSecurityHeaders } from './security-headers.ts'
import { serveDraft } from './serve-draft.ts'
import { serveForm, servePage } from './serve-page.ts'
import type { FindSignedIn } from './sign-in-state.ts'
import { arrive } from './arrive.ts'
import { tellAnswers } from './tell-answers.ts'
import { answerUnreadable } from './unreadable-request.ts'

export interface ServerOptions {
  readonly findSignedIn: FindSignedIn
  readonly demonstration: boolean
  /** Where people reach the program, to tell our own pages from other sites: `http://localhost:3000`. */
  readonly publicUrl: string
  /** Proxies in front of the program, as addresses or ranges: the visitor's address is then the one they report. None unless named. */
  readonly trustedProxies?: readonly string[]
  /** Off in tests that send thousands of requests from one address; smaller in tests of the limits. */
  readonly rateLimits?: boolean | LimitsOfTest
  /** Told of every answer, when somebody watches the program. */
  readonly answered?: Metrics['answered'] | undefined
}

/** The web side of the program: every declared page, every hand-made route, and one place where errors become answers. */
export async function buildServer(platform: Platform, options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: LIMITS.formBytes,
    exposeHeadRoutes: false,
    http: { connectionsCheckingInterval: LIMITS.slowClientCheck },
    requestTimeout: LIMITS.request,
    keepAliveTimeout: LIMITS.keepAlive,
    connectionTimeout: LIMITS.request,
    genReqId: () => newUuid(platform.clock.now()),
    logger: false,
    trustProxy: options.trustedProxies && options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: true },
    // An address the router itself cannot read leads nowhere; its own answer would repeat the address.
    frameworkErrors(_error, request, reply) {
      // The hooks that set them have not run.
      reply.headers({ ...SECURITY_HEADERS, 'cache-control': 'no-store' })
      void answerError(platform, options, new NotFound(), request, reply)
    },
    clientErrorHandler: answerUnreadable,
  })
  app.server.headersTimeout = LIMITS.headers
  setSecurityHeaders(app)
  if (options.answered) tellAnswers(app, options.answered)
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: LIMITS.formBytes, parser: parseFormBody })
  if (options.rateLimits !== false) {
    await limitRequests(app, limitsOf(options))
  }
  app.setErrorHandler((error, request, reply) => answerError(platform, options, error, request, reply))
  // Guessing addresses is limited like asking for pages.
  const limited = options.rateLimits === false ? {} : { preHandler: app.rateLimit() }
  app.setNotFoundHandler(limited, (request, reply) => answerError(platform, options, new NotFound(), request, reply))
  serveAssets(app)
  for (const page of allPages()) addPage(app, platform, options, page)
  addHandRoutes(app, platform, options)
  return app
}

const limitsOf = ({ rateLimits }: ServerOptions): LimitsOfTest => (typeof rateLimits === 'object' ? rateLimits : LIMITS)

class NotFound extends Error {
  override name = 'NotFoundError'
}

function addPage(app: FastifyInstance, platform: Platform, options: ServerOptions, page: AnyPage): void {
  const handle =
    (serve: typeof servePage) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      await arrive(platform, options, page, request, reply, (visit) => serve(page, visit, request))
      return reply
    }
  app.get(page.path, handle(servePage))
  if (!page.form) return
  const config = page.rateLimit === 'secrets' && options.rateLimits !== false ? secretsLimit(limitsOf(options)) : {}
  app.post(page.path, { config }, handle(serveForm))
  if ((page.tenancy ?? 'session') === 'session') app.post(`/drafts${page.path}`, handle(serveDraft))
}
