import type { ClientBase, QueryResultRow } from 'pg'
import * as queries from './queries.ts'
import type { SchemaObject } from './schema-object.ts'
import {
  printComposite,
  printDefaultRights,
  printDomain,
  printEnum,
  printExtension,
  printFunction,
  printSchema,
  printSequence,
  printSequenceOwner,
  printView,
  type DomainRow,
  type FunctionRow,
  type SequenceRow,
  type ViewRow,
} from './small-objects.ts'
import { printForeignKeys, printTable, printTriggers } from './table.ts'
import type { ColumnRow, ConstraintRow, IndexRow, PolicyRow, TableRow, TriggerRow } from './table.ts'

/** Everything in the database that we made, in an order in which it can be made again. Leaves the session as it was. */
export async function describeSchema(client: ClientBase): Promise<SchemaObject[]> {
  const { rows } = await client.query<{ path: string }>(`select current_setting('search_path') as path`)
  await client.query(`select set_config('search_path', '', false)`)
  const objects = await describe(client)
  await client.query(`select set_config('search_path', $1, false)`, [rows[0]?.path ?? ''])
  return objects
}

async function describe(client: ClientBase): Promise<SchemaObject[]> {
  async function list<Row extends QueryResultRow>(query: string): Promise<Row[]> {
    return (await client.query<Row>(query)).rows
  }
  const tables = parentsFirst(await list<TableRow>(queries.TABLES))
  const columns = byTable(await list<ColumnRow>(queries.COLUMNS))
  const constraints = byTable(await list<ConstraintRow>(queries.CONSTRAINTS))
  const indexes = byTable(await list<IndexRow>(queries.INDEXES))
  const policies = byTable(await list<PolicyRow>(queries.POLICIES))
  const triggers = byTable(await list<TriggerRow>(queries.TRIGGERS))
  const sequences = await list<SequenceRow>(queries.SEQUENCES)
  const objects = [
    ...(await list<Parameters<typeof printSchema>[0]>(queries.SCHEMAS)).map(printSchema),
    ...(await list<Parameters<typeof printExtension>[0]>(queries.EXTENSIONS)).map(printExtension),
    ...(await list<Parameters<typeof printDefaultRights>[0]>(queries.DEFAULT_RIGHTS)).map(printDefaultRights),
    ...(await list<Parameters<typeof printEnum>[0]>(queries.ENUMS)).map(printEnum),
    ...(await list<DomainRow>(queries.DOMAINS)).map(printDomain),
    ...(await list<Parameters<typeof printComposite>[0]>(queries.COMPOSITES)).map(printComposite),
    ...sequences.map(printSequence),
    ...(await list<FunctionRow>(queries.FUNCTIONS)).map(printFunction),
    ...tables.map((table) =>
      printTable(table, {
        columns: columns(table),
        constraints: constraints(table),
        indexes: indexes(table),
        policies: policies(table),
      }),
    ),
    ...sequences.map(printSequenceOwner),
    ...tables.map((table) => printForeignKeys(table, constraints(table))),
    ...(await list<ViewRow>(queries.VIEWS)).map(printView),
    ...tables.map((table) => printTriggers(table, triggers(table))),
  ]
  return objects.filter(({ statements }) => statements.length > 0)
}

/** A partition follows the table it is part of, so that the family is read together and can be made in order. */
function parentsFirst(tables: readonly TableRow[]): TableRow[] {
  return [...tables].sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0))
}

function byTable<Row extends { table: string }>(rows: readonly Row[]): (table: TableRow) => readonly Row[] {
  const grouped = Map.groupBy(rows, ({ table }) => table)
  return ({ oid }) => grouped.get(oid) ?? []
}
