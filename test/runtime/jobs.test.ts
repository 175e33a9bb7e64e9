import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, afterEach, before, describe, it } from 'node:test'
import { Client, type QueryResultRow } from 'pg'
import { PgBoss } from 'pg-boss'
import { inTenant } from '../../src/core/database/in-tenant.ts'
import { DEAD_QUEUE } from '../../src/core/jobs/dead-queue.ts'
import { startTestPlatform, type TestPlatform } from '../support/test-platform.ts'
import { TEST_JOBS } from './worker.program.ts'

interface Said {
  readonly pid: number
  readonly started?: boolean
  readonly begun?: string
  readonly done?: string
  readonly tried?: string
  readonly ticked?: string
}

describe('Workers', () => {
  let test: TestPlatform
  let owner: PgBoss
  let client: Client
  const said: Said[] = []
  const workers: ChildProcess[] = []

  before(async () => {
    test = await startTestPlatform()
    client = new Client(test.connections.owner)
    await client.connect()
    owner = new PgBoss({ ...(test.connections.owner as object), schema: 'pgboss', supervise: false, schedule: false })
    owner.on('error', () => undefined)
    await owner.start()
    for (const { name, ...spec } of Object.values(TEST_JOBS)) {
      // A shorter heartbeat than the program's own, so that the test need not wait as long.
      const retryLimit = 'retryLimit' in spec ? spec.retryLimit : 5
      await owner.createQueue(name, {
        retryLimit,
        retryBackoff: true,
        heartbeatSeconds: 15,
        deadLetter: DEAD_QUEUE,
        notify: true,
      })
    }
  })
  afterEach(async () => {
    for (const worker of workers.splice(0)) {
      worker.kill('SIGKILL')
      if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit')
    }
    said.splice(0)
  })
  after(async () => {
    await client.end()
    await owner.stop({ graceful: false, close: true })
    await test.stop()
  })

  async function startWorker(slow: number): Promise<ChildProcess> {
    const settings = JSON.stringify({ app: test.connections.app, keyFile: test.keyFile, slow })
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'worker.program.ts')], {
      env: { PATH: process.env['PATH'], TROTH_TEST_WORKER: settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    workers.push(child)
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('"pid":')) said.push(JSON.parse(line) as Said)
    })
    await heard((line) => line.pid === child.pid && line.started === true)
    return child
  }
  async function heard(wanted: (line: Said) => boolean, milliseconds = 120_000): Promise<Said> {
    for (const until = Date.now() + milliseconds; ; await sleep(50)) {
      const line = said.find(wanted)
      if (line) return line
      assert.ok(Date.now() < until, `it was not said: ${JSON.stringify(said.slice(-5))}`)
    }
  }
  const send = async (job: { readonly name: string }, singletonKey?: string): Promise<string> => {
    const id = randomUUID()
    await inTenant<never, void>({ db: test.platform.db, tenantId: test.tenantId }, (tx) =>
      test.platform.jobs.send(tx, test.tenantId, job, { id }, singletonKey === undefined ? {} : { singletonKey }),
    )
    return id
  }
  const rows = async <Row extends QueryResultRow>(query: string, values: unknown[] = []): Promise<Row[]> =>
    (await client.query<Row>(query, values)).rows

  it('give a job whose worker was killed to another one', async () => {
    const doomed = await startWorker(600_000)
    const id = await send(TEST_JOBS.slow)
    await heard((line) => line.begun === id)
    doomed.kill('SIGKILL')
    const other = await startWorker(10)
    const done = await heard((line) => line.done === id)
    assert.equal(done.pid, other.pid)
  })

  it('give back what they are working on when they are told to stop', async () => {
    const stopping = await startWorker(600_000)
    const id = await send(TEST_JOBS.slow)
    await heard((line) => line.begun === id)
    stopping.kill('SIGTERM')
    assert.deepEqual(await once(stopping, 'exit'), [0, null])
    const [job] = await rows<{ state: string }>(`select state from pgboss.job where data->>'id' = $1`, [id])
    assert.equal(job?.state, 'retry')
    const other = await startWorker(10)
    assert.equal((await heard((line) => line.done === id)).pid, other.pid)
  })

  it('put a job that fails every time on the dead queue, with its reason and none of its words', async () => {
    await startWorker(10)
    const id = await send(TEST_JOBS.poison)
    let dead: { source_name: string; source_output: object; tenant: string } | undefined
    for (const until = Date.now() + 120_000; !dead && Date.now() < until; await sleep(200)) {
      ;[dead] = await rows(
        `select source_name, source_output, data->>'tenantId' as tenant from pgboss.job where name = $1 and data->>'id' = $2`,
        [DEAD_QUEUE, id],
      )
    }
    assert.ok(dead, 'it is on the dead queue')
    assert.equal(dead.source_name, 'test.poison')
    assert.equal(dead.tenant, test.tenantId)
    assert.match(JSON.stringify(dead.source_output), /RangeError/)
    assert.doesNotMatch(JSON.stringify(dead.source_output), /999 123/)
    assert.equal(said.filter((line) => line.tried === id).length, 3, 'once, and two more tries')
  })

  it('make one job for each organisation of a tick, however often the tick is worked on', async () => {
    const tick = randomUUID()
    const data = { everyOrganisation: true }
    await Promise.all([startWorker(10), startWorker(10)])
    await owner.insert('test.tick', [{ id: tick, data }])
    await heard((line) => line.ticked === test.tenantId)
    await heard((line) => line.ticked === test.otherTenantId)
    // As if its worker had been killed between the fan-out and the end.
    await client.query(
      `update pgboss.job set state = 'retry', retry_count = 0, completed_on = null, start_after = now() where id = $1`,
      [tick],
    )
    for (const until = Date.now() + 60_000; ; await sleep(200)) {
      const [again] = await rows<{ state: string }>('select state from pgboss.job where id = $1', [tick])
      if (again?.state === 'completed') break
      assert.ok(Date.now() < until, 'the tick was worked on again')
    }
    await sleep(3_000)
    const ofTick = await rows(
      `select from pgboss.job where name = 'test.tick' and id <> $1 and created_on > now() - interval '5 minutes' and data ? 'tenantId'`,
      [tick],
    )
    const minutes = await rows(
      `select from pgboss.job where name = 'test.tick' and id <> $1 and data ? 'everyOrganisation'`,
      [tick],
    )
    assert.equal(ofTick.length, 2 * (1 + minutes.length), 'two organisations, for this tick and any of the timetable')
  })

  it(
    'keep the timetable: once a minute for each organisation, whatever the number of workers',
    { skip: process.env['TROTH_TEST_FULL'] ? false : 'takes three minutes: runs with TROTH_TEST_FULL=1' },
    async () => {
      await client.query(`delete from pgboss.job where name = 'test.tick'`)
      await Promise.all([startWorker(10), startWorker(10), startWorker(10)])
      await sleep(190_000)
      const ticks = await rows<{ minute: string; count: string }>(
        `select date_trunc('minute', created_on) as minute, count(*) from pgboss.job
          where name = 'test.tick' and data ? 'everyOrganisation' group by 1`,
      )
      assert.ok(ticks.length >= 3, `${ticks.length} minutes`)
      assert.deepEqual(
        ticks.map(({ count }) => Number(count)),
        ticks.map(() => 1),
      )
      const [done] = await rows<{ count: string }>(
        `select count(*) from pgboss.job where name = 'test.tick' and data ? 'tenantId'`,
      )
      assert.equal(Number(done?.count), 2 * ticks.length)
    },
  )

  it('see one waiting job for a key, with the newest payload', async () => {
    await send(TEST_JOBS.slow, 'a')
    const newest = await send(TEST_JOBS.slow, 'a')
    const other = await send(TEST_JOBS.slow, 'b')
    const waiting = await rows<{ id: string }>(
      `select data->>'id' as id from pgboss.job where name = 'test.slow' and state = 'created' and singleton_key is not null`,
    )
    assert.deepEqual(waiting.map(({ id }) => id).sort(), [newest, other].sort())
  })
})
