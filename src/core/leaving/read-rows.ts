import type { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { TableToExport } from './tables-to-export.ts'

/** Where the subject of a sealed value stands in another row: the history of a task is sealed for the task's patient. */
const SUBJECT_ELSEWHERE: Readonly<Record<string, string>> = {
  'core.task_event': '(select k.patient_id from core.task k where k.tenant_id = t.tenant_id and k.task_id = t.task_id)',
}
/** The name that it is read under; no part of the export. */
export const SUBJECT = 'subject elsewhere'

/**
 * The rows of a table as lines of JSON, in the order of its key. Read under row-level security, in the transaction of the
 * client: nothing of another organisation can be among them.
 */
export async function* readRows(client: Client, table: TableToExport): AsyncGenerator<string> {
  const elsewhere = SUBJECT_ELSEWHERE[table.name]
  const columns = [
    ...table.columns.map((column) => `t."${column}"`),
    ...(elsewhere === undefined ? [] : [`${elsewhere} as "${SUBJECT}"`]),
  ]
  // JSON has no control characters in it, so nothing is quoted or escaped a second time.
  const stream = client.query(
    copyTo(
      `copy (select row_to_json(r) from (select ${columns.join(', ')} from ${table.name} t order by ${await keyOf(client, table.name)}) r)
       to stdout (format csv, quote e'\\x01', delimiter e'\\x02')`,
    ),
  )
  let rest = ''
  stream.setEncoding('utf8')
  for await (const piece of stream as AsyncIterable<string>) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!
    yield* lines
  }
}

async function keyOf(client: Client, table: string): Promise<string> {
  const { rows } = await client.query<{ key: string }>(
    `select string_agg('t.' || quote_ident(a.attname), ', ' order by k.place) as key
       from pg_index i cross join unnest(i.indkey::int2[]) with ordinality k (attnum, place)
       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
      where i.indrelid = $1::regclass and i.indisprimary`,
    [table],
  )
  return rows[0]!.key
}
