import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import { z } from 'zod'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { inTenant } from '../database/in-tenant.ts'
import { DEAD_QUEUE } from './dead-queue.ts'
import { allJobs, job } from './job.ts'
import { stopQueue } from './in-hand.ts'
import { openQueue, prepareQueues } from './queue.ts'
import { forgetOldTimetables } from './timetables.ts'
import { startWorkers } from './worker.ts'

const NOTHING = '99999999-9999-4999-8999-999999999999'
const ID = '22222222-2222-4222-8222-222222222222'
const ran: { tenantId: string; id: string | undefined }[] = []
const note = job({
  name: 'test.note',
  payload: z.object({ id: z.uuid().optional() }),
  retryLimit: 0,
  longestSeconds: 3600,
  work({ tenantId }, { id }) {
    ran.push({ tenantId, id })
    return Promise.resolve()
  },
})

/** Works until it is told that its time is up. */
const stubborn = { begun: 0, toldAt: 0 }
job({
  name: 'test.too-long',
  payload: z.object({}),
  retryLimit: 1,
  longestSeconds: 2,
  async work(_ctx, _payload, time) {
    stubborn.begun += 1
    if (stubborn.begun > 1) return
    await new Promise((resolve) => time?.isUp.addEventListener('abort', resolve))
    stubborn.toldAt = Date.now()
  },
})

/** Works for longer than anybody waits when the program ends, and may be tried once only. */
const slow = { begun: 0 }
const slowJob = job({
  name: 'test.slow',
  payload: z.object({}),
  retryLimit: 0,
  async work() {
    slow.begun += 1
    await sleep(slow.begun === 1 ? 6_000 : 0)
  },
})

describe('A job', () => {
  let test: TestPlatform
  let worker: PgBoss
  before(async () => {
    test = await startTestPlatform()
    const asOwner = (statement: string) => run(statement)
    await prepareQueues(test.connections.owner, asOwner, undefined)
    worker = openQueue(test.connections.app, { worker: true })
    worker.on('error', () => undefined)
    await worker.start()
  })
  after(async () => {
    await worker.stop({ graceful: false, close: true })
    await test.stop()
  })
  async function run(statement: string) {
    const { Client } = await import('pg')
    const client = new Client(test.connections.owner)
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  const send = (payload: object, over: { tenantId?: string; singletonKey?: string } = {}) => {
    const { tenantId = test.tenantId, ...options } = over
    return inTenant(test.as([]), (tx) =>
      test.platform.jobs.send(tx as never, tenantId, note, payload as { id: string }, options),
    )
  }
  const waiting = async () =>
    (
      await sql<{ data: { tenantId: string; id?: string } }>`
        select data from pgboss.job where name = 'test.note' and state = 'created' order by created_on`.execute(
        test.platform.db,
      )
    ).rows.map(({ data }) => data)
  const until = async (holds: () => boolean | Promise<boolean>) => {
    for (const end = Date.now() + 20_000; Date.now() < end; await sleep(50)) if (await holds()) return
    assert.fail('it did not happen')
  }

  it('is refused where it is sent when its payload is not as declared', async () => {
    for (const payload of [{ id: 'Mrs Smith' }, { id: ID, nhsNumber: '9434765919' }, { tenantId: test.otherTenantId }])
      await assert.rejects(send(payload), { name: 'ZodError' })
    assert.deepEqual(await waiting(), [])
  })
  it('is refused when nobody declared it', async () => {
    const nameless = { name: 'test.nobody' }
    await assert.rejects(
      inTenant(test.as([]), (tx) => test.platform.jobs.send(tx as never, test.tenantId, nameless, {})),
      /not declared/,
    )
  })
  it('cannot be declared with an organisation in its payload', () => {
    const payload = z.object({ tenantId: z.uuid() })
    assert.throws(() => job({ name: 'test.stray', payload, work: () => Promise.resolve() }), /organisation/)
    assert.ok(!allJobs().some(({ name }) => name === 'test.stray'))
  })
  it('says how long it may take, so that it is not given to a second worker meanwhile', async () => {
    const { rows } = await sql<{ name: string; expire_seconds: number; retention_seconds: number }>`
      select name, expire_seconds, retention_seconds from pgboss.queue`.execute(test.platform.db)
    const queue = (wanted: string) => rows.find(({ name }) => name === wanted)
    assert.equal(queue('test.note')?.expire_seconds, 3600)
    assert.equal(queue('core.sweep-short-lived')?.expire_seconds, 900)
    assert.ok((queue(DEAD_QUEUE)?.retention_seconds ?? 0) > 365 * 86_400, 'a dead job vanishes by itself')
  })
  it('with a key waits once for each organisation, with what was said last', async () => {
    const [one, two] = [ID, NOTHING]
    for (const id of [one, one, two]) await send({ id }, { singletonKey: 'k' })
    await send({ id: one }, { singletonKey: 'k', tenantId: test.otherTenantId })
    await send({ id: one }, { singletonKey: 'other' })
    assert.deepEqual(
      (await waiting()).map(({ tenantId, id }) => [tenantId, id]),
      [
        [test.tenantId, two],
        [test.otherTenantId, one],
        [test.tenantId, one],
      ],
    )
  })
  it('is done in its organisation, and not for one that is closed or never was', async () => {
    await sql`delete from pgboss.job where name = 'test.note'`.execute(test.platform.db)
    await sql`update core.tenant set closed_at = now() where tenant_id = ${test.otherTenantId}`.execute(
      test.platform.db,
    )
    for (const tenantId of [NOTHING, test.otherTenantId, test.tenantId]) await send({ id: ID }, { tenantId })
    await startWorkers(worker, test.platform)
    const dead = async () =>
      (
        await sql<{ tenantId: string }>`
          select data->>'tenantId' as "tenantId" from pgboss.job where name = ${DEAD_QUEUE}`.execute(test.platform.db)
      ).rows.map(({ tenantId }) => tenantId)
    await until(async () => ran.length > 0 && (await dead()).length === 2)
    assert.deepEqual(ran, [{ tenantId: test.tenantId, id: ID }])
    assert.deepEqual((await dead()).sort(), [NOTHING, test.otherTenantId].sort())
    await sql`update core.tenant set closed_at = null where tenant_id = ${test.otherTenantId}`.execute(test.platform.db)
  })
  it('is begun as soon as another is done, however many wait', async () => {
    ran.length = 0
    await inTenant(test.as([]), async (tx) => {
      for (let i = 0; i < 30; i++) await test.platform.jobs.send(tx as never, test.tenantId, note, { id: ID })
    })
    await until(() => ran.length === 30)
  })
  it('of a timetable is done once for each organisation, also when its tick is worked on twice', async () => {
    ran.length = 0
    const tick = await worker.send('test.note', { everyOrganisation: true })
    await until(() => ran.length === 2)
    await sql`delete from pgboss.job where id = ${tick}`.execute(test.platform.db)
    await worker.send('test.note', { everyOrganisation: true }, { id: String(tick) })
    await sleep(3000)
    assert.deepEqual(ran.map(({ tenantId }) => tenantId).sort(), [test.tenantId, test.otherTenantId].sort())
  })
  it('that takes too long is told to stop, and is tried again', async () => {
    await worker.send('test.too-long', { tenantId: test.tenantId })
    await until(() => stubborn.toldAt > 0)
    await until(() => stubborn.begun === 2)
  })
  it('that is in hand when the program ends goes to the next one, and no try is lost', async () => {
    await inTenant(test.as([]), (tx) => test.platform.jobs.send(tx as never, test.tenantId, slowJob, {}))
    await until(() => slow.begun === 1)
    await stopQueue(worker, test.platform, 200)
    const { rows } = await sql<{ name: string; state: string }>`
      select name, state from pgboss.job where name = 'test.slow' or source_name = 'test.slow'`.execute(
      test.platform.db,
    )
    assert.deepEqual(rows, [{ name: 'test.slow', state: 'created' }])
    worker = openQueue(test.connections.app, { worker: true })
    worker.on('error', () => undefined)
    await worker.start()
    await startWorkers(worker, test.platform)
    await until(() => slow.begun === 2)
  })
  it('that the program no longer has loses its timetable, and the others keep theirs', async () => {
    const timetables = async () => (await worker.getSchedules()).map(({ name }) => name)
    await worker.schedule('test.slow', '0 0 1 1 *')
    assert.ok((await timetables()).includes('test.slow'))
    await forgetOldTimetables(worker, test.platform)
    assert.deepEqual((await timetables()).sort(), scheduled())
    await worker.schedule('test.slow', '0 0 1 1 *')
    await run(`comment on schema pgboss is 'made for another version'`)
    await forgetOldTimetables(worker, test.platform)
    assert.ok((await timetables()).includes('test.slow'), 'it may be the other version’s')
  })
})

const scheduled = (): string[] =>
  allJobs()
    .flatMap(({ name, schedule }) => (schedule ? [name] : []))
    .sort()
