import { createHash } from 'node:crypto'
import type { Job as BossJob, PgBoss } from 'pg-boss'
import { z } from 'zod'
import { systemContext, type Platform } from '../context.ts'
import { onPlatform } from '../database/in-tenant.ts'
import { platformReader } from '../database/platform-reader.ts'
import { NotFoundError } from '../errors.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import { newUuid } from '../values/uuid.ts'
import { HEARTBEAT_SECONDS } from './queue.ts'
import { allJobs, type Job } from './job.ts'
import { inHand } from './in-hand.ts'
import { TIMETABLE_ZONE } from './timetable.ts'
import { forgetOldTimetables, keepTimetable, noteTick } from './timetables.ts'

const envelope = z.object({ tenantId: z.uuid() }).loose()
/** The envelope of a timetable's tick: the job is then sent once for each organisation. */
const TICK = { everyOrganisation: true }

/** Starts working on every declared job, and keeps every timetable. */
export async function startWorkers(boss: PgBoss, platform: Platform): Promise<void> {
  await Promise.all(
    allJobs().map(async (spec) => {
      await startWorkersOf(spec, boss, platform)
      if (!spec.schedule) return
      await keepTimetable(platform, spec.name, spec.schedule)
      // What was missed while no program ran is done once.
      await boss.schedule(spec.name, spec.schedule, TICK, { tz: TIMETABLE_ZONE, missed: 'once' })
    }),
  )
  await forgetOldTimetables(boss, platform)
}

/** How long the queue has to note that a job is done, in milliseconds. */
const LOOK_AGAIN_MS = 20

/** The workers of one job. The first takes the next as soon as it has done one; all of them do while many wait. */
async function startWorkersOf(spec: Job<never>, boss: PgBoss, platform: Platform): Promise<void> {
  let first = ''
  first = await boss.work<object>(
    spec.name,
    {
      batchSize: 1,
      localConcurrency: 3,
      // However many jobs one organisation has, the others' find a free hand.
      localGroupConcurrency: 2,
      pollingIntervalSeconds: 2,
      // New jobs are announced; this is for those whose time comes, such as a second try.
      notifyPollingIntervalSeconds: 10,
      burstWhenReadyExceeds: 1,
      heartbeatRefreshSeconds: HEARTBEAT_SECONDS / 3,
    },
    async ([queued]) => {
      if (!queued) return
      try {
        await inHand(boss).during(queued.id, () => doJob(boss, platform, spec, queued))
      } finally {
        // Or every worker rests between any two jobs, and of a hundred that were announced together the last waits for minutes.
        boss.notifyWorker(first)
        // And again: until the queue has heard that another worker’s is done, its organisation still counts as busy.
        setTimeout(() => boss.notifyWorker(first), LOOK_AGAIN_MS).unref()
      }
    },
  )
}

async function doJob(boss: PgBoss, platform: Platform, spec: Job<never>, queued: BossJob<object>): Promise<void> {
  if ('everyOrganisation' in queued.data) {
    await doTick(boss, platform, spec.name, queued.id)
    return
  }
  const { tenantId, ...rest } = envelope.parse(queued.data)
  const payload = spec.payload.parse(rest)
  const isUp = queued.signal
  const tell = () => platform.log.error({ job: spec.name, jobId: queued.id }, 'job told to stop: its time is up')
  isUp.addEventListener('abort', tell, { once: true })
  try {
    await refuseClosed(platform, tenantId)
    await spec.work(systemContext(platform, tenantId, newUuid(platform.clock.now())), payload, { isUp })
  } catch (error) {
    // The message may quote a value from the record, so only its kind is logged and kept with the job.
    platform.log.error({ job: spec.name, jobId: queued.id, error: nameOf(error) }, 'job failed')
    throw new Error(nameOf(error))
  } finally {
    isUp.removeEventListener('abort', tell)
  }
}

/** A tick belongs to no organisation: what becomes of it is noted where the page of failed jobs finds it. */
async function doTick(boss: PgBoss, platform: Platform, name: string, tick: string): Promise<void> {
  try {
    await sendToEveryOrganisation(boss, platform, name, tick)
    await noteTick(platform, name)
  } catch (error) {
    platform.log.error({ job: name, jobId: tick, error: nameOf(error) }, 'timetable failed')
    // When the database itself is away nothing can be noted; the timetable then shows as late.
    await noteTick(platform, name, nameOf(error)).catch(() => undefined)
    throw new Error(nameOf(error))
  }
}

/** An organisation that has closed, or never was, has nothing done in its name. The job waits on the dead-job queue. */
async function refuseClosed(platform: Platform, tenantId: string): Promise<void> {
  const open = await platformReader<TenancyTables>(platform)
    .selectFrom('core.tenant')
    .select('tenant_id')
    .where('tenant_id', '=', tenantId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (!open) throw new NotFoundError('Organisation')
}

/** A tick that is worked on twice, because its worker was killed half-way, still makes one job for each organisation. */
async function sendToEveryOrganisation(boss: PgBoss, platform: Platform, name: string, tick: string): Promise<void> {
  const tenants = await onPlatform<TenancyTables, { tenant_id: string }[]>(platform, (tx) =>
    tx.selectFrom('core.tenant').select('tenant_id').where('closed_at', 'is', null).execute(),
  )
  await boss.insert(
    name,
    tenants.map(({ tenant_id: tenantId }) => ({
      id: jobOfTick(tick, tenantId),
      data: { tenantId },
      group: { id: tenantId },
    })),
  )
}

/** The same for every try: the queue takes an identifier once (RFC 9562, version 8). */
function jobOfTick(tick: string, tenantId: string): string {
  const hash = createHash('sha256').update(`${tick}:${tenantId}`).digest()
  hash[6] = (hash[6]! & 0x0f) | 0x80
  hash[8] = (hash[8]! & 0x3f) | 0x80
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error')
