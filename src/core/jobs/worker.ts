import type { Job as BossJob, PgBoss } from 'pg-boss'
import { z } from 'zod'
import { systemContext, type Platform } from '../context.ts'
import { onPlatform } from '../database/in-tenant.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import { newUuid } from '../values/uuid.ts'
import { HEARTBEAT_SECONDS } from './queue.ts'
import { allJobs, type Job } from './job.ts'

const envelope = z.object({ tenantId: z.uuid() }).loose()
/** The envelope of a timetable's tick: the job is then sent once for each organisation. */
const TICK = { everyOrganisation: true }

/** Starts working on every declared job, and keeps every timetable. */
export async function startWorkers(boss: PgBoss, platform: Platform): Promise<void> {
  for (const spec of allJobs()) {
    await boss.work<object>(
      spec.name,
      { batchSize: 1, localConcurrency: 2, pollingIntervalSeconds: 2, heartbeatRefreshSeconds: HEARTBEAT_SECONDS / 3 },
      async ([queued]) => {
        if (queued) await doJob(boss, platform, spec, queued)
      },
    )
    if (spec.schedule) await boss.schedule(spec.name, spec.schedule, TICK, { tz: 'Europe/London' })
  }
}

async function doJob(boss: PgBoss, platform: Platform, spec: Job<never>, queued: BossJob<object>): Promise<void> {
  if ('everyOrganisation' in queued.data) {
    await sendToEveryOrganisation(boss, platform, spec.name, queued.id)
    return
  }
  const { tenantId, ...rest } = envelope.parse(queued.data)
  const payload = spec.payload.parse(rest)
  try {
    await spec.work(systemContext(platform, tenantId, newUuid(platform.clock.now())), payload)
  } catch (error) {
    // The message may quote a value from the record, so only its kind is logged and kept with the job.
    platform.log.error({ job: spec.name, jobId: queued.id, error: nameOf(error) }, 'job failed')
    throw new Error(nameOf(error))
  }
}

async function sendToEveryOrganisation(boss: PgBoss, platform: Platform, name: string, tick: string): Promise<void> {
  const tenants = await onPlatform<TenancyTables, { tenant_id: string }[]>(platform, (tx) =>
    tx.selectFrom('core.tenant').select('tenant_id').where('closed_at', 'is', null).execute(),
  )
  for (const { tenant_id: tenantId } of tenants) {
    await boss.send(name, { tenantId }, { singletonKey: `${tick}:${tenantId}` })
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error')
