import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import { namePrefixRange } from '../../values/name-search.ts'
import { identifierKey, SUPERSEDED_NHS_NUMBER } from '../search-keys.ts'
import type { PatientSearch } from '../search-query.ts'
import type { PatientTables } from '../tables.ts'
import { bornEachDay } from './born-each-day.ts'
import { areAmong, beginningWithBoth, ofNameAtPostcode, withBothWords } from './pair-keys.ts'

/** Most people one search finds. Beyond it the answer is "more than", never a count of the whole table. */
export const MOST_FOUND = 200

export interface Found {
  /** Live records on this page, best match first. A merged record leads to the one it was merged into. */
  readonly patientIds: readonly string[]
  /** How many there are, up to `MOST_FOUND`. */
  readonly total: number
  readonly isMore: boolean
}

type By = Pick<Context, 'tenantId'>

/**
 * Finds people by ranges over normalised keys; each branch reads an index in order and stops at the limit. The order is
 * fixed: family names before given names, then alphabetical, then by identifier.
 */
export async function searchPatients(
  tx: Reader<PatientTables>,
  by: By,
  search: PatientSearch,
  page: { readonly number: number; readonly size: number },
): Promise<Found> {
  const { names, nhsNumber, exact, postcode, born } = search
  const leadsByName =
    !nhsNumber && !exact && !postcode && (!born || born.from !== born.to) && names !== undefined && names.length > 0
  if (!leadsByName) return onPage(await run(tx, by, branches(by, search)), page)

  // Most searches end with the family names; the rest is read only when there is room left in the answer.
  const wanted = names.map(withoutImplied)
  const byFamily = await run(tx, by, byFamilyName(by, wanted, born))
  if (byFamily.length > MOST_FOUND) return onPage(byFamily, page)
  const possible = await withSomeone(tx, by, wanted)
  const more = [...byOneKey(by, possible, born, 'given'), ...byPairs(by, possible, born)]
  if (more.length === 0) return onPage(byFamily, page)
  return onPage([...new Set([...byFamily, ...(await run(tx, by, more))])], page)
}

function onPage(patientIds: readonly string[], { number, size }: { number: number; size: number }): Found {
  return {
    patientIds: patientIds.slice(0, MOST_FOUND).slice((number - 1) * size, number * size),
    total: Math.min(patientIds.length, MOST_FOUND),
    isMore: patientIds.length > MOST_FOUND,
  }
}

/** The alternatives whose every prefix begins some name: two words typed as one seldom do, and each costs many branches. */
async function withSomeone(
  tx: Reader<PatientTables>,
  { tenantId }: By,
  alternatives: readonly (readonly string[])[],
): Promise<readonly (readonly string[])[]> {
  const ranges = alternatives.flatMap((prefixes, at) => prefixes.map((prefix) => ({ at, ...namePrefixRange(prefix) })))
  const { rows } = await sql<{ at: number }>`
    select at from unnest(${ranges.map(({ at }) => at)}::int[], ${ranges.map(({ from }) => from)}::text[],
      ${ranges.map(({ before }) => before)}::text[]) as wanted (at, key_from, key_before)
    where not exists (${anyOne(tenantId, 'family')}) and not exists (${anyOne(tenantId, 'given')})`.execute(tx)
  const empty = new Set(rows.map(({ at }) => at))
  return alternatives.filter((_, at) => !empty.has(at))
}

/** Ordered, so that the first key of the range answers: for "any" alone the planner may read everyone's. */
const anyOne = (tenantId: string, kind: string): RawBuilder<unknown> =>
  sql`select from (
    select from core.patient_search_key
    where tenant_id = ${tenantId} and kind = ${kind} and key >= key_from and key < key_before order by key limit 1) as one`

/** "smith smi": whoever has the longer has the shorter. The longest stays first. */
const withoutImplied = (prefixes: readonly string[]): readonly string[] =>
  prefixes.filter((prefix, at) => !prefixes.slice(0, at).some((longer) => longer.startsWith(prefix)))

/** Each branch gives (key, patient_id), in the order of the list. */
function branches(by: By, search: PatientSearch): RawBuilder<unknown>[] {
  const { nhsNumber, exact, postcode, names, born } = search
  const { tenantId } = by
  if (nhsNumber !== undefined) {
    // A number stands in the index of live records, in that of merged ones, or among the numbers that gave way in a merge.
    const superseded = identifierKey({ system: SUPERSEDED_NHS_NUMBER, value: nhsNumber })
    const held = ['is null', 'is not null'].map(
      (merged) => sql`select '' collate "C" as key, patient_id from core.patient as found
        where tenant_id = ${tenantId} and nhs_number = ${nhsNumber} and merged_into ${sql.raw(merged)}
        ${bornOn(born)} ${named(tenantId, names)}`,
    )
    return [
      ...held,
      keyBranch(tenantId, 'identifier', sql`key = ${superseded} ${bornOn(born)} ${named(tenantId, names)}`),
    ]
  }
  if (exact) return [keyBranch(tenantId, exact.kind, sql`key = ${exact.key} ${bornOn(born)} ${named(tenantId, names)}`)]
  if (born && born.from === born.to) {
    return [
      sql`select '' collate "C" as key, patient_id from core.patient as found where tenant_id = ${tenantId}
        ${bornOn(born)} ${named(tenantId, names)} ${postcode === undefined ? sql`` : hasKey(tenantId, ['postcode'], postcode)}`,
    ]
  }
  if (postcode === undefined) return []
  if (names === undefined) return [keyBranch(tenantId, 'postcode', sql`${begins(postcode)} ${bornOn(born)}`)]
  return names.map((prefixes) => atPostcode(tenantId, postcode, prefixes, born))
}

/** The longest name leads; the others stand in the same key, whichever of the person's names they are from. */
function atPostcode(
  tenantId: string,
  postcode: string,
  [lead = '', ...others]: readonly string[],
  born: PatientSearch['born'],
): RawBuilder<unknown> {
  const among = sql`${bornOn(born)} ${sql.join(
    others.map((other) => sql`and strpos(key, ${` ${other}`}) > 0`),
    sql` `,
  )}`
  return ofNameAtPostcode(tenantId, postcode, lead, { among, limit: MOST_FOUND + 1 })
}

/** For a year, the words as they were typed are looked up day by day; words joined to one are seldom anyone's. */
function byFamilyName(
  by: By,
  names: readonly (readonly string[])[],
  born: PatientSearch['born'],
): RawBuilder<unknown>[] {
  const [typed = []] = names
  return names.flatMap((prefixes) =>
    born !== undefined && prefixes.every((prefix) => typed.includes(prefix))
      ? beginnings(prefixes).map(([first = '', ...rest]) =>
          bornEachDay(by.tenantId, born, first, sql.join(rest.map(inSameKey), sql` `)),
        )
      : byOneKey(by, [prefixes], born, 'family'),
  )
}

/** Names that begin as they were typed, in either order: "smith" and "smith am", and "am smith" with the given name whole. */
const byOneKey = (
  { tenantId }: By,
  names: readonly (readonly string[])[],
  born: PatientSearch['born'],
  kind: 'family' | 'given',
): RawBuilder<unknown>[] =>
  names.flatMap((prefixes) =>
    beginnings(prefixes).map(([first = '', ...others]) =>
      keyBranch(tenantId, kind, sql`${begins(first)} ${bornOn(born)} ${sql.join(others.map(inSameKey), sql` `)}`),
    ),
  )

/** The two longest stand beside each other at the beginning of a key; what else was typed stands behind them. */
const beginnings = ([one = '', other, ...others]: readonly string[]): (readonly string[])[] =>
  other === undefined
    ? [[one]]
    : [
        [`${one} ${other}`, ...others],
        [`${other} ${one}`, ...others],
      ]

/** Two words or more, wherever they stand in the person's names. */
const byPairs = (
  { tenantId }: By,
  names: readonly (readonly string[])[],
  born: PatientSearch['born'],
): RawBuilder<unknown>[] =>
  names.flatMap((prefixes) => {
    const [one = '', other, ...others] = prefixes
    if (other === undefined) return []
    const limit = MOST_FOUND + 1
    const inKey = sql`${bornOn(born)} ${sql.join(others.map(inSameKey), sql` `)}`
    return [
      born === undefined ? pairedWithAll(tenantId, one, other, others) : bornWithAll(tenantId, born, prefixes),
      ...NAMES.map((kind) => beginningWithBoth(tenantId, kind, [one, other], { among: inKey, limit })),
    ]
  })

function pairedWithAll(tenantId: string, one: string, other: string, others: readonly string[]): RawBuilder<unknown> {
  const alsoPaired = others.map(
    (prefix) => sql`and ${areAmong(sql.ref('patient_id'), [withBothWords(tenantId, [one, prefix])])}`,
  )
  return withBothWords(tenantId, [one, other], { among: sql.join(alsoPaired, sql` `), limit: MOST_FOUND + 1 })
}

/**
 * Of any pair few were born in one year, and their own keys tell the rest. The longest and the shortest word lead: the two of
 * a double family name, which all who have it share, are seldom both.
 */
function bornWithAll(
  tenantId: string,
  born: NonNullable<PatientSearch['born']>,
  prefixes: readonly string[],
): RawBuilder<unknown> {
  const [one = '', ...others] = prefixes
  const last = others.at(-1) ?? ''
  const also = others.slice(0, -1).map((prefix) => hasKey(tenantId, NAMES, prefix))
  const among = sql`${bornOn(born)} ${sql.join(also, sql` `)}`
  return withBothWords(tenantId, [one, last], { among, limit: MOST_FOUND + 1 })
}

const NAMES = ['family', 'given'] as const

const keyBranch = (tenantId: string, kind: string, condition: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`select key, patient_id from core.patient_search_key as found
    where tenant_id = ${tenantId} and kind = ${kind} and ${condition}`

function begins(prefix: string): RawBuilder<unknown> {
  const { from, before } = namePrefixRange(prefix)
  return sql`key >= ${from} and key < ${before}`
}

/** Runs on the rows of the range only, after row-level security: it needs no index of its own. */
const inSameKey = (prefix: string): RawBuilder<unknown> => sql`and strpos(' ' || key, ${` ${prefix}`}) > 0`

const bornOn = (born: PatientSearch['born']): RawBuilder<unknown> =>
  born === undefined
    ? sql``
    : born.from === born.to
      ? sql`and birth_date = ${born.from}`
      : sql`and birth_date between ${born.from} and ${born.to}`

/** The person has, for one alternative, a key for every prefix. For branches that few rows pass through. */
function named(tenantId: string, names: PatientSearch['names']): RawBuilder<unknown> {
  if (!names) return sql``
  const alternatives = names.map((prefixes) =>
    sql.join(
      prefixes.map((prefix) => hasKeyOf(tenantId, NAMES, prefix)),
      sql` and `,
    ),
  )
  return sql`and (${sql.join(
    alternatives.map((each) => sql`(${each})`),
    sql` or `,
  )})`
}

const hasKey = (tenantId: string, kinds: readonly string[], prefix: string): RawBuilder<unknown> =>
  sql`and ${hasKeyOf(tenantId, kinds, prefix)}`

/** Reads the few keys of the one person: offset keeps the planner from reading everyone's keys instead. */
const hasKeyOf = (tenantId: string, kinds: readonly string[], prefix: string): RawBuilder<unknown> =>
  sql`exists (
    select from (
      select kind, key from core.patient_search_key where tenant_id = ${tenantId} and patient_id = found.patient_id offset 0
    ) as also
    where also.kind = any(${kinds}::text[]) and also.key >= ${namePrefixRange(prefix).from}
      and also.key < ${namePrefixRange(prefix).before})`

/** Everyone in one of the branches, best match first, up to one more than is shown. */
async function run(
  tx: Reader<PatientTables>,
  by: By,
  parts: readonly RawBuilder<unknown>[],
): Promise<readonly string[]> {
  const limited = parts.map(
    (part, rank) => sql`(select ${sql.raw(String(rank))} as rank, * from (${part}) as branch
      order by key, patient_id limit ${MOST_FOUND + 1})`,
  )
  const { rows } = await sql<{ patient_id: string }>`
    with hit as (${sql.join(limited, sql` union all `)})
    select coalesce(merged.merged_into, hit.patient_id)::text as patient_id
    from (select patient_id, row_number() over (order by rank, key, patient_id) as place from hit) as hit
    left join lateral (
      -- Looks only into the small index of merged records: offset keeps the planner from joining the whole table.
      select merged_into from core.patient
      where tenant_id = ${by.tenantId} and patient_id = hit.patient_id and merged_into is not null offset 0
    ) as merged on true
    group by 1
    order by min(hit.place)
    limit ${MOST_FOUND + 1}`.execute(tx)
  return rows.map((row) => row.patient_id)
}
