import { sign } from 'node:crypto'
import { sql } from 'kysely'
import { Client, type ClientConfig } from 'pg'
import type { Platform } from '../context.ts'
import { readInTenant } from '../database/in-tenant.ts'
import { appliedMigrations } from '../database/migrate.ts'
import { UnavailableError } from '../errors.ts'
import { findLog, openLogKey, type LogHead } from '../ledger/open-log.ts'
import { catchUp } from '../ledger/sequencer.ts'
import { writeArchive } from './archive.ts'
import { keyBox, newLock, type KeyBox } from './key-box.ts'
import { writeLines } from './lines.ts'
import { logLines } from './log-lines.ts'
import { FORMAT, NAMES, type KeyLock, type Manifest } from './manifest.ts'
import { README } from './read-me.ts'
import { readRows, SUBJECT } from './read-rows.ts'
import { howSealed, type KeysByClass } from './sealed-values.ts'
import { tablesToExport, type TableToExport } from './tables-to-export.ts'

type Doors = Pick<Platform, 'db' | 'keys' | 'clock'>

export interface ExportOptions {
  readonly organisation: { readonly tenantId: string; readonly slug: string }
  /** The new file; never overwritten. */
  readonly to: string
  readonly passphrase: string
  /** The program's own login: row-level security keeps every other organisation out. */
  readonly connection: ClientConfig
  readonly onTable?: (name: string, rows: number) => void
}

/** Writes everything that an organisation has to one file, as it is at one moment, with the keys closed for whoever gets it. */
export async function exportTenant(platform: Doors, options: ExportOptions): Promise<Manifest> {
  const { tenantId, slug } = options.organisation
  await catchUp(platform, tenantId)
  const lock = newLock()
  const box = await keyBox(tenantId, lock, options.passphrase)
  const head = await headOf(platform, tenantId)
  return await writeArchive(options.to, async (add) => {
    await add(NAMES.readMe, README)
    await add('keys/lock.json', `${JSON.stringify(lock satisfies KeyLock)}\n`)
    const { keys, lines } = await readKeys(platform, tenantId, box)
    const countedKeys = await writeLines(add, NAMES.keys, lines)
    const left = { withoutKey: 0 }
    const { tables, leftOut } = tablesToExport()
    const counted = await atOneMoment(options.connection, tenantId, async (client) => {
      const done: Manifest['tables'] = []
      for (const table of tables) {
        const rows = rowsOf(client, tenantId, table, keys, left)
        const one = await writeLines(add, `tables/${table.name}`, rows)
        done.push({ name: table.name, columns: [...table.columns], leftOut: [...table.leftOut], ...one })
        options.onTable?.(table.name, one.rows)
      }
      return done
    })
    const count = { waiting: 0 }
    const log = await writeLines(add, NAMES.log, logLines(platform, tenantId, head, count))
    const made: Manifest = {
      format: FORMAT,
      organisation: { tenantId, shortName: slug },
      exportedAt: platform.clock.now().toISOString(),
      schema: await appliedMigrations(platform.db),
      tables: counted,
      tablesLeftOut: [...leftOut],
      keys: countedKeys,
      valuesWithoutKey: left.withoutKey,
      log: {
        ...log,
        origin: head.origin,
        publicKey: head.publicKey.toString('base64'),
        entries: head.size,
        waiting: count.waiting,
      },
    }
    const text = `${JSON.stringify(made, undefined, 2)}\n`
    await add(NAMES.manifest, text)
    await add(NAMES.signature, `${sign(null, Buffer.from(text), head.key).toString('base64')}\n`)
    return made
  })
}

async function headOf({ db, keys }: Doors, tenantId: string) {
  return await readInTenant({ db, tenantId }, async (tx) => {
    const head = (await findLog(tx as never, tenantId)) as LogHead | undefined
    const key = head && (await openLogKey(tx as never, { keys, tenantId }, head.sealedKey))
    if (!head || !key)
      throw new UnavailableError('The audit log has no key or nothing in it, so an export cannot be proved')
    return { ...head, key }
  })
}

async function readKeys({ db, keys }: Doors, tenantId: string, box: KeyBox) {
  const stored = await readInTenant({ db, tenantId }, async (tx) => {
    const { rows } = await sql<{ subject: string; class: string; wrapped: Buffer }>`
      select subject_id as subject, class, wrapped from core.subject_key
      where tenant_id = ${tenantId} and class <> 'credential' order by subject_id, class`.execute(tx)
    return rows
  })
  const opened = stored.map((row) => ({
    ...row,
    key: keys.unwrap(row.wrapped, `subject-key|${tenantId}|${row.subject}|${row.class}`),
  }))
  const byClass = new Map(
    [...Map.groupBy(opened, (row) => row.class)].map(([name, rows]) => [
      name,
      new Map(rows.map(({ subject, key }) => [subject, key])),
    ]),
  )
  const lines = opened.map(({ subject, class: keyClass, key }) =>
    JSON.stringify({ subject, class: keyClass, key: box.close(subject, keyClass, key) }),
  )
  return { keys: byClass satisfies KeysByClass, lines }
}

async function atOneMoment<Result>(
  connection: ClientConfig,
  tenantId: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ ...connection, application_name: 'troth-export', statement_timeout: 0 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(
      `begin isolation level repeatable read read only; set local app.tenant_id = '${tenantId}'; set local timezone = 'UTC'`,
    )
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Rows with sealed columns get what opens them beside the sealed bytes; all others stay as the database writes them. */
async function* rowsOf(
  client: Client,
  tenantId: string,
  table: TableToExport,
  keys: KeysByClass,
  left: { withoutKey: number },
): AsyncGenerator<string> {
  const sealed = Object.entries(table.sealed)
  if (sealed.length === 0) return yield* readRows(client, table)
  for await (const line of readRows(client, table)) {
    const row = JSON.parse(line) as Record<string, unknown>
    const made: Record<string, unknown> = { ...row }
    delete made[SUBJECT]
    for (const [column, dataClass] of sealed) {
      const bytes = row[column]
      if (typeof bytes !== 'string') continue
      const value = Buffer.from(bytes.slice(2), 'hex')
      const at = { tenantId, table: table.name, column, class: dataClass }
      const { subject, rowId } = howSealed(keys, at, row, value)
      if (subject === null) left.withoutKey += 1
      made[column] = { sealed: value.toString('base64'), class: dataClass, subject, rowId }
    }
    yield JSON.stringify(made)
  }
}
