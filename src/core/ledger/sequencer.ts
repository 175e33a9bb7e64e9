import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform } from '../context.ts'
import { platformReader } from '../database/platform-reader.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import { appendCommitted, MOST_AT_ONCE } from './append.ts'

/** How long the sequencer rests after each round over all organisations, in milliseconds. */
const REST_MS = 2_000

type Doors = Pick<Platform, 'db' | 'keys' | 'log'>

/**
 * Keeps the audit log of every organisation up with what is committed, until `stop` has resolved. Any number may run on one
 * database: of each log one at a time appends, and what that one has in hand the others leave alone.
 */
export function startSequencer(platform: Doors, restMs = REST_MS): { readonly stop: () => Promise<void> } {
  const end = new AbortController()
  const done = keepUp(platform, restMs, end.signal)
  return {
    async stop() {
      end.abort()
      await done
    },
  }
}

async function keepUp(platform: Doors, restMs: number, end: AbortSignal): Promise<void> {
  while (!end.aborted) {
    await oneRound(platform, end).catch((error: unknown) => tell(platform, error))
    await sleep(restMs, undefined, { signal: end }).catch(() => undefined)
  }
}

/** Closed organisations too: that one was closed is an event of its log. */
async function oneRound(platform: Doors, end: AbortSignal): Promise<void> {
  const tenants = await platformReader<TenancyTables>(platform).selectFrom('core.tenant').select('tenant_id').execute()
  for (const { tenant_id: tenantId } of tenants) {
    if (end.aborted) return
    // One log that cannot be written must not keep the others from theirs.
    await catchUp(platform, tenantId, end).catch((error: unknown) => tell(platform, error, tenantId))
  }
}

/** Appends until nothing more waits. */
export async function catchUp(
  platform: Pick<Platform, 'db' | 'keys'>,
  tenantId: string,
  end?: AbortSignal,
): Promise<void> {
  while ((await appendCommitted(platform, tenantId)) === MOST_AT_ONCE) if (end?.aborted === true) return
}

const tell = ({ log }: Doors, error: unknown, tenantId?: string): void =>
  log.error({ tenantId, error: error instanceof Error ? error.name : typeof error }, 'audit log not kept up')
