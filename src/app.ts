// The composition root: opens the doors to the outside world, once, and hands them to everything else.
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Pool } from 'pg'
import type { PgBoss } from 'pg-boss'
import type { Config } from './config.ts'
import { systemClock } from './core/clock.ts'
import type { Platform } from './core/context.ts'
import { openDatabase } from './core/database/database.ts'
import {
  findInstallation,
  recordInstallation,
  refuseOtherKeys,
  refuseOtherUse,
  type Installation,
} from './core/database/installation.ts'
import { appliedMigrations, migrate, type Migrated } from './core/database/migrate.ts'
import { assertSchemaFits } from './core/database/schema-fits.ts'
import { createKeyFile, loadKeyFile, type KeyFile } from './core/encryption/key-file/index.ts'
import { StartUpError } from './core/errors.ts'
import { stopQueue } from './core/jobs/in-hand.ts'
import { openQueue, senderOf, startQueue } from './core/jobs/queue.ts'
import { makeLog } from './core/observability/log.ts'
import { openServer, type Opening, type OpenServer } from './database-server.ts'
import './nouns.ts'

export const MIGRATIONS = join(import.meta.dirname, '../migrations')

/** A database server that this version of the program knows how to bring up to date. */
export interface DatabaseServer extends OpenServer {
  readonly migrate: () => Promise<Migrated>
}

/** Opens the database server. Throws StartUpError. */
export const openDatabaseServer = async (config: Config, opening: Opening): Promise<DatabaseServer> =>
  withMigrations(await openServer(config, opening))

/** Adds what only the whole program knows: its migrations, and the queues of its jobs. */
export function withMigrations(server: OpenServer): DatabaseServer {
  const { application, owner } = server
  return {
    ...server,
    async migrate() {
      if (!owner) {
        throw new StartUpError(
          'The database cannot be migrated without its owner: set DATABASE_OWNER_URL, for example postgres://troth_owner:secret@localhost:5432/troth.',
        )
      }
      return await migrate({
        owner,
        applicationLogin: String(application.user),
        folder: MIGRATIONS,
        today: systemClock.today(),
      })
    },
  }
}

/** Everything that is open while the program runs. */
export interface OpenPlatform {
  readonly platform: Platform
  readonly boss: PgBoss
  readonly pool: Pool
  /** Gives up everything that was opened. Jobs in hand have `graceMs` to finish; then another worker gets them. */
  readonly close: (graceMs?: number) => Promise<void>
}

/** What the platform is opened for. A command takes the database as it is; only a start says what it is for. */
export interface Use {
  readonly worker: boolean
  readonly isCommand?: boolean
  readonly doors?: Platform['doors']
}

/** Opens keys, pool and queue on a database that has been migrated. Refuses a schema, a key file or a use that does not fit. */
export async function openPlatform(config: Config, server: DatabaseServer, use: Use): Promise<OpenPlatform> {
  const { db, pool } = openDatabase(server.application, POOL_SIZE)
  try {
    // A server of one's own is told how to migrate; a data folder that was never started only has to be started.
    if (use.isCommand === true && server.owner && (await appliedMigrations(db)).length === 0)
      throw new StartUpError(NEVER_STARTED)
    await assertSchemaFits(db, MIGRATIONS)
    const found = await findInstallation(db)
    if (found && use.isCommand !== true) refuseOtherUse(found, config.demonstration)
    if (!found && use.isCommand === true) throw new StartUpError(NEVER_STARTED)
    const keys = openKeys(config, found)
    const installation = found ?? (await recordInstallation(db, keys, config.demonstration))
    refuseOtherUse(installation, found ? found.demonstration : config.demonstration)
    await refuseOtherKeys(db, installation, keys, config.keyFile)
    const log = makeLog(config.log)
    const boss = openQueue(server.application, { worker: use.worker })
    // The queue reports lost connections here; the pool and the supervisor mend them.
    boss.on('error', (error) => log.warn({ error: error.name }, 'job queue'))
    await startQueue(boss)
    const platform: Platform = {
      db,
      keys,
      jobs: senderOf(boss),
      clock: systemClock,
      log,
      demonstration: installation.demonstration,
      publicUrl: config.publicUrl,
      ...(use.doors ? { doors: use.doors } : {}),
    }
    return {
      platform,
      boss,
      pool,
      async close(graceMs = 0) {
        await stopQueue(boss, platform, graceMs)
        await db.destroy()
      },
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
}

const POOL_SIZE = 20
const NEVER_STARTED =
  'Nothing has been started on this database yet: run "troth start" first (with --no-demo for real use), then this command in another window.'

/** A database that has never been started may get a new key file; any other needs the one it was sealed with. */
function openKeys(config: Config, installation: Installation | undefined): KeyFile {
  if (existsSync(config.keyFile) || installation) return loadKeyFile(config.keyFile)
  mkdirSync(dirname(config.keyFile), { recursive: true })
  try {
    return createKeyFile(config.keyFile)
  } catch (error) {
    // Another program that starts at once has just made it.
    if (existsSync(config.keyFile)) return loadKeyFile(config.keyFile)
    throw error
  }
}
