import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import type { Platform } from '../context.ts'
import { onPlatform } from '../database/in-tenant.ts'
import { allJobs } from './job.ts'
import { fingerprintOfQueues } from './queue.ts'
import type { TimetableTables } from './tables.ts'

/** Remembers from when on a timetable is kept; one whose times have changed begins anew. */
export const keepTimetable = (platform: Platform, name: string, schedule: string): Promise<void> =>
  onPlatform<TimetableTables, void>(platform, async (tx) => {
    await tx
      .insertInto('core.timetable')
      .values({ name, schedule, done_at: null, failed_at: null, problem: null })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet({ schedule, since: sql`now()` })
          .where('core.timetable.schedule', '<>', schedule),
      )
      .execute()
  })

/** Notes that a tick was handed on to every organisation, or what kept it from that. */
export const noteTick = (platform: Platform, name: string, problem?: string): Promise<void> =>
  onPlatform<TimetableTables, void>(platform, async (tx) => {
    const change = problem === undefined ? { done_at: sql<Date>`now()` } : { failed_at: sql<Date>`now()`, problem }
    await tx.updateTable('core.timetable').set(change).where('name', '=', name).execute()
  })

/**
 * Takes away the timetables of jobs that the program no longer has: they would make work that nobody does. Beside a program
 * of another version nothing is taken away, because it may be the other one's.
 */
export async function forgetOldTimetables(boss: PgBoss, { db, log }: Platform): Promise<void> {
  if ((await queuesMadeFor(db)) !== fingerprintOfQueues()) return
  const kept = new Set(allJobs().flatMap(({ name, schedule }) => (schedule === undefined ? [] : [name])))
  for (const { name, key } of await boss.getSchedules()) {
    if (kept.has(name)) continue
    await boss.unschedule(name, key)
    log.info({ job: name }, 'timetable taken away')
  }
}

async function queuesMadeFor(db: Platform['db']): Promise<string | undefined> {
  const { rows } = await sql<{ text: string | null }>`
    select obj_description(oid, 'pg_namespace') as text from pg_namespace where nspname = 'pgboss'`.execute(db)
  return rows[0]?.text ?? undefined
}
