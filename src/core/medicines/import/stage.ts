import { finished } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { PARTS, type Part } from './dmd-layout.ts'
import { cellNames, type Cell } from './read-row.ts'

/** Where the rows of a part wait until the whole release has been read and checked. */
export const stageOf = (part: Part | string): string =>
  `stage_${(typeof part === 'string' ? part : part.table).replace('core.', '')}`

/** Temporary tables: they are this connection's, and gone with it however it ends. */
export async function makeStages(client: ClientBase): Promise<void> {
  for (const part of PARTS) {
    const place = part.hasPlace ? ['place'] : []
    await client.query(
      `create temp table ${stageOf(part)} on commit drop as
         select 0 as seq, 0 as line, ${[...cellNames(part), ...place].join(', ')} from ${part.table} with no data`,
    )
  }
  await client.query(
    `create temp table stage_previous (level text, previous_id text, current_id text, changed_on date) on commit drop;
     create temp table stage_kept (part text, owner text) on commit drop;
     create temp table stage_key (key text collate "C", entry_id text) on commit drop`,
  )
}

/** After all is in: what the planner must know to join them well. */
export async function settleStages(client: ClientBase): Promise<void> {
  for (const part of PARTS) {
    if (part.hasPlace)
      await client.query(
        `update ${stageOf(part)} s set place = n.place
           from (select seq, row_number() over (partition by ${part.of} order by seq) as place from ${stageOf(part)}) n
          where n.seq = s.seq`,
      )
    await client.query(`analyze ${stageOf(part)}`)
  }
}

const FLUSH_AT = 1 << 20

/** Rows on their way into one table, a megabyte at a time. */
export class CopyBuffer {
  readonly #client: ClientBase
  readonly #into: string
  #text: string[] = []
  #size = 0

  constructor(client: ClientBase, table: string, columns: readonly string[]) {
    this.#client = client
    this.#into = `copy ${table} (${columns.join(', ')}) from stdin`
  }

  add(cells: readonly (Cell | number)[]): void {
    const line = `${cells.map(copyCell).join('\t')}\n`
    this.#text.push(line)
    this.#size += line.length
  }
  get isFull(): boolean {
    return this.#size >= FLUSH_AT
  }
  async flush(): Promise<void> {
    if (this.#size === 0) return
    const stream = this.#client.query(copyFrom(this.#into))
    stream.end(this.#text.join(''))
    await finished(stream)
    this.#text = []
    this.#size = 0
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** One cell of PostgreSQL's text format. */
function copyCell(cell: Cell | number): string {
  if (cell === null) return '\\N'
  return typeof cell === 'string' ? cell.replaceAll(/[\\\t\n\r]/g, (mark) => ESCAPES[mark] ?? mark) : String(cell)
}
