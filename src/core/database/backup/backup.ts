import { createHash } from 'node:crypto'
import type { Client, ClientConfig } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { KeyFile } from '../../encryption/key-file/index.ts'
import { describeSchema } from '../dump/index.ts'
import { withClient } from '../embedded/connections.ts'
import { writeBackupFile } from './backup-file.ts'
import {
  summaryOf,
  type BackupEnd,
  type BackupStart,
  type BackupSummary,
  type TableEnd,
  type TableStart,
} from './contents.ts'
import type { Frame } from './frames.ts'
import { explainRowSecurity, forCopying, SESSION } from './prepare-session.ts'
import { copyOut, listRoles, listSequences, listTables } from './read-database.ts'
import { refuseUnfinishedRestore } from './unfinished.ts'

export type BackupOptions = {
  owner: ClientConfig
  keyFile: KeyFile
  /** Path of the new file; never overwritten. */
  to: string
  /** Names of the migrations the database has, in order. */
  migrations: readonly string[]
  at?: Date
  onTable?: (table: TableEnd) => void
}

/** Writes a sealed copy of the whole database as it is at one moment, while the program runs. Not trusted until `verifyBackup` has restored it. */
export async function backup({
  owner,
  keyFile,
  to,
  migrations,
  at = new Date(),
  onTable,
}: BackupOptions): Promise<BackupSummary> {
  let start: BackupStart | undefined
  let end: BackupEnd | undefined
  let user = ''
  try {
    await withClient(forCopying(owner), async (client) => {
      async function* frames(): AsyncGenerator<Frame> {
        user = client.user ?? ''
        await refuseUnfinishedRestore(client)
        await client.query('begin isolation level repeatable read read only')
        await client.query(SESSION)
        start = await readStart(client, migrations, at)
        yield { kind: 'start', value: start }
        const ends: TableEnd[] = []
        for (const table of await lockTables(client)) {
          const counted = yield* tableFrames(client, table)
          ends.push(counted)
          onTable?.(counted)
        }
        end = { tables: ends, sequences: await listSequences(client) }
        yield { kind: 'end', value: end }
        await client.query('commit')
      }
      await writeBackupFile(to, keyFile, at.toISOString(), frames())
    })
  } catch (error) {
    throw explainRowSecurity(error, user)
  }
  if (!start || !end) throw new Error('The backup ended before it was complete.')
  return summaryOf(start, end, keyFile.currentKeyId)
}

/** Counts and hashes the rows of a table without keeping them. */
export async function readTable(client: Client, table: TableStart): Promise<TableEnd> {
  const frames = tableFrames(client, table)
  for (;;) {
    const { done, value } = await frames.next()
    if (done) return value
  }
}

async function readStart(client: Client, migrations: readonly string[], at: Date): Promise<BackupStart> {
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`)
  return {
    createdAt: at.toISOString(),
    serverMajor: Math.floor(Number(rows[0]?.version) / 10_000),
    migrations,
    schema: await describeSchema(client),
    roles: await listRoles(client),
  }
}

/** No table may be changed or dropped until the backup has read it; reading and writing go on. */
async function lockTables(client: Client): Promise<TableStart[]> {
  const tables = await listTables(client)
  if (tables.length > 0)
    await client.query(`lock table ${tables.map(({ name }) => `only ${name}`).join(', ')} in access share mode`)
  return tables
}

async function* tableFrames(client: Client, table: TableStart): AsyncGenerator<Frame, TableEnd> {
  yield { kind: 'table', value: table }
  const hash = createHash('sha256')
  const rows = client.query(copyTo(copyOut(table)))
  for await (const bytes of rows as AsyncIterable<Buffer>) {
    hash.update(bytes)
    yield { kind: 'data', bytes }
  }
  const end: TableEnd = { name: table.name, rows: rows.rowCount, sha256: hash.digest('hex') }
  yield { kind: 'tableEnd', value: end }
  return end
}
