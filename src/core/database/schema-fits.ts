import { sql, type Kysely } from 'kysely'
import { StartUpError } from '../errors.ts'
import { appliedMigrations, migrationNames } from './migrate.ts'

/**
 * Refuses a database that this version cannot run on. Older: it has to be migrated first. Newer: only when one of the newer
 * migrations says that programs before it can no longer run; otherwise old and new programs share it during an upgrade.
 */
export async function assertSchemaFits(db: Kysely<unknown>, folder: string): Promise<void> {
  const ours = migrationNames(folder)
  const applied = await appliedMigrations(db).catch(explainRights)
  const missing = ours.filter((name) => !applied.includes(name))
  if (missing.length > 0) {
    const state = applied.length === 0 ? 'is empty' : `is older than this version of Troth (by ${missing.length})`
    throw new StartUpError(
      `The database ${state}: run "troth migrate" (on a server of your own, with DATABASE_OWNER_URL set to the login that owns it), then start again.`,
    )
  }
  const newest = ours.at(-1) ?? ''
  const floor = await oldestProgram(db)
  if (newest < floor) {
    throw new StartUpError(
      `The database was made by a newer version of Troth, which this version cannot use (it needs ${floor} and knows ${newest}): install that version or a later one, then start again.`,
    )
  }
}

/** The newest migration a program must at least know, set by migrations that take something away. */
async function oldestProgram(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ oldest: string | null }>`
    select max(oldest_program) as oldest from troth.program_floor`.execute(db)
  return rows[0]?.oldest ?? ''
}

function explainRights(cause: unknown): never {
  if ((cause as { code?: string }).code !== '42501') throw cause
  throw new StartUpError(
    'The login in DATABASE_URL has no rights in this database: run "troth migrate" with DATABASE_OWNER_URL set, which gives them, or GRANT troth_application to it.',
    { cause },
  )
}
