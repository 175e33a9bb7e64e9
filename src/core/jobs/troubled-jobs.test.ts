import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import { browserLike, type BrowserLike } from '../../../test/support/browser-like.ts'
import { findSignedInOfTest, signInForTest } from '../../../test/support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import type { AuditTables } from '../audit/tables.ts'
import { inTenant } from '../database/in-tenant.ts'
import { applyDisclosure } from '../disclosures/jobs.ts'
import { buildServer } from '../http/server.ts'
import { newUuid } from '../values/uuid.ts'
import { discardJob, tryJobAgain } from './commands/handle-troubled-job.ts'
import { DEAD_QUEUE } from './dead-queue.ts'
import { jobPaths } from './paths.ts'
import { getTroubledJob, listTroubledJobs } from './queries.ts'
import { openQueue } from './queue.ts'
import type { QueueTables } from './tables.ts'
import { startWorkers } from './worker.ts'

describe('A job that failed every try', () => {
  let test: TestPlatform
  let worker: PgBoss
  let app: FastifyInstance
  let administrator: BrowserLike
  before(async () => {
    test = await startTestPlatform()
    worker = openQueue(test.connections.app, { worker: true })
    worker.on('error', () => undefined)
    await worker.start()
    await startWorkers(worker, test.platform)
    const options = {
      findSignedIn: findSignedInOfTest,
      demonstration: false,
      publicUrl: 'http://localhost',
      rateLimits: false,
    }
    app = await buildServer(test.platform, options)
    administrator = await signedIn(['administrator'])
  })
  after(async () => {
    await worker.stop({ graceful: false, close: true })
    await app.close()
    await test.stop()
  })
  const signedIn = async (roles: Parameters<typeof signInForTest>[2], tenantId = test.tenantId) =>
    browserLike(app, (await signInForTest(test, newUuid(new Date()), roles, { tenantId })).cookies)
  const admin = (over = {}) => test.as(['administrator'], { purpose: 'administration', ...over })
  const list = (tenantId = test.tenantId, filter = {}) =>
    inTenant<QueueTables, Awaited<ReturnType<typeof listTroubledJobs>>>({ db: test.platform.db, tenantId }, (tx) =>
      listTroubledJobs(tx, tenantId, filter, { page: 1, size: 50 }),
    )
  const lastEvent = () =>
    inTenant<AuditTables, { action: string; outcome: string } | undefined>(test.as([]), (tx) =>
      tx
        .selectFrom('core.audit_event')
        .select(['action', 'outcome'])
        .where('action', 'like', 'core.job.%')
        .where('outcome', '=', 'done')
        .orderBy('recorded_at', 'desc')
        .limit(1)
        .executeTakeFirst(),
    )

  /** A real job that cannot work: there is no such disclosure. Its tries are used up at once. */
  async function failedJob(retries = 0): Promise<string> {
    const disclosureId = newUuid(new Date())
    await inTenant<never, void>(test.as([]), async (tx) => {
      await test.platform.jobs.send(tx as never, test.tenantId, applyDisclosure, {
        senderId: disclosureId,
        disclosureId,
      })
      await sql`update pgboss.job set retry_limit = ${retries} where data->>'disclosureId' = ${disclosureId}`.execute({
        getExecutor: () => tx.getExecutor(),
      } as never)
    })
    for (const end = Date.now() + 20_000; Date.now() < end; await sleep(50)) {
      const found = (await list()).jobs.find((job) => job.payload['disclosureId'] === disclosureId)
      if (found) return found.jobId
    }
    throw new Error('the job did not fail in time')
  }
  const waiting = async (name: string, id: unknown) =>
    (
      await sql`select 1 from pgboss.job where name = ${name} and state < 'completed' and data->>'disclosureId' = ${id}`.execute(
        test.platform.db,
      )
    ).rows.length

  it('is listed with what it was and what went wrong, but not the words of the error', async () => {
    const jobId = await failedJob()
    const job = (await list()).jobs.find((one) => one.jobId === jobId)!
    assert.deepEqual(
      [job.state, job.name, job.problem, job.tries],
      ['dead', 'core.apply-disclosure', 'NotFoundError', 1],
    )
    assert.deepEqual(Object.keys(job.payload).sort(), ['disclosureId', 'senderId'])
    const page = await administrator.get(jobPaths.list())
    assert.equal(page.status, 200)
    assert.match(page.text, /Put information from another organisation into the record .*Given up .*NotFoundError/)
  })
  it('is listed while it is still being tried, and found by state and by name', async () => {
    const jobId = await failedJob(3)
    const job = (await list(test.tenantId, { state: 'failing' })).jobs.find((one) => one.jobId === jobId)!
    assert.equal(job.name, 'core.apply-disclosure')
    assert.ok((await list(test.tenantId, { state: 'dead' })).jobs.every(({ state }) => state === 'dead'))
    assert.equal((await list(test.tenantId, { name: 'core.deliver-disclosure' })).total, 0)
    assert.match((await administrator.get(`${jobPaths.list()}?state=failing`)).text, /Next try/)
  })
  it('is put back on its queue when somebody says so: moved, never lost and never doubled', async () => {
    const jobId = await failedJob()
    const { payload } = await inTenant<QueueTables, { payload: Readonly<Record<string, unknown>> }>(test.as([]), (tx) =>
      getTroubledJob(tx, test.tenantId, jobId),
    )
    assert.equal((await administrator.get(jobPaths.tryAgain(jobId))).status, 200)
    const answer = await administrator.post(jobPaths.tryAgain(jobId))
    assert.deepEqual([answer.status, answer.location], [303, `${jobPaths.list()}?notice=again`])
    assert.deepEqual(await lastEvent(), { action: 'core.job.tried-again', outcome: 'done' })
    assert.equal(
      (await waiting(DEAD_QUEUE, payload['disclosureId'])) +
        (await waiting('core.apply-disclosure', payload['disclosureId'])),
      1,
    )
    await assert.rejects(tryJobAgain(admin(), { jobId }), { name: 'NotFoundError' })
  })
  it('is discarded with a reason, which is asked for and kept sealed', async () => {
    const jobId = await failedJob()
    await administrator.get(jobPaths.discard(jobId))
    const empty = await administrator.post(jobPaths.discard(jobId), { reason: '' })
    assert.equal(empty.status, 422)
    assert.match(empty.text, /Enter why it is not needed/)
    assert.equal((await administrator.post(jobPaths.discard(jobId), { reason: 'Posted by hand' })).status, 303)
    assert.deepEqual(await lastEvent(), { action: 'core.job.discarded', outcome: 'done' })
    assert.ok((await list()).jobs.every((job) => job.jobId !== jobId))
  })
  it('is not for other roles, and not for another organisation', async () => {
    const jobId = await failedJob()
    const nurse = await signedIn(['nurse'])
    const stranger = await signedIn(['administrator'], test.otherTenantId)
    for (const path of [jobPaths.list(), jobPaths.tryAgain(jobId), jobPaths.discard(jobId)]) {
      assert.equal((await nurse.get(path)).status, 403)
      const answer = await stranger.get(path)
      assert.equal(answer.status, path === jobPaths.list() ? 200 : 404)
      assert.doesNotMatch(answer.html, new RegExp(jobId))
    }
    assert.equal((await list(test.otherTenantId)).total, 0)
    for (const ctx of [test.as(['nurse'], { purpose: 'administration' }), test.as(['administrator'])])
      await assert.rejects(discardJob(ctx, { jobId, reason: 'x' }), { name: 'NotAllowedError' })
    await assert.rejects(discardJob(admin({ tenantId: test.otherTenantId }), { jobId, reason: 'x' }), {
      name: 'NotFoundError',
    })
    assert.equal((await administrator.get(jobPaths.discard('not-an-identifier'))).status, 404)
  })
})
