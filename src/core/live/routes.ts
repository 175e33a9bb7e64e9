import { platformReader } from '../database/platform-reader.ts'
import { COOKIES } from '../http/cookies.ts'
import { handRoute } from '../http/hand-route.ts'
import { findSession } from '../identity/sessions/queries.ts'
import { whyEnded } from '../identity/sessions/session.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import { allows } from '../policy/enforce.ts'
import { liveHubOf } from './hub.ts'
import { hearLiveCounts } from './policy.ts'

/**
 * The numbers on an open page, as server-sent events. Looking at them is not using the program: unlike a page it does not
 * keep the session, or an unattended browser would stay signed in for ever. Whoever may not listen is told so once (204 and
 * other answers make the browser stop asking) and the page works as it is.
 */
handRoute({
  method: 'GET',
  path: '/live',
  audience: 'staff',
  policy: hearLiveCounts,
  async handle(platform, options, request, reply) {
    const token = request.cookies[COOKIES.session.name]
    const session = token && (await findSession(platformReader<SessionTables>(platform), token))
    if (!session || whyEnded(session, platform.clock.now())) return void (await reply.status(204).send())
    const person = await options.findSignedIn(platform, session)
    if (!person) return void (await reply.status(204).send())
    const who = { tenantId: session.tenantId, actor: person.actor, purpose: 'administration' } as const
    if (!allows(hearLiveCounts, who, undefined)) return void (await reply.status(403).send())

    const { server } = request.server
    const isListening = server.listening
    const stream = liveHubOf(platform).open({
      tenantId: session.tenantId,
      sessionId: session.sessionId,
      accountId: session.accountId,
      roles: person.actor.roles,
      isServing: () => server.listening === isListening,
    })
    if (!stream) return void (await reply.status(429).send())
    await reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream)
  },
})
