import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DataClass, RetentionRule, TableClass } from '../../src/core/database/data-map.ts'

export interface DeclaredTable {
  readonly name: string
  readonly file: string
  readonly class: TableClass
  readonly retention: RetentionRule
  readonly columns: Readonly<Record<string, DataClass>>
  /** The TypeScript type of each column, as it is written. */
  readonly types: ReadonlyMap<string, string>
}
type Map_ = Readonly<Record<string, Pick<DeclaredTable, 'class' | 'retention' | 'columns'>>>

const root = join(import.meta.dirname, '../..')

/** Every table that a `tables.ts` declares: its data map, and the types of its interface. */
export async function declaredTables(): Promise<DeclaredTable[]> {
  const files = globSync('src/{core,services}/**/tables.ts', { cwd: root })
  const all = await Promise.all(
    files.map(async (file) => {
      const exports = (await import(join(root, file))) as Record<string, Map_>
      const types = writtenTypes(readFileSync(join(root, file), 'utf8'))
      const maps = Object.entries(exports).filter(([name]) => name.endsWith('DataMap'))
      return maps.flatMap(([, map]) =>
        Object.entries(map).map(([name, entry]) => ({ name, file, ...entry, types: types.get(name) ?? new Map() })),
      )
    }),
  )
  return all.flat()
}

/** The columns of each table in the text of a `tables.ts`. There is no compiler to ask, so the shape of the file is the rule. */
export function writtenTypes(text: string): Map<string, Map<string, string>> {
  const bodies = [...text.matchAll(/^export interface [^]*?^\}/gm)].map(([body]) =>
    body.replaceAll(/\/\*[^]*?\*\//g, ''),
  )
  const tables = bodies.flatMap((body) => [
    ...body.matchAll(/^ {2}'([a-z_]+\.[a-z_]+)': (?:\{\n([^]*?)^ {2}\}|\{ (.*) \}$)/gm),
  ])
  return new Map(tables.map(([, name = '', long = '', short = '']) => [name, columnsOf(long || short)]))
}

const columnsOf = (body: string): Map<string, string> =>
  new Map(
    [...body.matchAll(/(?:^|[\n;])\s*([a-z_0-9]+): ((?:\{[^}]*\}|<[^>]*>|[^\n;])+)/g)].map(
      ([, column = '', type = '']) => [column, type.trim()],
    ),
  )

/** A column's type as read: without `Generated<…>`, and for `ColumnType<Read, …>` only what is read. */
export function readType(written: string): {
  readonly type: string
  readonly nullable: boolean | undefined
  readonly generated: boolean
} {
  const generated = /^Generated<(.*)>$/.exec(written)?.[1]
  const read = generated ?? /^(?:JSON)?ColumnType<((?:\{[^}]*\}|<[^>]*>|[^,{<])+),/.exec(written)?.[1] ?? written
  const type = read.replace(/\s*\|\s*null$/, '').trim()
  return { type, nullable: type === 'unknown' ? undefined : type !== read.trim(), generated: generated !== undefined }
}
