import { type Expression, type Insertable, sql } from 'kysely'
import type { Tx } from './transaction.ts'

interface GivenRows<Column> {
  readonly columns: Column[]
  readonly values: Expression<unknown>
}

/**
 * Any number of rows as one parameter, which is several times faster than a parameter for each value: imports use it.
 * All rows name the same columns. Name those that PostgreSQL keeps as JSON.
 */
export function givenRows<Tables, Table extends keyof Tables & string>(
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
  json: readonly (keyof Tables[Table] & string)[] = [],
): GivenRows<keyof Tables[Table] & string> {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Tables[Table] & string)[]
  // JSON arrives as text, as it does everywhere else; read again here it would be kept as one string.
  const values = sql.join(
    columns.map((column) => (json.includes(column) ? sql`(${sql.ref(column)} #>> '{}')::jsonb` : sql.ref(column))),
  )
  const given = JSON.stringify(rows.map(withBytesAsText))
  // The select reads a parameter, not a table: allowed by the rule against copying between tenant tables.
  return {
    columns,
    values: sql`select ${values} from jsonb_populate_recordset(null::${sql.table(table)}, ${given}::jsonb)`,
  }
}

/** Inserts rows as `givenRows` carries them. */
export async function insertRows<Tables, Table extends keyof Tables & string>(
  tx: Tx<Tables>,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
  json: readonly (keyof Tables[Table] & string)[] = [],
): Promise<void> {
  if (rows.length === 0) return
  const { columns, values } = givenRows<Tables, Table>(table, rows, json)
  const names = sql.join(columns.map((column) => sql.ref(column)))
  await sql`insert into ${sql.table(table)} (${names}) ${values}`.execute(tx)
}

/** Bytes as PostgreSQL writes them: JSON has none. */
function withBytesAsText<Row extends object>(row: Row): object {
  const values = Object.values(row)
  if (!values.some((value) => Buffer.isBuffer(value))) return row
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value]),
  )
}
