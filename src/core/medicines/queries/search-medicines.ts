import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '../../database/transaction.ts'
import type { Level } from '../medicine.ts'
import { keysFrom, medicineQuery } from '../search-words.ts'
import type { MedicineTables } from '../tables.ts'

export interface MedicineMatch {
  readonly id: string
  readonly level: Extract<Level, 'vtm' | 'vmp' | 'amp'>
  /** A brand with its supplier. */
  readonly name: string
  /** Neither invalid, nor gone from the dictionary, nor a brand whose packs are all discontinued. */
  readonly isCurrent: boolean
}
export interface MedicineMatches {
  readonly matches: readonly MedicineMatch[]
  /** There are more: a longer search finds fewer. */
  readonly isMore: boolean
  /** Nothing was asked, or fewer letters than are worth a search. */
  readonly isTooShort: boolean
}
export interface MedicineSearch {
  readonly levels?: readonly MedicineMatch['level'][]
  readonly currentOnly?: boolean
  readonly limit?: number
}

/** The most that one search finds and sorts. One medicine may be found by several of its words. */
const MOST_SORTED = 400
const MOST_READ = 2 * MOST_SORTED
const ORDER: Readonly<Record<MedicineMatch['level'], number>> = { vtm: 0, vmp: 1, amp: 2 }

/**
 * Substances, generic products and brands by the beginnings of words of their names: current ones first, then substances before
 * generic products before brands, then by name. Reads B-tree ranges only, and stops early whatever is typed.
 */
export async function searchMedicines(
  tx: Reader<MedicineTables>,
  text: string,
  { levels = ['vtm', 'vmp', 'amp'], currentOnly = false, limit = 20 }: MedicineSearch = {},
): Promise<MedicineMatches> {
  const words = medicineQuery(text)
  if (words.length === 0) return { matches: [], isMore: false, isTooShort: true }
  const [first = '', ...others] = await rarestFirst(tx, words)
  const also = others.map(
    (word) =>
      sql`and exists (select from core.dmd_search_key o where o.entry_id = k.entry_id and ${begins(sql`o.key`, word)})`,
  )
  const { rows } = await sql<{ id: string; level: MedicineMatch['level']; name: string; is_current: boolean }>`
    select distinct id, level, name, is_current from (
      select e.entry_id as id, e.level, e.name, e.is_current
        from core.dmd_search_key k join core.dmd_search_entry e on e.entry_id = k.entry_id
       where ${begins(sql`k.key`, first)} ${sql.join(also, sql` `)}
         and e.level = any(${levels}) ${currentOnly ? sql`and e.is_current` : sql``}
       limit ${MOST_READ}) found
     limit ${MOST_SORTED}`.execute(tx)
  const sorted = rows
    .map((row) => ({ id: row.id, level: row.level, name: row.name, isCurrent: row.is_current }))
    .sort(
      (a, b) =>
        Number(b.isCurrent) - Number(a.isCurrent) ||
        ORDER[a.level] - ORDER[b.level] ||
        collator.compare(a.name, b.name) ||
        (a.id < b.id ? -1 : 1),
    )
  return { matches: sorted.slice(0, limit), isMore: sorted.length > limit, isTooShort: false }
}

const collator = new Intl.Collator('en', { numeric: true })

/** “tablets” is on half of all products: the word that fewest have leads, and the others are looked up for those few. */
async function rarestFirst(tx: Reader<MedicineTables>, words: readonly string[]): Promise<readonly string[]> {
  if (words.length === 1) return words
  const counts = words.map(
    (word, at) =>
      sql`select ${at}::integer as at, count(*)::integer as found from
            (select from core.dmd_search_key k where ${begins(sql`k.key`, word)} limit 2000) counted`,
  )
  const { rows } = await sql<{ at: number; found: number }>`${sql.join(counts, sql` union all `)}`.execute(tx)
  return rows.toSorted((a, b) => a.found - b.found || a.at - b.at).map(({ at }) => words[at] ?? '')
}

function begins(key: RawBuilder<unknown>, word: string): RawBuilder<unknown> {
  const { from, before } = keysFrom(word)
  return sql`${key} >= ${from} and ${key} < ${before}`
}
