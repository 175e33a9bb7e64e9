// The composition root: opens the doors to the outside world, once, and hands them to everything else.
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Client, type ClientConfig } from 'pg'
import type { Config } from './config.ts'
import { systemClock } from './core/clock.ts'
import type { Platform } from './core/context.ts'
import { refuseUnfinishedRestore } from './core/database/backup/index.ts'
import { openDatabase } from './core/database/database.ts'
import { assertSafeAppRole, assertSafeServer, attachEmbedded, startEmbedded } from './core/database/embedded/index.ts'
import { migrate, type Migrated } from './core/database/migrate.ts'
import { assertSchemaFits } from './core/database/schema-fits.ts'
import { createKeyFile, loadKeyFile, type KeyFile } from './core/encryption/key-file/index.ts'
import { StartUpError } from './core/errors.ts'
import { openQueue, senderOf } from './core/jobs/queue.ts'
import type { PgBoss } from 'pg-boss'
import { makeLog } from './core/observability/log.ts'
import './nouns.ts'

export const MIGRATIONS = join(import.meta.dirname, '../migrations')

/** The database as the program may use it: its own embedded one, or the server of DATABASE_URL. */
export interface DatabaseServer {
  readonly application: ClientConfig
  /** Absent when only DATABASE_URL was given: then somebody else migrates. */
  readonly owner: ClientConfig | undefined
  readonly migrate: () => Promise<Migrated>
  readonly stop: () => Promise<void>
}

/** Opens the database server; `purpose` is what a second process is told. `attach` is for commands beside a running program. */
export async function openDatabaseServer(config: Config, purpose: string, { attach = true } = {}): Promise<DatabaseServer> {
  if (config.databaseUrl) return await openExternal(config)
  const server = attach
    ? await attachEmbedded({ dataDir: config.dataDir, purpose })
    : await startEmbedded({ dataDir: config.dataDir, purpose })
  return database(server.app, server.owner, () => server.stop())
}

async function openExternal(config: Config): Promise<DatabaseServer> {
  const application = { connectionString: config.databaseUrl }
  const owner = config.databaseOwnerUrl ? { connectionString: config.databaseOwnerUrl } : undefined
  await withClient(application, 'DATABASE_URL', async (client) => {
    await refuseUnfinishedRestore(client)
    await assertSafeServer(client)
    await assertSafeAppRole(client)
  })
  if (owner) await withClient(owner, 'DATABASE_OWNER_URL', assertSafeServer)
  return database({ ...application, user: new URL(config.databaseUrl ?? '').username }, owner, () => Promise.resolve())
}

function database(application: ClientConfig, owner: ClientConfig | undefined, stop: () => Promise<void>): DatabaseServer {
  return {
    application,
    owner,
    stop,
    async migrate() {
      if (!owner) {
        throw new StartUpError('The database cannot be migrated without its owner: set DATABASE_OWNER_URL, for example postgres://troth_owner:secret@localhost:5432/troth.')
      }
      return await migrate({
        owner,
        applicationLogin: decodeURIComponent(String(application.user)),
        folder: MIGRATIONS,
        today: systemClock.today(),
      })
    },
  }
}

async function withClient(connection: ClientConfig, variable: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
  } catch (cause) {
    throw new StartUpError(
      `The database of ${variable} cannot be reached (${reasonOf(cause)}): check the address, the user and the password, and that the server runs.`,
      { cause },
    )
  }
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

// The message may quote the address with its password; the code says enough.
const reasonOf = (cause: unknown): string => (cause as { code?: string }).code ?? 'no answer'

/** Everything that is open while the program runs. */
export interface OpenPlatform {
  readonly platform: Platform
  readonly boss: PgBoss
  readonly close: () => Promise<void>
}

/** Opens keys, pool and queue on a database that has been migrated. Refuses a schema that this version cannot use. */
export async function openPlatform(config: Config, server: DatabaseServer, { worker }: { worker: boolean }): Promise<OpenPlatform> {
  const { db } = openDatabase(server.application, POOL_SIZE)
  try {
    await assertSchemaFits(db, MIGRATIONS)
    const keys = await openKeys(config, server)
    const log = makeLog(config.log)
    const boss = openQueue(server.application, { worker })
    // The queue reports lost connections here; the pool and the supervisor mend them.
    boss.on('error', (error) => log.warn({ error: error.name }, 'job queue'))
    await boss.start()
    const platform: Platform = { db, keys, jobs: senderOf(boss), clock: systemClock, log, demonstration: config.demonstration, publicUrl: config.publicUrl }
    return {
      platform,
      boss,
      async close() {
        await boss.stop({ graceful: true, timeout: 10_000, close: true })
        await db.destroy()
      },
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
}

const POOL_SIZE = 20

/** A database that holds nothing sealed may get a new key file; any other needs the one it was sealed with. */
async function openKeys(config: Config, server: DatabaseServer): Promise<KeyFile> {
  if (existsSync(config.keyFile) || (await holdsSealedData(server))) return loadKeyFile(config.keyFile)
  mkdirSync(dirname(config.keyFile), { recursive: true })
  return createKeyFile(config.keyFile)
}

async function holdsSealedData(server: DatabaseServer): Promise<boolean> {
  const client = new Client(server.application)
  await client.connect()
  try {
    // Every organisation's keys are wrapped by the key file, and there are none before the first organisation.
    const { rowCount } = await client.query('select from core.tenant limit 1')
    return (rowCount ?? 0) > 0
  } finally {
    await client.end()
  }
}
