import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../../context.ts'
import { columnsOf } from '../../database/columns-of.ts'
import { compiledOnce } from '../../database/compiled-once.ts'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { namePrefixRange } from '../../values/name-search.ts'
import { isUuid } from '../../values/uuid.ts'
import type { Patient } from '../patient.ts'
import { patientFromRow, type PatientRow } from '../record-row.ts'
import {
  type Between,
  type IdentifierWanted,
  isLiveOnly,
  type NameWanted,
  orderOf,
  type RecordSearch,
} from '../record-search.ts'
import { identifierKey } from '../search-keys.ts'
import { patientDataMap, type PatientTables } from '../tables.ts'
import type { Seer } from '../visibility.ts'

type By = Pick<Context, 'tenantId'> & Seer
type Sql = RawBuilder<unknown>

/** A record with the ids of those that were merged into it. */
export interface RecordWithLinks {
  readonly patient: Patient
  readonly replaces: readonly string[]
}

export interface FoundRecords {
  readonly records: readonly RecordWithLinks[]
  /** Where the next page begins; absent on the last page. */
  readonly next: string | undefined
}

/**
 * A page of records in an order that does not change, read from the place where the last page ended, so that page 1,000
 * costs what page 1 does. For other systems: people use `searchPatients`, which puts the best match first.
 */
export async function searchRecords(
  tx: Reader<PatientTables>,
  by: By,
  search: RecordSearch,
  page: { readonly count: number; readonly cursor?: string | undefined },
): Promise<FoundRecords> {
  const limit = page.count + 1
  const after = page.cursor === undefined ? undefined : (JSON.parse(page.cursor) as string[])
  const query = orderOf(search) === 'name' ? byName(by, search, limit, after) : byColumn(by, search, limit, after)
  const { rows } = await query.execute(tx)
  const shown = rows.slice(0, page.count)
  const last = shown.at(-1)
  return {
    records: shown.map((row) => ({ patient: patientFromRow(row, by), replaces: row.replaces })),
    next: rows.length > page.count && last ? JSON.stringify(last.place) : undefined,
  }
}

/** One record with its links, in one round trip. A merged record is given as it stands. */
export async function getRecordWithLinks(
  tx: Reader<PatientTables>,
  by: By,
  patientId: string,
): Promise<RecordWithLinks> {
  const [row] = isUuid(patientId) ? await oneRecord(tx, by.tenantId, patientId) : []
  if (!row) throw new NotFoundError('Patient')
  return { patient: patientFromRow(row, by), replaces: row.replaces }
}

/** How many records match. */
export async function countRecords(tx: Reader<PatientTables>, by: By, search: RecordSearch): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from core.patient as patient
    where patient.tenant_id = ${by.tenantId} ${conditions(by, search, isAmong(sql.ref('patient.patient_id')))}`.execute(
    tx,
  )
  return rows[0]?.total ?? 0
}

const oneRecord = compiledOnce((db: Reader<PatientTables>, tenantId: string, patientId: string) =>
  sql<Omit<Row, 'place'>>`select ${columns({ tenantId })} from core.patient as patient
    where patient.tenant_id = ${tenantId} and patient.patient_id = ${patientId}`.compile(db),
)

type Row = PatientRow & { readonly replaces: readonly string[]; readonly place: readonly string[] }

const columns = (
  by: Pick<By, 'tenantId'>,
): Sql => sql`${sql.join(columnsOf(patientDataMap, 'core.patient').map((name) => sql.ref(`patient.${name}`)))}, array(
  select merged.patient_id::text from core.patient as merged
  where merged.tenant_id = ${by.tenantId} and merged.merged_into = patient.patient_id order by 1) as replaces`

function byColumn(by: By, search: RecordSearch, limit: number, after: string[] | undefined) {
  const order = orderOf(search)
  const lead = order === 'id' ? undefined : order === 'birth-date' ? ('birth_date' as const) : ('updated_at' as const)
  const type = sql.raw(lead === 'birth_date' ? 'date' : 'timestamptz')
  const id = sql.ref('patient.patient_id')
  if (lead === undefined) {
    const beyond = after ? sql`and ${id} > ${after[0]}::uuid` : sql``
    return sql<Row>`select ${columns(by)}, array[patient.patient_id::text] as place from core.patient as patient
      where patient.tenant_id = ${by.tenantId} ${conditions(by, search)} ${beyond} order by ${id} limit ${limit}`
  }
  const column = sql.ref(`patient.${lead}`)
  const beyond = after ? sql`and (${column}, ${id}) > (${after[0]}::${type}, ${after[1]}::uuid)` : sql``
  return sql<Row>`select ${columns(by)}, array[${column}::text, patient.patient_id::text] as place from core.patient as patient
    where patient.tenant_id = ${by.tenantId} ${conditions(by, search)} ${beyond}
    order by ${column}, ${id} limit ${limit}`
}

/**
 * Reads the keys of the first name asked for in their own order, family names first. A person with several keys in the
 * range stands at the first of them only.
 */
function byName(by: By, search: RecordSearch, limit: number, after: string[] | undefined) {
  const [lead = [], ...others] = search.names ?? []
  const rest = conditions(by, { ...search, names: others }, isAmong(sql.ref('found.patient_id')))
  const kinds = (['family', 'given'] as const).filter((kind, rank) => {
    const isWanted = lead.some((name) => name.kind === kind || name.kind === 'either')
    return isWanted && String(rank) >= (after?.[0] ?? '')
  })
  const branches = kinds.map((kind) => {
    const rank = kind === 'family' ? '0' : '1'
    const wanted = lead.filter((name) => name.kind === kind || name.kind === 'either')
    const isBegun = after !== undefined && after[0] === rank
    const beyond = isBegun ? sql`and (found.key, found.patient_id) > (${after[1]}, ${after[2]}::uuid)` : sql``
    return sql`(select array[${sql.lit(rank)}, found.key, found.patient_id::text] as place, ${columns(by)}
      from core.patient_search_key as found
      join core.patient as patient on patient.tenant_id = found.tenant_id and patient.patient_id = found.patient_id
      where found.tenant_id = ${by.tenantId} and found.kind = ${kind} and ${anyOf(wanted.map((name) => ledBy(by, sql.ref('found.key'), name)))}
        ${beyond} and not exists (
          select from ${keysOf(by, sql.ref('found.patient_id'))} as earlier
          where (earlier.kind, earlier.key) < (found.kind, found.key)
            and ${anyOf(lead.map((name) => sql`(${ofKind(sql.ref('earlier.kind'), name)} and ${ledBy(by, sql.ref('earlier.key'), name)})`))})
        ${rest}
      order by found.key, found.patient_id limit ${limit})`
  })
  // A name that nothing can be is found nowhere.
  const all = branches.length > 0 ? sql.join(branches, sql` union all `) : nothing(by)
  return sql<Row>`select * from (${all}) as found order by place[1], place[2] collate "C", place[3]::uuid limit ${limit}`
}

const nothing = (by: By): Sql =>
  sql`select array['']::text[] as place, ${columns(by)} from core.patient as patient where patient.tenant_id = ${by.tenantId} and false`

/** The first prefix, which is the longest, leads to the key; the person must have a key for each of the others, and the exact name if that is wanted. */
function ledBy(by: By, key: Sql, name: NameWanted): Sql {
  const others = name.prefixes
    .slice(1)
    .map((prefix) => isAmong(sql.ref('found.patient_id'))(by, { ...name, prefixes: [prefix] }))
  return allOf([begins(key, name), ...others, ...exactly(name)])
}

function begins(key: Sql, { prefixes }: NameWanted): Sql {
  const { from, before } = namePrefixRange(prefixes[0] ?? '')
  return sql`${key} >= ${from} and ${key} < ${before}`
}

const ofKind = (kind: Sql, name: NameWanted): Sql =>
  name.kind === 'either' ? sql`${kind} in ('family', 'given')` : sql`${kind} = ${name.kind}`

/**
 * Whether the person has a key for a name: looked up among their own few keys. The fence (`offset 0`) keeps a planner that
 * has no statistics yet from reading the whole range of the name for every person.
 */
const hasKey = (by: By, name: NameWanted): Sql =>
  sql`exists (select from ${keysOf(by, sql.ref('patient.patient_id'))} as own
    where ${ofKind(sql.ref('own.kind'), name)} and ${begins(sql.ref('own.key'), name)})`

const keysOf = (by: By, patientId: Sql): Sql =>
  sql`(select of_person.kind, of_person.key from core.patient_search_key as of_person
    where of_person.tenant_id = ${by.tenantId} and of_person.patient_id = ${patientId} offset 0)`

/** The same for many people: the range of the name is read once into a hash. `is true` keeps it from becoming a join. */
const isAmong =
  (id: Sql): typeof hasKey =>
  (by, name) =>
    sql`(${id} in (select also.patient_id from core.patient_search_key as also
      where also.tenant_id = ${by.tenantId} and ${ofKind(sql.ref('also.kind'), name)}
        and ${begins(sql.ref('also.key'), name)})) is true`

function exactly({ kind, exact }: NameWanted): Sql[] {
  if (exact === undefined) return []
  const family = sql`patient.names @> ${JSON.stringify([{ family: exact }])}::jsonb`
  const given = sql`patient.names @> ${JSON.stringify([{ given: [exact] }])}::jsonb`
  return [kind === 'family' ? family : kind === 'given' ? given : sql`(${family} or ${given})`]
}

/** What must hold of a row of `core.patient as patient`, beginning with "and". */
function conditions(by: By, search: RecordSearch, hasName: typeof hasKey = hasKey): Sql {
  const { ids = [], identifiers = [], names = [], born = [], updated = [] } = search
  const all: Sql[] = [
    ...ids.map((any) => sql`patient.patient_id = any(${any.filter(isUuid)}::uuid[])`),
    ...identifiers.map((any) => withIdentifier(by, any)),
    ...names.map((any) =>
      anyOf(
        any.map((name) =>
          allOf([...name.prefixes.map((prefix) => hasName(by, { ...name, prefixes: [prefix] })), ...exactly(name)]),
        ),
      ),
    ),
    ...born.map((any) => anyOf(any.map((range) => within(sql.ref('patient.birth_date'), range)))),
    ...updated.map((any) => anyOf(any.map((range) => within(sql.ref('patient.updated_at'), range)))),
    ...(isLiveOnly(search) ? [sql`patient.merged_into is null`] : []),
  ]
  return sql.join(
    all.map((each) => sql`and ${each}`),
    sql` `,
  )
}

/** An NHS number takes two look-ups, as it stands in the index of live records or in that of merged ones, which lead to the live one. */
function withIdentifier(by: By, any: readonly IdentifierWanted[]): Sql {
  const numbers = any.flatMap((each) => ('nhsNumber' in each ? each.nhsNumber : []))
  const keys = any.flatMap((each) => ('nhsNumber' in each ? [] : identifierKey(each)))
  const ofTenant = sql`select coalesce(merged_into, patient_id) from core.patient where tenant_id = ${by.tenantId}`
  const byNumber = sql`${ofTenant} and nhs_number = any(${numbers}::text[]) and merged_into is null
    union all ${ofTenant} and nhs_number = any(${numbers}::text[]) and merged_into is not null`
  const byKey = sql`select coalesce(holder.merged_into, holder.patient_id)
    from core.patient_search_key as held
    join core.patient as holder on holder.tenant_id = held.tenant_id and holder.patient_id = held.patient_id
    where held.tenant_id = ${by.tenantId} and held.kind = 'identifier' and held.key = any(${keys}::text[])`
  const both = [...(numbers.length > 0 ? [byNumber] : []), ...(keys.length > 0 ? [byKey] : [])]
  return sql`patient.patient_id in (${sql.join(both, sql` union all `)})`
}

const within = (column: Sql, { from, before }: Between<string | Date>): Sql =>
  allOf([
    ...(from === undefined ? [] : [sql`${column} >= ${from}`]),
    ...(before === undefined ? [] : [sql`${column} < ${before}`]),
  ])

const allOf = (parts: readonly Sql[]): Sql => (parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` and `)})`)
const anyOf = (parts: readonly Sql[]): Sql => (parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`)
