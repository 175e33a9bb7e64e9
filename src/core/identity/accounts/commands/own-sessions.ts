import { command } from '../../../command.ts'
import { endSession, endSessionsOf } from '../../sessions/commands.ts'
import { listLiveSessions } from '../../sessions/queries.ts'
import { ownAccount } from '../policy.ts'
import type { IdentityTables } from '../tables.ts'

/** Means every session in place of one. */
export const ALL_SESSIONS = 'all'

/** Signs out one of one's own sessions, or all of them. A session of someone else is not found. */
export const endOwnSessions = command<IdentityTables, { readonly sessionId: string }, undefined, 'done'>({
  action: 'identity.signed-out',
  policy: ownAccount,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, { sessionId }, note) {
    const account = { tenantId: ctx.tenantId, accountId: ctx.actor.id }
    note.entity = { type: 'staff-account', id: ctx.actor.id }
    note.values = { sessions: sessionId }
    if (sessionId === ALL_SESSIONS) {
      await endSessionsOf(tx, ctx.clock, account)
      return 'done'
    }
    const own = await listLiveSessions(tx, account, ctx.clock.now())
    if (own.some((session) => session.sessionId === sessionId)) await endSession(tx, ctx.clock, sessionId)
    else note.outcome = 'refused'
    return 'done'
  },
})
