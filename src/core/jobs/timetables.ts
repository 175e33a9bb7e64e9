import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import type { Platform } from '../context.ts'
import { allJobs } from './job.ts'
import { fingerprintOfQueues } from './queue.ts'

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
