import type { SelectQueryBuilder } from 'kysely'
import type { Reader } from './transaction.ts'

/** The most rows a list counts: what lies behind is found with filters. An unbounded count would hold up everyone else. */
export const MOST_COUNTED = 1_000

/** How many rows a query finds, up to a limit. */
export async function countUpTo<Tables>(
  db: Reader<Tables>,
  found: SelectQueryBuilder<never, never, { one: number }>,
): Promise<number> {
  const { count } = await (db as unknown as Reader<Record<string, never>>)
    .selectFrom(found.limit(MOST_COUNTED).as('found'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
