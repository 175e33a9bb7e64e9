import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import rateLimit from '@fastify/rate-limit'
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Platform } from '../context.ts'
import { newUuid } from '../values/uuid.ts'
import { serveAssets } from './assets.ts'
import { answerError } from './answer-error.ts'
import { addHandRoutes } from './hand-route.ts'
import { LIMITS } from './limits.ts'
import type { AnyPage } from './page.ts'
import { allPages } from './page.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { serveDraft } from './serve-draft.ts'
import { serveForm, servePage } from './serve-page.ts'
import type { FindSignedIn } from './sign-in-state.ts'
import { arrive } from './arrive.ts'

export interface ServerOptions {
  readonly findSignedIn: FindSignedIn
  readonly demonstration: boolean
  /** Where people reach the program, to tell our own pages from other sites: `http://localhost:3000`. */
  readonly publicUrl: string
  /** Off in tests that send thousands of requests from one address. */
  readonly rateLimits?: boolean
}

/** The web side of the program: every declared page, every hand-made route, and one place where errors become answers. */
export async function buildServer(platform: Platform, options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: LIMITS.formBytes,
    requestTimeout: LIMITS.request,
    keepAliveTimeout: LIMITS.keepAlive,
    connectionTimeout: LIMITS.request,
    genReqId: () => newUuid(platform.clock.now()),
    logger: false,
    trustProxy: false,
    routerOptions: { ignoreTrailingSlash: true },
  })
  app.server.headersTimeout = LIMITS.headers
  setSecurityHeaders(app)
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: LIMITS.formBytes })
  if (options.rateLimits !== false) {
    await app.register(rateLimit, { max: LIMITS.perAddressPerMinute, timeWindow: '1 minute' })
  }
  app.setErrorHandler((error, request, reply) => answerError(platform, options, error, request, reply))
  app.setNotFoundHandler((request, reply) => answerError(platform, options, new NotFound(), request, reply))
  serveAssets(app)
  for (const page of allPages()) addPage(app, platform, options, page)
  addHandRoutes(app, platform, options)
  return app
}

class NotFound extends Error {
  override name = 'NotFoundError'
}

function addPage(app: FastifyInstance, platform: Platform, options: ServerOptions, page: AnyPage): void {
  const handle =
    (serve: typeof servePage) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const visit = await arrive(platform, options, page, request, reply)
      if (visit) await serve(page, visit, request, reply)
      return reply
    }
  app.get(page.path, handle(servePage))
  if (!page.form) return
  app.post(page.path, handle(serveForm))
  if ((page.tenancy ?? 'session') === 'session') app.post(`/drafts${page.path}`, handle(serveDraft))
}
