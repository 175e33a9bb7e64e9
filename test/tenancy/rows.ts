import type { Client } from 'pg'
import { readTables, type TableInDatabase } from '../schema/catalogue.ts'
import { declaredTables } from '../schema/declared-tables.ts'
import { OURS, THEIRS } from './server.ts'

/** A tenant table with a row of each organisation in it. */
export interface FilledTable {
  readonly name: string
  readonly columns: readonly string[]
  /** A column that may be set to itself: not a key. */
  readonly plain: string
  /** Values of a row of an organisation, in the order of `columns`, as SQL. */
  readonly valuesOf: (tenantId: string) => string
  /** Columns of each foreign key to another tenant table, without tenant_id. */
  readonly foreignKeys: readonly (readonly string[])[]
}

/**
 * Puts one row of each organisation into every tenant table. Checks are dropped first and keys are not enforced while it
 * does: every identifier of an organisation is the same value, so that all foreign keys fit. The policies stay as they are.
 */
export async function fillEveryTable(superuser: Client): Promise<FilledTable[]> {
  const isTenant = new Set((await declaredTables()).filter((table) => table.class === 'tenant').map(({ name }) => name))
  const tables = (await readTables(superuser)).filter(({ name }) => isTenant.has(name))
  await dropChecks(superuser)
  await superuser.query('set session_replication_role = replica')
  for (const tenantId of [OURS, THEIRS]) {
    await superuser.query('insert into core.tenant (tenant_id, slug) values ($1, $2)', [tenantId, `t-${tenantId}`])
  }
  const filled: FilledTable[] = []
  for (const table of tables) {
    const made = await describeTable(superuser, table)
    for (const tenantId of [OURS, THEIRS]) await superuser.query(insertOf(made, tenantId))
    filled.push(made)
  }
  await superuser.query('set session_replication_role = origin')
  // With every right, so that it is row-level security that holds, and not a right that happens to be missing.
  for (const { name } of filled)
    await superuser.query(`grant select, insert, update, delete on ${name} to troth_application`)
  return filled
}

export const insertOf = ({ name, columns, valuesOf }: FilledTable, tenantId: string): string =>
  `insert into ${name} (${columns.join(', ')}) values (${valuesOf(tenantId)})`

async function dropChecks(superuser: Client): Promise<void> {
  const { rows } = await superuser.query<{ statement: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as statement
     from pg_constraint where contype = 'c' and conrelid <> 0 and coninhcount = 0 and connamespace in ('core'::regnamespace, 'homecare'::regnamespace)`,
  )
  for (const { statement } of rows) await superuser.query(statement)
}

async function describeTable(superuser: Client, table: TableInDatabase): Promise<FilledTable> {
  const { rows } = await superuser.query<{ name: string; generated: boolean }>(
    `select attname as name, attgenerated <> '' or attidentity = 'a' as generated from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [table.name],
  )
  const computed = new Set(rows.filter(({ generated }) => generated).map(({ name }) => name))
  const columns = table.columns.filter(({ name }) => !computed.has(name))
  const keyed = new Set(table.keys.flatMap((key) => key.columns))
  const plain = columns.find(({ name }) => !keyed.has(name))?.name ?? columns.at(-1)!.name
  return {
    name: table.name,
    columns: columns.map(({ name }) => name),
    plain,
    valuesOf: (tenantId) => columns.map(({ type }) => valueOf(type, tenantId)).join(', '),
    foreignKeys: table.keys
      .filter(({ kind, target }) => kind === 'foreign' && target !== 'core.tenant')
      .map((key) => key.columns.slice(1).filter((name) => name !== null)),
  }
}

const VALUES: Readonly<Record<string, string>> = {
  uuid: 'T',
  text: 'T',
  bytea: "'\\x00'",
  boolean: 'true',
  integer: '1',
  smallint: '1',
  bigint: '1',
  numeric: '1',
  'double precision': '1',
  date: "'2026-11-22'",
  'timestamp with time zone': "'2026-11-22T10:00:00Z'",
  'time without time zone': "'10:00'",
  jsonb: "'{}'",
  'text[]': "'{}'",
  'uuid[]': "'{}'",
  'date[]': "'{}'",
  daterange: "'[2026-11-01,2026-11-30)'",
  xid8: 'pg_current_xact_id()',
}

function valueOf(type: string, tenantId: string): string {
  const value = VALUES[type]
  if (value === undefined) throw new Error(`test/tenancy/rows.ts knows no value of type ${type}: add one`)
  return value === 'T' ? `'${tenantId}'` : value
}
