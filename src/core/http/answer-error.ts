import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../context.ts'
import { renderPage } from '../html/render.ts'
import { ErrorPage } from './error.page.tsx'
import { kindOfError } from './error-kind.ts'
import { TooManyRequestsError } from './rate-limits.ts'
import { signInState } from './request-context.ts'
import type { ServerOptions } from './server.ts'
import { organisationOf } from './visit.ts'

/** Turns any error into an answer, once, at the edge. The page says what happened and what to do, never what the error said. */
export async function answerError(
  platform: Platform,
  options: ServerOptions,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const kind = kindOfError(error, { isForm: request.method === 'POST' && !request.url.startsWith('/fhir/') })
  if (kind.status >= 500) {
    platform.log.error(
      { requestId: request.id, route: request.routeOptions.url, error: nameOf(error), stack: stackOf(error) },
      'request failed',
    )
  }
  if (error instanceof TooManyRequestsError) reply.header('retry-after', String(error.retryAfter))
  if (request.url.startsWith('/fhir/')) {
    return reply.status(kind.status).type('application/fhir+json').send(JSON.stringify(kind.outcome))
  }
  const organisation = kind.status === 429 ? undefined : await organisationForError(platform, options, request)
  const page = renderPage(
    ErrorPage({
      kind,
      requestId: request.id,
      audience: request.url.startsWith('/patient') ? 'patient' : request.url.startsWith('/staff') ? 'staff' : 'public',
      organisation,
      demonstration: options.demonstration,
    }),
  )
  return reply.status(kind.status).type('text/html; charset=utf-8').send(page)
}

/** The organisation's telephone number belongs on error pages too, as far as it can be found while something is wrong. */
async function organisationForError(platform: Platform, options: ServerOptions, request: FastifyRequest) {
  try {
    const signIn = await signInState(platform, options.findSignedIn, request)
    return signIn.state === 'guest' ? undefined : await organisationOf(platform, signIn.session.tenantId)
  } catch {
    return undefined
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)

/** Where it happened, without the message, which may quote what someone typed. */
const stackOf = (error: unknown): string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, 6)
        .map((line) => line.trim())
    : []
