import type { Context } from '../context.ts'
import { readInTenant } from '../database/in-tenant.ts'
import type { Reader } from '../database/transaction.ts'
import { countsOfEveryone, type LiveTables } from '../tasks/index.ts'

/** Someone with a page open. */
export interface Listener {
  readonly accountId: string
  readonly roles: readonly string[]
}

/** The numbers of everyone in an organisation who has a page open, as the page's script wants them; a few queries for all of them. */
export async function liveCounts(
  ctx: Pick<Context, 'db' | 'tenantId' | 'clock'>,
  listeners: readonly Listener[],
): Promise<ReadonlyMap<string, string>> {
  const counts = await readInTenant<LiveTables, Awaited<ReturnType<typeof countsOfEveryone>>>(ctx, (tx) =>
    countsOfEveryone(tx as Reader<LiveTables>, ctx, listeners),
  )
  return new Map(counts.map(({ accountId, ...numbers }) => [accountId, JSON.stringify(numbers)]))
}
