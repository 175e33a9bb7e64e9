import { Kysely, PostgresDialect } from 'kysely'
import { Pool, type ClientConfig } from 'pg'
import { columnTypes } from './column-types.ts'
import { shareFairly } from './fair-share.ts'
import { assertNoDefaultTenant } from './no-default-tenant.ts'
import { PreparingClient } from './preparing-client.ts'

/** How long one statement, one lock and one idle transaction may take, in milliseconds: a slow tenant cannot hold the others. */
export const DATABASE_TIMEOUTS = { statement: 15_000, lock: 5_000, idleInTransaction: 30_000 } as const

/** Opens the pool as the program's own login. `size` is the most connections held at once. */
export function openDatabase(connection: ClientConfig, size: number): { db: Kysely<unknown>; pool: Pool } {
  const pool = new Pool({
    ...connection,
    max: size,
    Client: PreparingClient,
    pipeline: true,
    types: columnTypes,
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it, though its type does not say so
    onConnect: assertNoDefaultTenant,
    connectionTimeoutMillis: 10_000,
    statement_timeout: DATABASE_TIMEOUTS.statement,
    lock_timeout: DATABASE_TIMEOUTS.lock,
    idle_in_transaction_session_timeout: DATABASE_TIMEOUTS.idleInTransaction,
    application_name: 'troth',
  })
  // A broken idle connection is replaced by the pool; without a listener it would end the program.
  pool.on('error', () => undefined)
  // Nor may a connection that breaks while it is lent out: its query fails, and that is answered where it was asked.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  shareFairly(db, size)
  return { db, pool }
}
