import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import { namePrefixRange } from '../../values/name-search.ts'
import { identifierKey, SUPERSEDED_NHS_NUMBER } from '../search-keys.ts'
import type { PatientSearch } from '../search-query.ts'
import type { PatientTables } from '../tables.ts'

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
  const leadsByName = !nhsNumber && !exact && !postcode && (!born || born.from !== born.to) && names !== undefined
  if (!leadsByName) return await run(tx, by, branches(by, search), page)

  // Most searches end with the family names; given names are read only when there is room left in the answer.
  const byFamily = await run(tx, by, nameBranches(by, search, ['family']), page)
  if (byFamily.isMore) return byFamily
  const byEither = await run(tx, by, nameBranches(by, search, ['family', 'given']), page)
  if (byEither.total > 0 || names.every((prefixes) => prefixes.length === 1)) return byEither
  return await run(tx, by, acrossKeys(by, search), page)
}

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
  const prefix = sql`${begins(postcode ?? '')} ${bornOn(born)} ${named(tenantId, names)}`
  return postcode === undefined ? [] : [keyBranch(tenantId, 'postcode', prefix)]
}

/** The longest prefix leads; the others must begin words of the same key, which holds every word of the name. */
const nameBranches = (by: By, { names = [], born }: PatientSearch, kinds: readonly string[]): RawBuilder<unknown>[] =>
  kinds.flatMap((kind) =>
    names.map(([first = '', ...others]) => {
      const rest = others.map((prefix) => sql`${inSameKey(prefix)} and ${isAnyonesKey(by.tenantId, prefix)}`)
      return keyBranch(by.tenantId, kind, sql`${begins(first)} ${bornOn(born)} ${sql.join(rest, sql` `)}`)
    }),
  )

/** Asked once, not for each row: "smith zzyzx" need not read every Smith to find nobody. */
const isAnyonesKey = (tenantId: string, prefix: string): RawBuilder<unknown> =>
  sql.join(
    [
      sql`(`,
      sql.join(
        NAMES.map(
          (kind) => sql`exists (select from core.patient_search_key as any_key where any_key.tenant_id = ${tenantId}
            and any_key.kind = ${kind} and any_key.key >= ${namePrefixRange(prefix).from}
            and any_key.key < ${namePrefixRange(prefix).before})`,
        ),
        sql` or `,
      ),
      sql`)`,
    ],
    sql``,
  )

/** Most rows that are looked at one by one where no single key fits. */
const MOST_TRIED = 500

/** "annmarie obrienluczak": each word begins a key of the person, but not of the same key. Rare, so tried last and not far. */
const acrossKeys = (by: By, { names = [], born }: PatientSearch): RawBuilder<unknown>[] =>
  NAMES.flatMap((kind) =>
    names.map(([first = '', ...others]) => {
      const led = keyBranch(by.tenantId, kind, sql`${begins(first)} ${bornOn(born)}`)
      const also = others.map(
        (prefix) => sql`and ${isAnyonesKey(by.tenantId, prefix)} ${hasKey(by.tenantId, NAMES, prefix)}`,
      )
      return sql`select key, patient_id from (${led} order by key, patient_id limit ${MOST_TRIED}) as found
        where true ${sql.join(also, sql` `)}`
    }),
  )

const NAMES = ['family', 'given']

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

async function run(
  tx: Reader<PatientTables>,
  by: By,
  parts: readonly RawBuilder<unknown>[],
  { number, size }: { readonly number: number; readonly size: number },
): Promise<Found> {
  const limited = parts.map(
    (part, rank) => sql`(select ${sql.raw(String(rank))} as rank, * from (${part}) as branch
      order by key, patient_id limit ${MOST_FOUND + 1})`,
  )
  const { rows } = await sql<{ patient_ids: string[]; total: number }>`
    with hit as (${sql.join(limited, sql` union all `)}),
    live as (
      select coalesce(merged.merged_into, hit.patient_id) as patient_id, min(hit.place) as place
      from (select patient_id, row_number() over (order by rank, key, patient_id) as place from hit) as hit
      left join lateral (
        -- Looks only into the small index of merged records: offset keeps the planner from joining the whole table.
        select merged_into from core.patient
        where tenant_id = ${by.tenantId} and patient_id = hit.patient_id and merged_into is not null offset 0
      ) as merged on true
      group by 1
    )
    select coalesce((array_agg(patient_id::text order by place))[${(number - 1) * size + 1}:${number * size}], '{}') as patient_ids,
      count(*)::int as total
    from live`.execute(tx)
  const { patient_ids: patientIds = [], total = 0 } = rows[0] ?? {}
  return { patientIds: patientIds.slice(0, MOST_FOUND), total: Math.min(total, MOST_FOUND), isMore: total > MOST_FOUND }
}
