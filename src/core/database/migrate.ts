import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration'
import { Pool, type ClientConfig } from 'pg'
import { StartUpError } from '../errors.ts'
import { prepareQueues } from '../jobs/queue.ts'
import { prepareApplicationRole } from './application-role.ts'
import { columnTypes } from './column-types.ts'
import { inTurn } from './in-turn.ts'
import { assertNoDefaultTenant } from './no-default-tenant.ts'

/** Append-only tables whose monthly partitions are made ahead of time. */
export const MONTHLY_TABLES = ['core.audit_event', 'core.audit_subject'] as const
const MONTHS_AHEAD = 24

/** A migration that cannot have a table at once lets the others' work through and tries again, so that pages do not queue behind it. */
const LOCK = { timeoutMs: 5_000, tries: 12 }

export interface Migrated {
  /** Names of the migrations this call applied. */
  readonly applied: readonly string[]
}

/**
 * Brings the database to this program's schema, as the owner: numbered SQL files, then the job queues, then partitions.
 * `applicationLogin` becomes a member of the role that holds the program's rights. Programs that start at once take turns.
 */
export async function migrate({
  owner,
  applicationLogin,
  folder,
  today,
  lock = LOCK,
}: {
  owner: ClientConfig
  applicationLogin: string
  folder: string
  today: string
  lock?: typeof LOCK
}): Promise<Migrated> {
  return await inTurn(owner, 'migrate', async (turn) => {
    await assertNoDefaultTenant(turn)
    const hurried = { ...owner, lock_timeout: lock.timeoutMs }
    const pool = new Pool({ ...hurried, max: 2, types: columnTypes })
    pool.on('error', () => undefined)
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
    try {
      const had = await appliedMigrations(db)
      const ours = migrationNames(folder)
      const hasAll = ours.every((name) => had.includes(name))
      // An older program beside a newer one, during an upgrade, leaves the schema as it is.
      if (hasAll && had.length > ours.length) return { applied: [] }
      await prepareApplicationRole(turn, applicationLogin)
      const applied = hasAll ? [] : await patiently(lock.tries, () => applyMissing(db, folder))
      const run = async (statement: string) => void (await db.executeQuery(CompiledQuery.raw(statement)))
      await patiently(lock.tries, async () => prepareQueues(hurried, run, await queueFingerprint(db)))
      for (const table of MONTHLY_TABLES) {
        await patiently(lock.tries, () =>
          sql`select core.make_month_partitions(${table}::regclass, ${today}::date, ${MONTHS_AHEAD})`.execute(db),
        )
      }
      return { applied }
    } finally {
      await db.destroy()
    }
  })
}

async function applyMissing(db: Kysely<unknown>, folder: string): Promise<string[]> {
  const { error, results = [] } = await migratorOf(db, folder).migrateToLatest()
  if (!error) return results.map(({ migrationName }) => migrationName)
  if (isLockTimeout(error)) throw error as Error
  throw failure(error, results.find(({ status }) => status === 'Error')?.migrationName)
}

/** Each step changes everything it means to or nothing, so that it can be taken again. */
async function patiently<Result>(tries: number, step: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await step()
    } catch (error) {
      if (!isLockTimeout(error)) throw error
      if (attempt >= tries) {
        throw new StartUpError(
          'The database could not be brought up to date, because something else has kept a table that it needs for minutes: end what is working on the database (pg_stat_activity names it), then start again.',
          { cause: error },
        )
      }
      await sleep(500 * attempt)
    }
  }
}

const isLockTimeout = (error: unknown): boolean => (error as { code?: string }).code === '55P03'

/** Names of the migrations the program brings, in order. */
export const migrationNames = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .map((file) => file.replace(/\.sql$/, ''))
    .sort()

async function queueFingerprint(db: Kysely<unknown>): Promise<string | undefined> {
  const { rows } = await sql<{ text: string | null }>`
    select obj_description(oid, 'pg_namespace') as text from pg_namespace where nspname = 'pgboss'`.execute(db)
  return rows[0]?.text ?? undefined
}

/** Names of the migrations that the database has had, in order; none for an empty database. */
export async function appliedMigrations(db: Kysely<unknown>): Promise<string[]> {
  const exists = await sql<{ found: boolean }>`select to_regclass('troth.migration') is not null as found`.execute(db)
  if (!exists.rows[0]?.found) return []
  const { rows } = await sql<{ name: string }>`select name from troth.migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** The same, over a connection of its own. */
export async function migrationsOf(connection: ClientConfig): Promise<string[]> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new Pool({ ...connection, max: 1 }) }) })
  try {
    return await appliedMigrations(db)
  } finally {
    await db.destroy()
  }
}

function migratorOf(db: Kysely<unknown>, folder: string): Migrator {
  const provider: MigrationProvider = {
    getMigrations: () =>
      Promise.resolve(
        Object.fromEntries(
          migrationNames(folder).map((name) => [name, fromSql(readFileSync(join(folder, `${name}.sql`), 'utf8'))]),
        ),
      ),
  }
  return new Migrator({
    db,
    provider,
    migrationTableSchema: 'troth',
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  })
}

const fromSql = (text: string): Migration => ({
  up: async (db) => void (await db.executeQuery(CompiledQuery.raw(text))),
})

function failure(error: unknown, name: string | undefined): Error {
  const message = error instanceof Error ? error.message : String(error)
  return new StartUpError(
    `The database could not be brought up to date${name ? ` (migration ${name})` : ''}: ${message.replace(/\.$/, '')}. Nothing was changed; mend the cause and start again.`,
    { cause: error },
  )
}
