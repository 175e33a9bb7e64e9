import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../context.ts'
import type { Policy } from '../policy/policy.ts'
import { refuseForeignForm } from './refuse-request.ts'
import type { Audience, Method } from './routes.ts'
import type { ServerOptions } from './server.ts'

/** A route that is not a page: an event stream, a health check, a machine interface. It states its policy all the same. */
export interface HandRoute {
  readonly method: Method
  readonly path: string
  readonly audience: Audience
  readonly policy: Policy<never>
  /** Bytes of body; the form limit unless stated. */
  readonly bodyLimit?: number
  /** The route reads its body itself, from bytes, and limits its callers itself: the machine interface. Forms stay forms. */
  readonly body?: 'bytes'
  readonly handle: (
    platform: Platform,
    options: ServerOptions,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<void>
}

const register: HandRoute[] = []

/** Declares a route by hand. `handle` must enforce the policy it names; a test tries every route as every role. */
export function handRoute(route: Omit<HandRoute, 'policy'> & { readonly policy: Policy<never> | Policy }): void {
  register.push(route as HandRoute)
}

export const allHandRoutes = (): readonly HandRoute[] => register

export function addHandRoutes(app: FastifyInstance, platform: Platform, options: ServerOptions): void {
  for (const route of register) if (route.body === undefined) addHandRoute(app, platform, options, route)
  app.register((machine, _options, done) => {
    machine.removeContentTypeParser(['application/json', 'text/plain'])
    machine.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body))
    for (const route of register) if (route.body === 'bytes') addHandRoute(machine, platform, options, route)
    done()
  })
}

function addHandRoute(app: FastifyInstance, platform: Platform, options: ServerOptions, route: HandRoute): void {
  app.route({
    method: route.method,
    url: route.path,
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    ...(route.body === 'bytes' || route.path.startsWith('/health/') ? { config: { rateLimit: false } } : {}),
    handler: async (request, reply) => {
      // Machines carry a token and no cookie, so nobody can make them send a form.
      if (route.audience !== 'machine') refuseForeignForm(request, options.publicUrl)
      await route.handle(platform, options, request, reply)
      return reply
    },
  })
}
