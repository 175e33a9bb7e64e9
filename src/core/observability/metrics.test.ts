import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import { findSignedInOfTest } from '../../../test/support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { openDatabase } from '../database/database.ts'
import { inTenant } from '../database/in-tenant.ts'
import { buildServer, type ServerOptions } from '../http/server.ts'
import { deliverDisclosure } from '../disclosures/jobs.ts'
import { allMeasures, LABELS, measure } from './measure.ts'
import { makeMetrics, type Metrics } from './metrics.ts'
import { readMeasures, together } from './read-measures.ts'
import { serveMetrics } from './serve-metrics.ts'

const PRIVATE_NUMBER = '9990000018'

describe('The numbers at /metrics', () => {
  let test: TestPlatform
  let pool: Pool
  let metrics: Metrics
  let app: FastifyInstance
  const serverOf = (over: Partial<ServerOptions> = {}) =>
    buildServer(test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: true,
      publicUrl: 'http://localhost:3000',
      rateLimits: false,
      ...over,
    })
  const valueOf = async (series: string): Promise<number | undefined> => {
    const line = (await metrics.text()).split('\n').find((each) => each.startsWith(`${series} `))
    return line === undefined ? undefined : Number(line.slice(series.length + 1))
  }

  before(async () => {
    test = await startTestPlatform()
    ;({ pool } = openDatabase(test.connections.app, 2))
    metrics = makeMetrics(test.platform, pool)
    app = await serverOf({ answered: metrics.answered })
  })
  after(async () => {
    await app.close()
    await pool.end()
    await test.stop()
  })

  it('count the jobs that wait, for every kind of job', async () => {
    const series = 'troth_jobs{job="core.deliver-disclosure",state="waiting"}'
    assert.equal(await valueOf(series), 0)
    await inTenant<never, void>(test.as([]), (tx) =>
      test.platform.jobs.send(tx, test.tenantId, deliverDisclosure, { disclosureId: test.tenantId }),
    )
    assert.equal(await valueOf(series), 1)
    assert.ok((await valueOf('troth_jobs_late_seconds'))! >= 0)
    assert.equal(await valueOf('troth_jobs_dead{job="core.deliver-disclosure"}'), 0)
  })
  it('count the jobs that failed every try', async () => {
    await test.platform.db.getExecutor().executeQuery({
      sql: `insert into pgboss.job (id, name, data, state, source_name)
            values (gen_random_uuid(), 'core.dead', '{}', 'created', 'core.apply-disclosure')`,
      parameters: [],
      query: { kind: 'RawNode' } as never,
      queryId: { queryId: 'dead' },
    })
    assert.equal(await valueOf('troth_jobs_dead{job="core.apply-disclosure"}'), 1)
  })
  it('say how far the signed log is behind, and which trusts have no run-out sheet', async () => {
    assert.equal(await valueOf('troth_audit_events_waiting'), 2, 'each organisation was created, and no worker runs')
    assert.ok((await valueOf('troth_audit_lag_seconds'))! > 0)
    assert.equal(await valueOf('troth_run_out_sheets_missing'), 2)
    assert.equal(await valueOf('troth_run_out_sheet_age_seconds'), undefined, 'nobody ever had one')
  })
  it('say that nobody keeps the timetables', async () =>
    assert.equal(await valueOf('troth_timetable_kept{job="homecare.watch-supply"}'), 0))
  it('count disclosures, connections and what could not be read', async () => {
    assert.equal(await valueOf('troth_disclosures_unsettled{direction="sent",state="failed"}'), 0)
    assert.equal(await valueOf('troth_database_connections{state="in use"}'), 0)
    assert.equal(await valueOf('troth_measures_unread'), 0)
    assert.ok((await valueOf('nodejs_eventloop_lag_seconds'))! >= 0)
  })
  it('count answers by the pattern of their address, whoever it names', async () => {
    await app.inject({ url: '/health/live' })
    await app.inject({ url: `/riverside?${PRIVATE_NUMBER}` })
    await app.inject({ url: `/nowhere/${PRIVATE_NUMBER}/at/all` })
    assert.equal(await valueOf('troth_http_requests_total{method="GET",route="/health/live",status="200"}'), 1)
    assert.equal(await valueOf('troth_http_requests_total{method="GET",route="/:organisation",status="200"}'), 1)
    assert.equal(await valueOf('troth_http_requests_total{method="GET",route="none",status="404"}'), 1)
    assert.equal(await valueOf('troth_http_request_duration_seconds_count{method="GET",route="/health/live"}'), 1)
  })
  it('name no person and no organisation', async () => {
    const text = await metrics.text()
    assert.doesNotMatch(text, /riverside|hillview|RX1/i)
    assert.doesNotMatch(text, /[\da-f]{8}-[\da-f]{4}-/)
    assert.ok(!text.includes(PRIVATE_NUMBER))
    const labels = [...text.matchAll(/^troth_[a-z_]+\{([^}]*)\}/gm)].flatMap(([, all = '']) =>
      [...all.matchAll(/([a-z]+)="/g)].map(([, label]) => label!),
    )
    assert.deepEqual(
      [...new Set(labels)].filter((label) => ![...LABELS, 'le'].includes(label as 'le')),
      [],
    )
    assert.ok(allMeasures().length >= 8)
  })
  it('are asked of the database once by all who ask at once', async () => {
    const [one, other] = [metrics.text(), metrics.text()]
    assert.equal(one, other)
    await one
  })
  it('leave out what cannot be read, and say so', async () => {
    const failing = { name: 'troth_x', help: '', read: () => Promise.reject(new Error('away')) }
    const nought = { name: 'troth_y', help: '', read: () => Promise.resolve([{ value: 0 }]) }
    const { samples, unread } = await readMeasures(test.platform, [failing, nought])
    assert.deepEqual([samples.has(failing), samples.get(nought), unread], [false, [{ value: 0 }], 1])
  })
  it('leave out the sum when one organisation cannot be read, rather than tell a part', async () => {
    const broken = {
      name: 'troth_z',
      help: '',
      told: 'sum' as const,
      readIn: (_tx: unknown, { tenantId }: { tenantId: string }) =>
        tenantId === test.tenantId ? Promise.reject(new Error('away')) : Promise.resolve([{ value: 1 }]),
    }
    const { samples, unread } = await readMeasures(test.platform, [broken])
    assert.deepEqual([samples.size, unread], [0, 1])
  })
  it('are at no address of the web side', async () =>
    assert.notEqual((await app.inject({ url: '/metrics' })).statusCode, 200))
  it('are served on a port of their own, to this machine', async () => {
    const { port, stop } = await serveMetrics(metrics, 0)
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
    assert.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8')
    assert.match(await answer.text(), /^# HELP troth_jobs /m)
    assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 404)
    assert.equal((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status, 404)
    await assert.rejects(fetch(`http://[::1]:${port}/metrics`), 'only where it listens')
    await stop()
  })
  it('answer 503 when nothing can be read', async () => {
    const { port, stop } = await serveMetrics({ ...metrics, text: () => Promise.reject(new Error('away')) }, 0)
    assert.equal((await fetch(`http://127.0.0.1:${port}/metrics`)).status, 503)
    await stop()
  })
})

describe('Numbers of organisations', () => {
  const some = [{ value: 2 }, { value: 3 }]
  it('are told as their sum', () => assert.deepEqual(together(some, 'sum'), [{ value: 5 }]))
  it('or as the most of them', () => assert.deepEqual(together(some, 'most'), [{ value: 3 }]))
  it('are told apart by their labels only', () =>
    assert.deepEqual(together([...some, { value: 1, labels: { state: 'failed' } }], 'sum'), [
      { value: 5 },
      { value: 1, labels: { state: 'failed' } },
    ]))
  it('of none are none', () => assert.deepEqual(together([], 'most'), []))
})

describe('A measure', () => {
  const read = () => Promise.resolve([])
  it('is declared once', () => assert.throws(() => measure({ name: 'troth_jobs', help: '', read }), /declared twice/))
  it('has a name of ours', () => assert.throws(() => measure({ name: 'Jobs!', help: '', read }), /not a name/))
})
