import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { Client } from 'pg'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { openDatabase } from './database.ts'

describe('A database that sets an organisation for everyone who connects', () => {
  let test: TestPlatform
  before(async () => {
    test = await startTestPlatform()
  })
  after(() => test.stop())
  const asOwner = async (statement: string) => {
    const client = new Client(test.connections.owner)
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  /** What a query that forgot its organisation gets on a fresh connection. */
  const forgetful = async () => {
    const { db } = openDatabase(test.connections.app, 1)
    try {
      return (await sql<{ name: string }>`select name from core.organisation`.execute(db)).rows
    } finally {
      await db.destroy()
    }
  }

  it('is not used, with a sentence that says what to do', async () => {
    await asOwner(`alter database "${test.connections.name}" set app.tenant_id = '${test.tenantId}'`)
    await assert.rejects(forgetful(), { name: 'StartUpError', message: /RESET app\.tenant_id/ })
  })
  it('nor one that sets it for the program’s login alone', async () => {
    const login = String(test.connections.app.user)
    await asOwner(`alter database "${test.connections.name}" reset app.tenant_id`)
    await asOwner(`alter role "${login}" in database "${test.connections.name}" set app.tenant_id = '${test.tenantId}'`)
    await assert.rejects(forgetful(), { name: 'StartUpError' })
    await asOwner(`alter role "${login}" in database "${test.connections.name}" reset app.tenant_id`)
  })
  it('and works once that is taken back', async () => {
    await assert.rejects(forgetful(), /app\.tenant_id|uuid: ""/)
  })
})
