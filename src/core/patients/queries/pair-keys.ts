import { sql, type RawBuilder } from 'kysely'
import { namePrefixRange } from '../../values/name-search.ts'

type Sql = RawBuilder<unknown>

/** Sorts after every word that may follow. */
const LAST = '\u{10ffff}'

interface Narrowing {
  /** What must hold of the rows of `core.patient_search_key as found`, beginning with "and". */
  readonly among?: Sql
  /** Most rows for each whole first word. */
  readonly limit?: number
}

/** Who is called two things, whole or begun, as `key` and `patient_id`: either word may stand first in a pair. */
export const withBothWords = (tenantId: string, words: readonly [string, string], narrowing: Narrowing = {}): Sql =>
  inEitherOrder(tenantId, 'pair', words, narrowing)

/**
 * Far more than share any two names. A set without a known bound is too large for the planner to hash, and would be read
 * through once for each row it is compared with.
 */
const MOST_HASHED = 100_000

/** Of the rows before it, those of people called two things: "is true" has the set hashed once instead of joined. */
export const areAmong = (id: Sql, people: readonly Sql[]): Sql =>
  sql`(${id} in (select patient_id from (${sql.join(people, sql` union all `)}) as also limit ${sql.lit(MOST_HASHED)})) is true`

/** Most whole words that are tried for one that is begun: names written as one word are too many kinds to try them all. */
const MOST_TRIED = 50

/**
 * Keys whose first word goes on beyond one of these and whose second begins with the other, names written as one word
 * ("ANNMARIE KHAN") among them.
 */
export const beginningWithBoth = (
  tenantId: string,
  kind: 'family' | 'given',
  words: readonly [string, string],
  narrowing: Narrowing = {},
): Sql => inEitherOrder(tenantId, kind, words, narrowing, MOST_TRIED)

/** Keys of a postcode, whole or begun, that go on with a name. */
export const ofNameAtPostcode = (tenantId: string, postcode: string, name: string, narrowing: Narrowing): Sql =>
  inThisOrder(tenantId, 'place', postcode, name, narrowing, undefined)

const inEitherOrder = (
  tenantId: string,
  kind: string,
  [one, other]: readonly [string, string],
  narrowing: Narrowing,
  most?: number,
): Sql =>
  sql`${inThisOrder(tenantId, kind, one, other, narrowing, most)} union all ${inThisOrder(tenantId, kind, other, one, narrowing, most)}`

/** Steps from whole word to whole word that the first may be ("SMI": SMIRNOV, SMITH), one probe of the index for each. */
function inThisOrder(
  tenantId: string,
  kind: string,
  first: string,
  second: string,
  { among = sql``, limit }: Narrowing,
  most: number | undefined,
): Sql {
  const keys = sql`core.patient_search_key as found where tenant_id = ${tenantId} and kind = ${kind}`
  const { from: whole, before } = namePrefixRange(first)
  // Only names written as one word are tried up to a number, and those go on beyond what was typed.
  const from = most === undefined ? whole : `${first} ${LAST}`
  const wordFrom = (start: Sql): Sql =>
    sql`select split_part(key, ' ', 1) as word from ${keys} and key >= ${start} and key < ${before} order by key limit 1`
  const following = namePrefixRange(` ${second}`)
  const upTo = (rows: number | undefined): Sql => (rows === undefined ? sql`` : sql`limit ${rows}`)
  return sql`(
    with recursive begun as (
      (${wordFrom(sql`${from}`)})
      union all
      select next.word from begun cross join lateral (${wordFrom(sql`begun.word || ${` ${LAST}`}`)}) as next
    )
    select named.key, named.patient_id from (select word from begun ${upTo(most)}) as begun cross join lateral (
      select key, patient_id from ${keys}
        and key >= begun.word || ${following.from} and key < begun.word || ${following.before} ${among}
      order by key, patient_id ${upTo(limit)}
    ) as named)`
}
