import { createHash } from 'node:crypto'
import { fromKysely, PgBoss, type ConstructorOptions } from 'pg-boss'
import type { ClientConfig } from 'pg'
import bossPackage from 'pg-boss/package.json' with { type: 'json' }
import { assertNoDefaultTenant } from '../database/no-default-tenant.ts'
import { StartUpError } from '../errors.ts'
import { DEAD_QUEUE } from './dead-queue.ts'
import { allJobs, checkedPayload, type JobSender } from './job.ts'

/** A job whose worker has not been heard of for this long is given to another, in seconds. */
export const HEARTBEAT_SECONDS = 30
/** How often the workers look for jobs whose worker is gone, in seconds. */
const LOOK_EVERY_SECONDS = 20
const RETRIES = 5
/** How long a job may work unless it says otherwise, in seconds. */
const LONGEST_SECONDS = 15 * 60
/** A dead job waits for a person for this long, in seconds: two years. The queue's own rule would drop it after two weeks. */
const DEAD_JOB_SECONDS = 2 * 365 * 86_400

const queueOptions = (connection: ClientConfig, roles: Partial<ConstructorOptions>): ConstructorOptions => ({
  ...(connection as object),
  schema: 'pgboss',
  application_name: 'troth-jobs',
  ...roles,
})

/** Owner's step at migration: installs or upgrades the queue's schema and makes a queue for every declared job. */
export async function prepareQueues(
  owner: ClientConfig,
  grant: (sql: string) => Promise<void>,
  known: string | undefined,
): Promise<void> {
  const fingerprint = fingerprintOfQueues()
  if (known === fingerprint) return
  const boss = new PgBoss(queueOptions(owner, { migrate: true, supervise: false, schedule: false, max: 2 }))
  boss.on('error', () => undefined)
  await boss.start()
  try {
    await makeQueue(boss, DEAD_QUEUE, { retryLimit: 0, retentionSeconds: DEAD_JOB_SECONDS })
    for (const { name, retryLimit = RETRIES, longestSeconds = LONGEST_SECONDS } of allJobs()) {
      await makeQueue(boss, name, {
        retryLimit,
        retryBackoff: true,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        expireInSeconds: longestSeconds,
        deadLetter: DEAD_QUEUE,
        notify: true,
      })
    }
  } finally {
    await boss.stop({ graceful: false, close: true })
  }
  await grant('grant usage on schema pgboss to troth_application')
  await grant('grant select, insert, update, delete on all tables in schema pgboss to troth_application')
  await grant('grant execute on all functions in schema pgboss to troth_application')
  await grant('grant usage on all sequences in schema pgboss to troth_application')
  await grant(`comment on schema pgboss is '${fingerprint}'`)
}

/** Changes whenever the queue's own version or any declared job does; kept as the schema's comment, so that a start need not look further. */
export function fingerprintOfQueues(): string {
  const jobs = allJobs().map(
    ({ name, retryLimit = RETRIES, longestSeconds = LONGEST_SECONDS, schedule = '' }) =>
      `${name}:${retryLimit}:${longestSeconds}:${schedule}`,
  )
  const parts = [bossPackage.version, HEARTBEAT_SECONDS, DEAD_QUEUE, DEAD_JOB_SECONDS, ...jobs.sort()]
  return createHash('sha256').update(parts.join('|')).digest('hex')
}

async function makeQueue(boss: PgBoss, name: string, options: object): Promise<void> {
  if (await boss.getQueue(name)) await boss.updateQueue(name, options)
  else await boss.createQueue(name, options)
}

/** The program's own handle on the queue, without any right to change its schema. */
export function openQueue(connection: ClientConfig, { worker }: { worker: boolean }): PgBoss {
  return new PgBoss(
    queueOptions(connection, {
      migrate: false,
      createSchema: false,
      supervise: worker,
      schedule: worker,
      useListenNotify: worker,
      superviseIntervalSeconds: LOOK_EVERY_SECONDS,
      monitorIntervalSeconds: LOOK_EVERY_SECONDS,
      max: worker ? 6 : 2,
    }),
  )
}

/** Opens the queue. Throws StartUpError when it was made by another version of the program. */
export async function startQueue(boss: PgBoss): Promise<void> {
  try {
    await boss.start()
    await assertNoDefaultTenant({ query: (text: string) => boss.getDb().executeSql(text) } as never)
  } catch (cause) {
    // The library has no codes for these two.
    if (!/not installed|requires migrations/.test(cause instanceof Error ? cause.message : '')) throw cause
    throw new StartUpError(
      'The job queue of this database belongs to another version of Troth: run "troth migrate" with DATABASE_OWNER_URL set if this version is the newer one, or install the newer one.',
      { cause },
    )
  }
}

/** Sends in the caller's transaction: no orphan job after a rollback, no lost job after a commit. */
export const senderOf = (boss: PgBoss): JobSender => ({
  async send(tx, tenantId, { name }, payload, { singletonKey, ...options } = {}) {
    const data = { ...checkedPayload(name, payload), tenantId }
    const sent = { ...options, group: { id: tenantId }, db: fromKysely(tx) }
    if (singletonKey === undefined) await boss.send(name, data, sent)
    else await boss.upsert(name, data, { ...sent, singletonKey: `${tenantId}:${singletonKey}` })
  },
})
