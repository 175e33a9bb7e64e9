import type { ClientBase } from 'pg'
import { isEntry, PARTS, type Part } from './dmd-layout.ts'
import type { DmdChanges } from './import-options.ts'
import { cellNames } from './read-row.ts'
import { stageOf } from './stage.ts'

export interface Release {
  readonly releasedOn: string
  readonly isSample: boolean
}

/** Brings the checked rows into the tables that pages read, and says what that changed. All of it in the caller's transaction. */
export async function mergeStages(client: ClientBase, release: Release): Promise<DmdChanges[]> {
  const changes: DmdChanges[] = []
  for (const part of PARTS) {
    changes.push(isEntry(part) ? await mergeEntries(client, part, release) : await mergeParts(client, part))
    await client.query(`analyze ${part.table}`)
  }
  return changes
}

const joined = (part: Part, one: string, other: string): string =>
  part.key.map((name) => `${one}.${name} = ${other}.${name}`).join(' and ')
const listed = (alias: string, names: readonly string[]): string => names.map((name) => `${alias}.${name}`).join(', ')

async function mergeEntries(client: ClientBase, part: Part, { releasedOn, isSample }: Release): Promise<DmdChanges> {
  const names = cellNames(part)
  const [key] = part.key
  const counted = await one(
    client,
    `select count(*) as "inRelease",
       count(*) filter (where h.${key} is null) as added,
       count(*) filter (where h.${key} is not null and
         (${listed('s', names)}, $1::boolean, null::date) is distinct from (${listed('h', names)}, h.is_sample, h.gone_since)) as changed,
       count(*) filter (where h.${key} is not null and s.is_invalid and not h.is_invalid) as "becameInvalid",
       ${names.includes('is_discontinued') ? `count(*) filter (where h.${key} is not null and s.is_discontinued and not h.is_discontinued)` : '0'} as discontinued
     from ${stageOf(part)} s left join ${part.table} h on ${joined(part, 'h', 's')}`,
    [isSample],
  )
  await client.query(
    `insert into ${part.table} as h (${names.join(', ')}, is_sample)
     select ${names.join(', ')}, $1::boolean from ${stageOf(part)}
     on conflict (${part.key.join(', ')}) do update
       set ${names.map((name) => `${name} = excluded.${name}`).join(', ')}, is_sample = excluded.is_sample, gone_since = null
     where (${listed('h', names)}, h.is_sample, h.gone_since)
        is distinct from (${listed('excluded', names)}, excluded.is_sample, null::date)`,
    [isSample],
  )
  const gone = await client.query(
    `update ${part.table} h set gone_since = $1
      where ${missing(part, '$2')}`,
    [releasedOn, isSample],
  )
  const idChanged = part.previous ? await keepPrevious(client, part.previous.level) : 0
  return { words: part.words, isEntry: true, ...ZERO, ...counted, idChanged, gone: gone.rowCount ?? 0 }
}

/** Held entries that the release lacks. The sample and the dictionary do not push each other out. */
const missing = (part: Part, isSample: string): string =>
  `h.gone_since is null and h.is_sample = ${isSample}
     and not exists (select from ${stageOf(part)} s where ${joined(part, 's', 'h')})
     and not exists (select from stage_kept k where k.part = '${part.table}' and k.owner = h.${part.key.at(-1)})`

/** How many held entries of all kinds there are, and how many of them the staged release lacks. */
export async function countMissing(client: ClientBase, isSample: boolean): Promise<{ held: number; missing: number }> {
  let held = 0
  let lacking = 0
  for (const part of PARTS.filter(isEntry)) {
    // Apart, because a search inside a count is made row by row, and one that stands alone all at once.
    const counts = {
      ...(await one(
        client,
        `select count(*) as held from ${part.table} h where h.gone_since is null and h.is_sample = $1`,
        [isSample],
      )),
      ...(await one(client, `select count(*) as missing from ${part.table} h where ${missing(part, '$1')}`, [
        isSample,
      ])),
    }
    held += counts['held'] ?? 0
    lacking += counts['missing'] ?? 0
  }
  return { held, missing: lacking }
}

async function keepPrevious(client: ClientBase, level: string): Promise<number> {
  const { rowCount } = await client.query(
    `insert into core.dmd_previous_id as h (level, previous_id, current_id, changed_on)
     select distinct on (previous_id, current_id) level, previous_id, current_id, changed_on from stage_previous
      where level = $1 and previous_id <> current_id
     on conflict (previous_id, current_id) do update set changed_on = excluded.changed_on
      where h.changed_on is distinct from excluded.changed_on`,
    [level],
  )
  return rowCount ?? 0
}

/** Parts of entries that the release has are made what it says; those of other entries, and of entries with a bad row, stay. */
async function mergeParts(client: ClientBase, part: Part): Promise<DmdChanges> {
  const owner = part.of ?? ''
  const names = [...cellNames(part), ...(part.hasPlace ? ['place'] : [])]
  const values = names.filter((name) => !part.key.includes(name))
  const entries = stageOf(part.columns.find(({ name }) => name === owner)?.table ?? '')
  const inRelease = (alias: string): string => `exists (select from ${entries} e where e.${owner} = ${alias}.${owner})`
  const isKept = (alias: string): string =>
    `exists (select from stage_kept k where k.part = '${part.table}' and k.owner = ${alias}.${owner})`
  const gone = await client.query(
    `delete from ${part.table} h where ${inRelease('h')} and not ${isKept('h')}
        and not exists (select from ${stageOf(part)} s where ${joined(part, 's', 'h')})`,
  )
  const { rows } = await client.query<{ is_new: boolean }>(
    `insert into ${part.table} as h (${names.join(', ')})
     select ${listed('s', names)} from ${stageOf(part)} s
      where ${inRelease('s')}
        and not (${isKept('s')} and exists (select from ${part.table} b where b.${owner} = s.${owner}))
     on conflict (${part.key.join(', ')}) do ${
       values.length === 0
         ? 'nothing'
         : `update set ${values.map((name) => `${name} = excluded.${name}`).join(', ')}
            where (${listed('h', values)}) is distinct from (${listed('excluded', values)})`
     }
     returning (h.xmax = 0) as is_new`,
  )
  const { total } = await one(client, `select count(*) as total from ${stageOf(part)}`, [])
  const added = rows.filter(({ is_new: isNew }) => isNew).length
  return {
    words: part.words,
    isEntry: false,
    ...ZERO,
    inRelease: total ?? 0,
    added,
    changed: rows.length - added,
    gone: gone.rowCount ?? 0,
  }
}

const ZERO = { inRelease: 0, added: 0, changed: 0, becameInvalid: 0, discontinued: 0, idChanged: 0, gone: 0 } as const

/** One row of counts, as numbers. */
async function one(client: ClientBase, sql: string, values: readonly unknown[]): Promise<Record<string, number>> {
  const { rows } = await client.query<Record<string, string | number>>(sql, [...values])
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value)]))
}
