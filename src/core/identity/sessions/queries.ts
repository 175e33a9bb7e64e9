import { sql } from 'kysely'
import { compiledOnce } from '../../database/compiled-once.ts'
import type { Reader } from '../../database/transaction.ts'
import { whyEnded, type Session } from './session.ts'
import type { SessionTables } from './tables.ts'
import { hashToken } from './token.ts'

/** The session of a cookie's token, live or ended; `undefined` when there never was one, or its organisation has closed. */
export async function findSession(db: Reader<SessionTables>, token: string): Promise<Session | undefined> {
  return (await sessionOfToken(db, hashToken(token)))[0]
}

const sessionOfToken = compiledOnce((db: Reader<SessionTables>, tokenHash: Buffer) =>
  sessions(db)
    .where('token_hash', '=', tokenHash)
    .where(
      sql<boolean>`exists (select from core.tenant as organisation
      where organisation.tenant_id = core.session.tenant_id and organisation.closed_at is null)`,
    )
    .compile(),
)

const sessions = (db: Reader<SessionTables>) =>
  db
    .selectFrom('core.session')
    .select([
      'session_id as sessionId',
      'tenant_id as tenantId',
      'account_id as accountId',
      'account_kind as accountKind',
      'created_at as createdAt',
      'last_seen_at as lastSeenAt',
      'ends_at as endsAt',
      'idle_seconds as idleSeconds',
      'ended_at as endedAt',
      'confirmed_at as confirmedAt',
    ])

/** The live sessions of an account, the one used last first. */
export async function listLiveSessions(
  db: Reader<SessionTables>,
  account: { readonly tenantId: string; readonly accountId: string },
  now: Date,
): Promise<readonly Session[]> {
  const open = await sessions(db)
    .where('tenant_id', '=', account.tenantId)
    .where('account_id', '=', account.accountId)
    .where('ended_at', 'is', null)
    .orderBy('last_seen_at', 'desc')
    .execute()
  return open.filter((session) => whyEnded(session, now) === undefined)
}
