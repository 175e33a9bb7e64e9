import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Client, ClientConfig } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { KeyFile } from '../../encryption/key-file/index.ts'
import { StartUpError } from '../../errors.ts'
import { describeSchema, type SchemaObject } from '../dump/index.ts'
import { withClient } from '../embedded/connections.ts'
import { readTable } from './backup.ts'
import { readBackupFile, readHeader } from './backup-file.ts'
import {
  summaryOf,
  type BackupEnd,
  type BackupStart,
  type BackupSummary,
  type SequenceState,
  type TableStart,
} from './contents.ts'
import type { Frame } from './frames.ts'
import { forCopying, SESSION } from './prepare-session.ts'
import { copyIn } from './read-database.ts'
import { statementsOf } from './phases.ts'
import { damaged } from './sealed-stream.ts'
import { markFinished, markUnfinished, refuseUnfinishedRestore } from './unfinished.ts'

export type RestoreOptions = {
  from: string
  keyFile: KeyFile
  /** The owner's connection to an empty database. */
  owner: ClientConfig
  /** Names of the migrations this program brings: a backup that has others was made by a newer program. */
  migrations: readonly string[]
  /** Brings the restored database to this program's version, with its logins' rights. Runs when the rows are in and checked. */
  migrate?: (owner: ClientConfig) => Promise<void>
  /** Last words inside the restoring transaction, after the rows are checked: what must not survive a restore goes here. */
  beforeOpening?: (client: Client) => Promise<void>
}

/**
 * Builds an empty database from a backup: its schema as it was, its rows, its sequences; then counts and hashes every
 * table again. All in one transaction; a killed restore leaves a database that the program refuses to open.
 */
export async function restore(options: RestoreOptions): Promise<BackupSummary> {
  const { from, keyFile, owner } = options
  const { keyId } = readHeader(from).header
  const summary = await withClient(forCopying(owner), async (client) => {
    await refuseUnlessEmpty(client)
    const frames = readBackupFile(from, keyFile)
    const start = await expectStart(frames, from)
    refuseNewer(from, start.migrations, options.migrations)
    await markUnfinished(client)
    await client.query('begin')
    await client.query(SESSION)
    await makeRoles(client, start.roles)
    await run(client, statementsOf(start.schema, 'before rows'))
    const { end, tables } = await loadTables(client, frames, from)
    await compareRows(client, tables, end, from)
    await setSequences(client, end.sequences)
    await run(client, statementsOf(start.schema, 'after rows'))
    await run(client, statementsOf(start.schema, 'last'))
    await compareSchema(client, start, from)
    await options.beforeOpening?.(client)
    await markFinished(client)
    await client.query('commit')
    await client.query('analyze')
    return summaryOf(start, end, keyId)
  })
  await options.migrate?.(owner)
  return summary
}

async function refuseUnlessEmpty(client: Client): Promise<void> {
  await refuseUnfinishedRestore(client)
  const found = (await describeSchema(client)).find(({ kind }) => kind !== 'extension')
  if (found)
    throw new StartUpError(
      `The database to restore into is not empty (it has the ${found.kind} ${found.name}): create a new, empty database and restore into that.`,
    )
}

function refuseNewer(from: string, theirs: readonly string[], ours: readonly string[]): void {
  const unknown = theirs.find((name) => !ours.includes(name))
  if (unknown !== undefined)
    throw new StartUpError(
      `The backup ${from} was made by a newer version of Troth (it has the migration ${unknown}): install that version or a later one, then restore.`,
    )
}

/** Rights name roles, and a new server may not have them. They are made without a login; who may use them is the operator's choice. */
async function makeRoles(client: Client, roles: readonly string[]): Promise<void> {
  for (const role of roles) {
    const { rowCount } = await client.query('select 1 from pg_roles where quote_ident(rolname) = $1', [role])
    if (rowCount) continue
    try {
      await client.query(`create role ${role} nologin`)
    } catch (error) {
      throw new StartUpError(
        `The backup gives rights to the role ${role}, which this server does not have: run "CREATE ROLE ${role}" as an administrator and restore again.`,
        { cause: error },
      )
    }
  }
}

async function run(client: Client, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await client.query(statement)
}

async function expectStart(frames: AsyncIterator<Frame>, from: string): Promise<BackupStart> {
  const { value } = (await frames.next()) as IteratorResult<Frame, undefined>
  if (value?.kind !== 'start') throw damaged(from, 'it does not begin with a start')
  return value.value
}

async function loadTables(
  client: Client,
  frames: AsyncGenerator<Frame>,
  from: string,
): Promise<{ end: BackupEnd; tables: TableStart[] }> {
  const tables: TableStart[] = []
  for (;;) {
    const { value: frame } = (await frames.next()) as IteratorResult<Frame, undefined>
    if (frame?.kind === 'table') {
      tables.push(frame.value)
      await pipeline(
        Readable.from(rowsOf(frames, from), { objectMode: false }),
        client.query(copyFrom(copyIn(frame.value))),
      )
    } else if (frame?.kind === 'end') {
      // Reads on to the end of the file: only there does it show that nothing was cut off or added.
      if (!(await frames.next()).done) throw damaged(from, 'something follows its end')
      return { end: frame.value, tables }
    } else {
      throw damaged(from, 'its parts are out of order')
    }
  }
}

async function* rowsOf(frames: AsyncGenerator<Frame>, from: string): AsyncGenerator<Buffer> {
  for (;;) {
    const { value: frame } = (await frames.next()) as IteratorResult<Frame, undefined>
    if (frame?.kind === 'tableEnd') return
    if (frame?.kind !== 'data') throw damaged(from, 'its parts are out of order')
    yield frame.bytes
  }
}

async function compareRows(client: Client, tables: readonly TableStart[], end: BackupEnd, from: string): Promise<void> {
  for (const [index, table] of tables.entries()) {
    const found = await readTable(client, table)
    if (!isDeepStrictEqual(found, end.tables[index])) {
      throw new StartUpError(
        `The table ${table.name} came out of the backup ${from} different from what went in (${found.rows} rows, ${end.tables[index]?.rows} expected): do not rely on this backup, and make another.`,
      )
    }
  }
}

async function setSequences(client: Client, sequences: readonly SequenceState[]): Promise<void> {
  for (const { sequence, column, value, isCalled } of sequences) {
    await client.query(
      column ? `select setval(pg_get_serial_sequence($3, $4), $1, $2)` : `select setval($3::regclass, $1, $2)`,
      column ? [value, isCalled, ...column] : [value, isCalled, sequence],
    )
  }
}

/** A backup whose schema cannot be made again exactly is not a backup. Views are written differently by different majors. */
async function compareSchema(client: Client, start: BackupStart, from: string): Promise<void> {
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`)
  const sameMajor = Math.floor(Number(rows[0]?.version) / 10_000) === start.serverMajor
  const compared = (objects: readonly SchemaObject[]): Map<string, string> =>
    new Map(
      objects
        .filter(({ kind }) => sameMajor || kind !== 'view')
        .map(({ kind, name, statements }) => [`${kind} ${name}`, statements.join('\n')]),
    )
  const wanted = compared(start.schema)
  // The marker is still there, and a server may bring extensions of its own.
  const found = compared(
    (await describeSchema(client)).filter(
      ({ kind, name }) => name !== 'troth_restore' && (kind !== 'extension' || wanted.has(`${kind} ${name}`)),
    ),
  )
  const different = [...wanted.keys(), ...found.keys()].find((name) => wanted.get(name) !== found.get(name))
  if (different)
    throw new StartUpError(
      `The ${different} came out of the backup ${from} different from what went in: do not rely on this backup, and report this as a fault in Troth.`,
    )
}
