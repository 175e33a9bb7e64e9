import { record } from '../../audit/record.ts'
import { auditWriter, type CoreTables } from '../../command.ts'
import { inTenant } from '../../database/in-tenant.ts'
import type { Tx } from '../../database/transaction.ts'
import { checkCsrf } from '../../http/csrf.ts'
import { handRoute } from '../../http/hand-route.ts'
import { openToAll } from '../../http/open-to-all.ts'
import { isFromOwnPage } from '../../http/refuse-request.ts'
import { signedInContext, signInState } from '../../http/request-context.ts'
import { changeSession } from '../../http/session-cookie.ts'
import { endSession } from './commands.ts'
import type { SessionTables } from './tables.ts'

const sentToken = (body: unknown): unknown => (body as { _csrf?: unknown } | undefined)?._csrf

handRoute({
  method: 'POST',
  path: '/sign-out',
  audience: 'public',
  policy: openToAll,
  async handle(platform, options, request, reply) {
    const signIn = await signInState(platform, options.findSignedIn, request)
    if (signIn.state === 'signed-in') {
      // A page of an earlier sign-in must be able to end this one: staying signed in on a shared screen is the greater harm.
      if (!isFromOwnPage(request)) checkCsrf(platform.keys, signIn.session.sessionId, sentToken(request.body))
      const ctx = signedInContext(platform, signIn, 'security', request)
      await inTenant<SessionTables & CoreTables, void>(ctx, async (tx) => {
        await endSession(tx as unknown as Tx<SessionTables>, platform.clock, signIn.session.sessionId)
        await record(auditWriter(tx), ctx, { action: 'session.ended', outcome: 'done' })
      })
    }
    changeSession(reply, 'end')
    const door =
      signIn.state !== 'guest' && signIn.session.accountKind === 'patient' ? '/patient/sign-in' : '/staff/sign-in'
    await reply.redirect(`${door}?notice=signed-out`, 303)
  },
})

/** "Stay signed in": looking up a live session already keeps it, so the answer only says whether it is live. */
handRoute({
  method: 'POST',
  path: '/session/keep',
  audience: 'public',
  policy: openToAll,
  async handle(platform, options, request, reply) {
    const signIn = await signInState(platform, options.findSignedIn, request)
    if (signIn.state !== 'signed-in') return void (await reply.status(401).send())
    checkCsrf(platform.keys, signIn.session.sessionId, sentToken(request.body))
    await reply.status(204).send()
  },
})
