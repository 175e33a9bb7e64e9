import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PgBoss } from 'pg-boss'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { systemClock } from '../clock.ts'
import { systemContext } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import { openQueue } from '../jobs/queue.ts'
import { startWorkers } from '../jobs/worker.ts'
import { newUuid } from '../values/uuid.ts'
import type { Orders } from './killed-program.test-support.ts'
import { allowSending, recordOf } from './note-shared.test-support.ts'
import { listSent, type SentLine } from './queries/lines.ts'

describe('A program that is killed with a disclosure on its way', () => {
  let test: TestPlatform
  let worker: PgBoss
  before(async () => {
    test = await startTestPlatform(systemClock)
    await allowSending(test)
    worker = openQueue(test.connections.app, { worker: true })
    worker.on('error', () => undefined)
    await worker.start()
    await startWorkers(worker, test.platform)
  })
  after(async () => {
    await worker.stop({ graceful: false, close: true })
    await test.stop()
  })
  const sent = () => {
    const here = systemContext(test.platform, test.tenantId, newUuid(new Date()))
    return inTenant<never, { lines: readonly SentLine[] }>(here, (tx) =>
      listSent(tx as never, test.tenantId, {}, { page: 1, size: 50 }),
    )
  }
  const there = () => recordOf({ db: test.platform.db, tenantId: test.otherTenantId })

  async function killed(until: Orders['until']): Promise<void> {
    const orders: Orders = {
      app: test.connections.app,
      keyFile: test.keyFile,
      tenantId: test.tenantId,
      to: test.otherTenantId,
      about: newUuid(new Date()),
      until,
    }
    const program = new URL('killed-program.test-support.ts', import.meta.url).pathname
    const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(orders)], { stdio: 'inherit' })
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
    assert.equal(signal, 'SIGKILL')
  }
  async function settled(count: number): Promise<void> {
    for (const end = Date.now() + 20_000; Date.now() < end; await sleep(100)) {
      const { lines } = await sent()
      if (lines.length === count && lines.every(({ deliveredAt }) => deliveredAt) && (await there()).times === count)
        return
    }
    assert.fail('it was not delivered and applied in time')
  }

  it('before it was committed: it was never sent', async () => {
    await killed('before the first commit')
    assert.equal((await sent()).lines.length, 0)
  })
  it('after the change was committed: it is delivered and applied, once', async () => {
    await killed('after the first')
    await settled(1)
    assert.deepEqual(await there(), { words: 'after the first', times: 1 })
  })
  it('between the two transactions: it is delivered and applied, once', async () => {
    await killed('after the second')
    await settled(2)
    await sleep(500)
    assert.deepEqual(await there(), { words: 'after the second', times: 2 })
  })
})
