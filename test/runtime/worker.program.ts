// A worker in a process of its own, so that it can be killed. It says on its output what its jobs do.
import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientConfig } from 'pg'
import { z } from 'zod'
import { systemClock } from '../../src/core/clock.ts'
import { openDatabase } from '../../src/core/database/database.ts'
import { loadKeyFile } from '../../src/core/encryption/key-file/index.ts'
import { job } from '../../src/core/jobs/job.ts'
import { openQueue, senderOf } from '../../src/core/jobs/queue.ts'
import { startWorkers } from '../../src/core/jobs/worker.ts'
import { makeLog } from '../../src/core/observability/log.ts'

const payload = z.object({ id: z.uuid() })
const say = (line: object): boolean => process.stdout.write(`${JSON.stringify({ pid: process.pid, ...line })}\n`)

/** Jobs of the tests; the queues are made by the test that starts this program. */
export const TEST_JOBS = {
  slow: job({
    name: 'test.slow',
    payload,
    async work(_ctx, { id }) {
      say({ begun: id })
      await sleep(SLOW_MS)
      say({ done: id })
    },
  }),
  poison: job({
    name: 'test.poison',
    payload,
    retryLimit: 2,
    work(_ctx, { id }) {
      say({ tried: id })
      return Promise.reject(new RangeError('A value that must not be kept: 999 123 4567'))
    },
  }),
  tick: job({
    name: 'test.tick',
    payload: z.object({}),
    schedule: '* * * * *',
    work(ctx) {
      say({ ticked: ctx.tenantId })
      return Promise.resolve()
    },
  }),
} as const

export interface WorkerSettings {
  readonly app: ClientConfig
  readonly keyFile: string
  /** How long the slow job takes here, in milliseconds. */
  readonly slow: number
}

const text = process.env['TROTH_TEST_WORKER']
const { app, keyFile, slow: SLOW_MS } = JSON.parse(text ?? '{"slow":0}') as WorkerSettings

if (text !== undefined) {
  const { db } = openDatabase(app, 4)
  const boss = openQueue(app, { worker: true })
  boss.on('error', () => undefined)
  await boss.start()
  const log = makeLog('error')
  await startWorkers(boss, { db, keys: loadKeyFile(keyFile), jobs: senderOf(boss), clock: systemClock, log })
  say({ started: true })
  process.once('SIGTERM', () => {
    void boss.stop({ graceful: true, timeout: 1_000, close: true }).then(() => process.exit(0))
  })
}
