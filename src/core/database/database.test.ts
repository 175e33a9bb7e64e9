import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { Client } from 'pg'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { inTenant } from './in-tenant.ts'

describe('A connection that is ended from outside', () => {
  let test: TestPlatform
  before(async () => {
    test = await startTestPlatform()
  })
  after(() => test.stop())

  const endOthers = async () => {
    const owner = new Client(test.connections.owner)
    await owner.connect()
    await owner.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await owner.end()
  }
  const works = () => inTenant(test.as([]), (tx) => sql`select 1`.execute(tx))

  it('fails the work it was lent to, and nothing else', async () => {
    await assert.rejects(
      inTenant(test.as([]), async (tx) => {
        await endOthers()
        await new Promise((resolve) => setTimeout(resolve, 100))
        await sql`select 1`.execute(tx)
      }),
    )
    await works()
  })
  it('also while a query runs', async () => {
    const running = inTenant(test.as([]), (tx) => sql`select pg_sleep(5)`.execute(tx))
    const refused = assert.rejects(running)
    await new Promise((resolve) => setTimeout(resolve, 200))
    await endOthers()
    await refused
    await works()
  })
})
