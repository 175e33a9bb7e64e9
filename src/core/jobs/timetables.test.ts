import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import { browserLike } from '../../../test/support/browser-like.ts'
import { findSignedInOfTest, signInForTest } from '../../../test/support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { systemContext } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import { buildServer } from '../http/server.ts'
import { closeTask } from '../tasks/index.ts'
import type { TaskTables } from '../tasks/tables.ts'
import { newUuid } from '../values/uuid.ts'
import { watchTimetables } from './commands/watch-timetables.ts'
import { watchTimetablesJob } from './jobs.ts'
import { jobPaths } from './paths.ts'
import { openQueue } from './queue.ts'
import { timetableLate } from './task-reasons.ts'
import { startWorkers } from './worker.ts'

const SWEEP = 'core.sweep-short-lived'

describe('Work on a timetable', () => {
  let test: TestPlatform
  let worker: PgBoss
  let app: FastifyInstance
  before(async () => {
    test = await startTestPlatform()
    worker = openQueue(test.connections.app, { worker: true })
    worker.on('error', () => undefined)
    await worker.start()
    const options = {
      findSignedIn: findSignedInOfTest,
      demonstration: false,
      publicUrl: 'http://localhost',
      rateLimits: false,
    }
    app = await buildServer(test.platform, options)
  })
  after(async () => {
    await worker.stop({ graceful: false, close: true })
    await app.close()
    await test.stop()
  })
  const page = async (tenantId = test.tenantId) => {
    const { cookies } = await signInForTest(test, newUuid(new Date()), ['administrator'], { tenantId })
    return (await browserLike(app, cookies).get(jobPaths.list())).text
  }
  const run = (statement: ReturnType<typeof sql>) => statement.execute(test.platform.db)
  const watch = () =>
    watchTimetablesJob.work(systemContext(test.platform, test.tenantId, newUuid(new Date())), {} as never)
  const tasks = () =>
    inTenant<TaskTables, { task_id: string; outcome: string | null }[]>(test.as([]), (tx) =>
      tx
        .selectFrom('core.task')
        .select(['task_id', 'outcome'])
        .where('tenant_id', '=', test.tenantId)
        .where('reason', '=', timetableLate.code)
        .orderBy('task_id')
        .execute(),
    )
  const until = async (holds: () => Promise<boolean>) => {
    for (const end = Date.now() + 20_000; Date.now() < end; await sleep(50)) if (await holds()) return
    assert.fail('it did not happen')
  }

  it('that no program keeps is shown as late', async () =>
    assert.match(
      await page(),
      /Remove what is kept for a few days only State Late Last done Never What went wrong It did not begin/,
    ))
  it('is on time once a program keeps it', async () => {
    await startWorkers(worker, test.platform)
    assert.match(await page(), /All work on a timetable was done on time/)
  })
  it('whose tick fails says what went wrong, and says it was done once it was', async () => {
    const { Client } = await import('pg')
    const owner = new Client(test.connections.owner)
    await owner.connect()
    await owner.query('revoke select on core.tenant from troth_application')
    await worker.send(SWEEP, { everyOrganisation: true }, { retryLimit: 0 })
    const noted = async (column: 'failed_at' | 'done_at') =>
      (
        await sql<{ at: Date | null }>`
          select ${sql.ref(column)} as at from core.timetable where name = ${SWEEP}`.execute(test.platform.db)
      ).rows[0]?.at !== null
    await until(() => noted('failed_at'))
    await owner.query('grant select on core.tenant to troth_application')
    await owner.end()
    assert.match(
      await page(),
      /Remove what is kept for a few days only State Being tried again Last done Never What went wrong [a-zA-Z]*error/i,
    )
    await worker.send(SWEEP, { everyOrganisation: true })
    await until(() => noted('done_at'))
    assert.match(await page(), /All work on a timetable was done on time/)
  })
  it('that is late is shown to the administrators of every organisation, who get one task', async () => {
    await watch()
    assert.deepEqual(await tasks(), [])
    await run(sql`update core.timetable set since = now() - interval '3 days', done_at = null where name = ${SWEEP}`)
    for (const tenantId of [test.tenantId, test.otherTenantId])
      assert.match(await page(tenantId), /few days only State Late/)
    await watch()
    await watch()
    assert.deepEqual(
      (await tasks()).map(({ outcome }) => outcome),
      [null],
    )
  })
  it('gives no second task to someone who has just seen to the first', async () => {
    const [{ task_id: taskId } = { task_id: '' }] = await tasks()
    await closeTask(test.as(['administrator'], { purpose: 'administration' }), { taskId, outcome: 'told' })
    await watch()
    assert.equal((await tasks()).length, 1)
  })
  it('finishes the task by itself once it is on time again', async () => {
    await watchTimetables(systemContext(test.platform, test.tenantId, newUuid(new Date())), {})
    await run(sql`update core.timetable set done_at = now() where name = ${SWEEP}`)
    await watch()
    assert.deepEqual((await tasks()).map(({ outcome }) => outcome).sort(), ['on-time-again', 'told'])
  })
  it('is watched by the program alone', async () => {
    await assert.rejects(watchTimetables(test.as(['administrator'], { purpose: 'administration' }), {}), {
      name: 'NotAllowedError',
    })
  })
})
