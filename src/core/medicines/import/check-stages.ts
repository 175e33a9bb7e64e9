import type { ClientBase } from 'pg'
import type { DmdProblem } from './import-options.ts'
import { PARTS, type Column, type FileKind, type Part } from './dmd-layout.ts'
import { stageOf } from './stage.ts'

/** Takes out rows that are there twice or refer to what nobody knows, and names them. Entries before the parts that refer to them. */
export async function checkStages(
  client: ClientBase,
  fileNames: Readonly<Record<FileKind, string>>,
): Promise<DmdProblem[]> {
  const problems: DmdProblem[] = []
  for (const part of PARTS) {
    const take = async (sql: string, reason: (row: Taken) => string): Promise<void> => {
      const { rows } = await client.query<Taken>(sql)
      for (const row of rows)
        problems.push({
          file: fileNames[part.file],
          line: row.line,
          reason: `${part.element} ${row.owner}: ${reason(row)}`,
        })
      await keepOwners(
        client,
        part,
        rows.map(({ owner }) => owner),
      )
    }
    if (!part.hasPlace) await take(twice(part), ({ first }) => `is in the file more than once (first in line ${first})`)
    for (const column of part.columns.filter(({ list, table }) => list ?? table))
      await take(unknown(part, column), ({ value }) => `${column.element} “${value}” is ${notKnown(column)}`)
  }
  return problems
}

interface Taken {
  readonly line: number
  readonly owner: string
  readonly value?: string
  readonly first?: number
}

/** What an entry with a bad row had before stays as it was. */
export async function keepOwners(client: ClientBase, part: Part, owners: readonly string[]): Promise<void> {
  if (owners.length === 0) return
  await client.query(`insert into stage_kept select $1, unnest($2::text[])`, [part.table, owners])
}

const ownerColumn = (part: Part): string => part.of ?? part.key.at(-1) ?? ''

function twice(part: Part): string {
  const same = part.key.map((name) => `a.${name} = b.${name}`).join(' and ')
  return `with first as (
            select ${part.key.join(', ')}, min(seq) as seq, min(line) as line from ${stageOf(part)}
             group by ${part.key.join(', ')} having count(*) > 1)
          delete from ${stageOf(part)} a using first b where ${same} and a.seq > b.seq
          returning a.line, a.${ownerColumn(part)} as owner, b.line as first`
}

function unknown(part: Part, column: Column): string {
  const known = (where: string): string =>
    column.list === undefined
      ? `exists (select from ${where} k where k.${keyOf(column)} = s.${column.name})`
      : `exists (select from ${where} k where k.list = '${column.list}' and k.code = s.${column.name})`
  const table = column.table ?? 'core.dmd_lookup'
  return `delete from ${stageOf(part)} s
           where s.${column.name} is not null and not ${known(stageOf(table))} and not ${known(table)}
          returning s.line, s.${ownerColumn(part)} as owner, s.${column.name} as value`
}

const keyOf = (column: Column): string => PARTS.find(({ table }) => table === column.table)?.key[0] ?? ''
const notKnown = ({ list, table }: Column): string =>
  list === undefined ? `not among the ${PARTS.find((part) => part.table === table)?.words}` : `not in the list ${list}`
