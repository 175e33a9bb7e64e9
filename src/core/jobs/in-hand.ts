import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import type { Platform } from '../context.ts'

/** The jobs that this process is working on. */
interface InHand {
  readonly ids: ReadonlySet<string>
  readonly during: (id: string, work: () => Promise<void>) => Promise<void>
}

const hands = new WeakMap<PgBoss, InHand>()

export function inHand(boss: PgBoss): InHand {
  const known = hands.get(boss)
  if (known) return known
  const ids = new Set<string>()
  const made: InHand = {
    ids,
    async during(id, work) {
      ids.add(id)
      try {
        await work()
      } finally {
        ids.delete(id)
      }
    },
  }
  hands.set(boss, made)
  return made
}

/** What the queue waits after jobs were given back, before it fails those that are left, in milliseconds. */
const AFTER_MS = 1_000

/** Stops the queue. Jobs in hand have `graceMs` to finish; then another worker gets them, and it has cost them no try. */
export async function stopQueue(boss: PgBoss, platform: Platform, graceMs: number): Promise<void> {
  const giveBack = setTimeout(() => void giveJobsBack(boss, platform), graceMs)
  await boss.stop({ graceful: graceMs > 0, timeout: graceMs + AFTER_MS, close: true })
  clearTimeout(giveBack)
}

/** One by one: a job that cannot be given back is tried again as if it had failed. */
async function giveJobsBack(boss: PgBoss, { db, log }: Platform): Promise<void> {
  for (const id of inHand(boss).ids) {
    // The number of its tries goes on, since it tells this worker's hold on the job from the next one's.
    await sql`update pgboss.job set state = 'created', retry_limit = retry_limit + 1, start_after = now()
               where id = ${id} and state = 'active'`
      .execute(db)
      .catch((error: unknown) => {
        log.warn({ jobId: id, error: error instanceof Error ? error.name : typeof error }, 'job not given back')
      })
  }
}
