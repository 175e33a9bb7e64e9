import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql, type Kysely } from 'kysely'
import { Client, type PoolClient } from 'pg'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { openDatabase } from './database.ts'
import { inTenant } from './in-tenant.ts'

describe('A connection that prepares its statements', () => {
  let test: TestPlatform
  before(async () => {
    test = await startTestPlatform()
  })
  after(() => test.stop())
  /** A pool with one connection, so that the next to borrow gets the same one. */
  const withOne = async (work: (db: Kysely<unknown>) => Promise<void>, onConnect?: (client: PoolClient) => void) => {
    const { db, pool } = openDatabase(test.connections.app, 1)
    if (onConnect) pool.on('connect', onConnect)
    try {
      await work(db)
    } finally {
      await db.destroy()
    }
  }
  const asOwner = async (statement: string) => {
    const client = new Client(test.connections.owner)
    await client.connect()
    await client.query(statement)
    await client.end()
  }

  it('calls the same text by the same name on every connection, and another text by another', async () => {
    const namesAfter = async (texts: readonly string[]) => {
      const { pool } = openDatabase(test.connections.app, 1)
      const client = await pool.connect()
      for (const text of texts) await client.query(text, [1])
      const { rows } = await client.query<{ statement: string; name: string }>(
        'select statement, name from pg_prepared_statements',
      )
      client.release()
      await pool.end()
      return new Map(rows.map(({ statement, name }) => [statement, name]))
    }
    const [one, two] = ['select $1::int as one', 'select $1::bigint as two']
    const [here, there] = [await namesAfter([one, two]), await namesAfter([two, one])]
    assert.equal(here.size, 2)
    assert.deepEqual(here, new Map([...there].reverse()))
    assert.notEqual(here.get(one), here.get(two))
  })
  it('is not lent again after a statement’s columns have changed under it', async () => {
    await withOne(async (db) => {
      const read = () =>
        inTenant({ db, tenantId: test.tenantId }, (tx) =>
          sql`select * from core.organisation where tenant_id = ${test.tenantId}`.execute(tx),
        )
      for (let time = 0; time < 7; time += 1) await read()
      await asOwner('alter table core.organisation add column later text')
      await assert.rejects(read(), /cached plan/)
      await read()
      await read()
    })
    await asOwner('alter table core.organisation drop column later')
  })
  it('is not lent again, still inside its transaction, when it could not roll back', async () => {
    let isLost = false
    const loseOneRollback = (client: PoolClient) => {
      const { connection } = client as unknown as {
        connection: { query: (text: string) => void; emit: (event: string, message?: object) => void }
      }
      const send = connection.query.bind(connection)
      connection.query = (text) => {
        if (text !== 'rollback' || isLost) return send(text)
        isLost = true
        setImmediate(() => {
          connection.emit('errorMessage', Object.assign(new Error('canceling statement'), { code: '57014' }))
          connection.emit('readyForQuery', {})
        })
      }
    }
    await withOne(async (db) => {
      const rename = (name: string, after?: () => never) =>
        inTenant({ db, tenantId: test.tenantId }, async (tx) => {
          await sql`update core.organisation set name = ${name} where tenant_id = ${test.tenantId}`.execute(tx)
          after?.()
        })
      const fails = () => {
        throw new Error('no')
      }
      await assert.rejects(rename('Lost', fails), /no/)
      assert.equal(isLost, true)
      const { rows } = await inTenant({ db, tenantId: test.tenantId }, (tx) =>
        sql<{ name: string }>`select name from core.organisation`.execute(tx),
      )
      assert.deepEqual(rows, [{ name: 'Riverside NHS Trust' }])
    }, loseOneRollback)
  })
})
