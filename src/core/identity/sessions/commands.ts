import { sql } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Tx } from '../../database/transaction.ts'
import { newUuid } from '../../values/uuid.ts'
import type { SessionLimits } from './session.ts'
import type { SessionTables } from './tables.ts'
import { hashToken, newToken } from './token.ts'

/** Starts a session and returns the token for its cookie. */
export async function startSession(
  tx: Tx<SessionTables>,
  clock: Clock,
  who: { tenantId: string; accountId: string; accountKind: 'staff' | 'patient' },
  limits: SessionLimits,
): Promise<{ token: string; sessionId: string }> {
  const token = newToken()
  const now = clock.now()
  const sessionId = newUuid(now)
  await tx
    .insertInto('core.session')
    .values({
      session_id: sessionId,
      token_hash: hashToken(token),
      tenant_id: who.tenantId,
      account_id: who.accountId,
      account_kind: who.accountKind,
      created_at: now,
      last_seen_at: now,
      ends_at: new Date(now.getTime() + limits.absoluteSeconds * 1000),
      idle_seconds: limits.idleSeconds,
      ended_at: null,
      confirmed_at: now,
    })
    .execute()
  return { token, sessionId }
}

/** Ends one session. */
export async function endSession(tx: Tx<SessionTables>, clock: Clock, sessionId: string): Promise<void> {
  await tx
    .updateTable('core.session')
    .set({ ended_at: clock.now() })
    .where('session_id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute()
}

/** Ends every session of an account: on leaving, on a new password, on a changed role. */
export async function endSessionsOf(
  tx: Tx<SessionTables>,
  clock: Clock,
  account: { tenantId: string; accountId: string },
): Promise<void> {
  await tx
    .updateTable('core.session')
    .set({ ended_at: clock.now() })
    .where('tenant_id', '=', account.tenantId)
    .where('account_id', '=', account.accountId)
    .where('ended_at', 'is', null)
    .execute()
}

/** Ends every session of an account but one: what proves that it is them was changed in that one. */
export async function endOtherSessions(
  tx: Tx<SessionTables>,
  clock: Clock,
  account: { tenantId: string; accountId: string },
  exceptSessionId: string | undefined,
): Promise<void> {
  await tx
    .updateTable('core.session')
    .set({ ended_at: clock.now() })
    .where('tenant_id', '=', account.tenantId)
    .where('account_id', '=', account.accountId)
    .where('ended_at', 'is', null)
    .$if(exceptSessionId !== undefined, (query) => query.where('session_id', '!=', exceptSessionId ?? ''))
    .execute()
}

/** Notes that the person is still there. Written at most twice a minute, so that reading pages does not write rows. */
export async function keepSession(
  tx: Tx<SessionTables>,
  clock: Clock,
  session: { sessionId: string; lastSeenAt: Date },
): Promise<void> {
  const now = clock.now()
  if (now.getTime() - session.lastSeenAt.getTime() < 30_000) return
  await tx.updateTable('core.session').set({ last_seen_at: now }).where('session_id', '=', session.sessionId).execute()
}

/** Notes that the person has proved again that it is them, under the same token. */
export async function confirmSession(tx: Tx<SessionTables>, clock: Clock, sessionId: string): Promise<void> {
  await tx.updateTable('core.session').set({ confirmed_at: clock.now() }).where('session_id', '=', sessionId).execute()
}

/** The person has proved again that it is them: the session goes on under a new token. Nothing when it has ended meanwhile. */
export async function renewSession(
  tx: Tx<SessionTables>,
  clock: Clock,
  sessionId: string,
): Promise<string | undefined> {
  const token = newToken()
  const renewed = await tx
    .updateTable('core.session')
    .set({ token_hash: hashToken(token), confirmed_at: clock.now() })
    .where('session_id', '=', sessionId)
    .where('ended_at', 'is', null)
    .returning('session_id')
    .executeTakeFirst()
  return renewed && token
}

/** Ends the session that a browser held before it signs in again, so that no old token stays good. */
export async function endSessionOfToken(tx: Tx<SessionTables>, clock: Clock, tokenHash: Buffer): Promise<void> {
  await tx
    .updateTable('core.session')
    .set({ ended_at: clock.now() })
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .execute()
}

/** Shortens the sessions that are open to new limits; a session that is shorter stays as it is. */
export async function tightenSessions(
  tx: Tx<SessionTables>,
  tenantId: string,
  kind: 'staff' | 'patient',
  { idleSeconds, absoluteSeconds }: SessionLimits,
): Promise<void> {
  await tx
    .updateTable('core.session')
    .set({
      idle_seconds: sql<number>`least(idle_seconds, ${idleSeconds}::integer)`,
      ends_at: sql<Date>`least(ends_at, created_at + make_interval(secs => ${absoluteSeconds}::integer))`,
    })
    .where('tenant_id', '=', tenantId)
    .where('account_kind', '=', kind)
    .where('ended_at', 'is', null)
    .execute()
}
