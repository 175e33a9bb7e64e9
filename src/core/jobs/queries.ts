import { sql } from 'kysely'
import { countUpTo } from '../database/count-up-to.ts'
import type { Reader } from '../database/transaction.ts'
import { NotFoundError } from '../errors.ts'
import { isUuid } from '../values/uuid.ts'
import { allJobs } from './job.ts'
import { DEAD_QUEUE } from './dead-queue.ts'
import type { QueueTables, TimetableTables } from './tables.ts'
import { timetableState, type Timetable, type TimetableState } from './timetable.ts'
import type { TroubledJob } from './troubled-job.ts'

export interface TroubledFilter {
  readonly state?: TroubledJob['state'] | undefined
  readonly name?: string | undefined
}

/** The queue has no row-level security: every query of it names the organisation in the payload. */
function troubled(db: Reader<QueueTables>, tenantId: string) {
  return db
    .selectFrom('pgboss.job')
    .select(['id', 'name', 'data', 'retry_count', 'start_after', 'created_on', 'output'])
    .select(['source_name', 'source_created_on', 'source_retry_count', 'source_output'])
    .where(sql<string>`data->>'tenantId'`, '=', tenantId)
    .where((job) =>
      job.or([
        job.and([job('name', '=', DEAD_QUEUE), job('state', '=', 'created')]),
        job.and([job('name', '<>', DEAD_QUEUE), job('state', '=', 'retry')]),
      ]),
    )
}

/** Jobs of the organisation that failed, newest first, and how many there are. */
export async function listTroubledJobs(
  db: Reader<QueueTables>,
  tenantId: string,
  { state, name }: TroubledFilter,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly jobs: readonly TroubledJob[]; readonly total: number }> {
  const found = troubled(db, tenantId)
    .$if(state !== undefined, (query) => query.where('name', state === 'dead' ? '=' : '<>', DEAD_QUEUE))
    .$if(name !== undefined, (query) => query.where(sql<string>`coalesce(source_name, name)`, '=', name!))
  const rows = await found
    .orderBy('created_on', 'desc')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return {
    jobs: rows.map(asTroubledJob),
    total: await countUpTo(db, found.clearSelect().select(sql<number>`1`.as('one'))),
  }
}

/** Throws `NotFoundError` when it is not a job of this organisation, or is no longer in trouble. */
export async function getTroubledJob(db: Reader<QueueTables>, tenantId: string, jobId: string): Promise<TroubledJob> {
  const row = isUuid(jobId) ? await troubled(db, tenantId).where('id', '=', jobId).executeTakeFirst() : undefined
  if (!row) throw new NotFoundError('Job')
  return asTroubledJob(row)
}

/** How many jobs of each kind are in each state, over all organisations, and how long the first of them has been due. */
export async function countJobs(
  db: Reader<QueueTables>,
): Promise<readonly { job: string; state: 'created' | 'retry' | 'active'; count: number; lateSeconds: number }[]> {
  const rows = await db
    .selectFrom('pgboss.job')
    .select(['name as job', 'state', ({ fn }) => fn.countAll<number>().as('count')])
    .select(sql<number>`greatest(0, extract(epoch from now() - min(start_after)))::float8`.as('lateSeconds'))
    .where('name', '<>', DEAD_QUEUE)
    .where('state', 'in', ['created', 'retry', 'active'])
    .groupBy(['name', 'state'])
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as 'created' | 'retry' | 'active' }))
}

/** How many jobs of each kind failed every try and wait for a person, over all organisations. */
export async function countDeadJobs(db: Reader<QueueTables>): Promise<readonly { job: string; count: number }[]> {
  return await db
    .selectFrom('pgboss.job')
    .select([sql<string>`coalesce(source_name, name)`.as('job'), ({ fn }) => fn.countAll<number>().as('count')])
    .where('name', '=', DEAD_QUEUE)
    .where('state', '=', 'created')
    .groupBy(sql`coalesce(source_name, name)`)
    .execute()
}

/** Every timetable of the program and whether it is kept, by the clock of the database, which is the queue's own. */
export async function listTimetables(
  db: Reader<TimetableTables>,
): Promise<readonly (Timetable & { readonly state: TimetableState })[]> {
  const rows = await db
    .selectFrom('core.timetable')
    .select(['name', 'since', 'done_at as doneAt', 'failed_at as failedAt', 'problem', sql<Date>`now()`.as('now')])
    .execute()
  return allJobs().flatMap(({ name, schedule }) => {
    if (schedule === undefined) return []
    const row = rows.find((known) => known.name === name)
    const { since = null, doneAt = null, failedAt = null, problem = null, now = new Date(0) } = row ?? {}
    const timetable = { name, schedule, since, doneAt, failedAt, problem }
    return [{ ...timetable, state: timetableState(timetable, now) }]
  })
}

type Row = Awaited<ReturnType<ReturnType<typeof troubled>['execute']>>[number]

function asTroubledJob(row: Row): TroubledJob {
  const isDead = row.name === DEAD_QUEUE
  const { tenantId: _tenantId, ...payload } = row.data
  return {
    jobId: row.id,
    state: isDead ? 'dead' : 'failing',
    name: isDead ? (row.source_name ?? DEAD_QUEUE) : row.name,
    payload,
    madeAt: isDead ? (row.source_created_on ?? row.created_on) : row.created_on,
    tries: (isDead ? (row.source_retry_count ?? 0) : row.retry_count) + 1,
    problem: (isDead ? row.source_output : row.output)?.message ?? 'Error',
    at: isDead ? row.created_on : row.start_after,
  }
}
