import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { Client, type QueryResult } from 'pg'
import { to } from 'pg-copy-streams'
import { fillEveryTable, insertOf, type FilledTable } from './rows.ts'
import { inServer, OURS, SERVERS, THEIRS, type TenancyServer } from './server.ts'
import { additions, ARRANGE, STATEMENTS, type Statement } from './statements.ts'

const LEAST_TABLES = 12

for (const { name, skip, start } of SERVERS) {
  describe(`Two organisations, every table, every statement, on ${name}`, { skip }, () => {
    let server: TenancyServer
    let app: Client
    let tables: FilledTable[]
    const notices: string[] = []
    before(async () => {
      server = await start()
      tables = await inServer(server.superuser, async (superuser) => {
        const filled = await fillEveryTable(superuser)
        for (const statement of [...ARRANGE, ...filled.flatMap(additions)]) await superuser.query(statement)
        return filled
      })
      app = new Client(server.app)
      app.on('notice', ({ message }) => notices.push(message ?? ''))
      await app.connect()
    })
    after(async () => {
      await app.end()
      await server.stop()
    })

    /** Runs something as our organisation, and undoes it. */
    async function asUs<Result>(
      work: () => Promise<Result>,
      tenant = `set local app.tenant_id = '${OURS}'`,
    ): Promise<Result> {
      await app.query(`begin; ${tenant}`)
      try {
        return await work()
      } finally {
        await app.query('rollback')
      }
    }
    const run = async (sql: string): Promise<QueryResult<{ tenant_id: string }>> => {
      const result = (await app.query(sql)) as unknown as
        QueryResult<{ tenant_id: string }> | QueryResult<{ tenant_id: string }>[]
      return Array.isArray(result) ? result.at(-1)! : result
    }
    const check = (statement: Statement, table: FilledTable) =>
      asUs(async () => {
        const at = `${statement.kind} on ${table.name}`
        if (statement.must === 'refused') return await assert.rejects(run(statement.sql(table)), statement.says!, at)
        const { rows, rowCount } = await run(statement.sql(table))
        if (statement.must === 'none') return assert.equal(rowCount, 0, at)
        assert.ok(rows.length > 0, `${at} must see our row`)
        assert.deepEqual([...new Set(rows.map((row) => row.tenant_id))], [OURS], at)
      })

    it('looks at every table, with a row of each', async () => {
      assert.ok(tables.length >= LEAST_TABLES, 'the guard must be looking at something')
      for (const table of tables) {
        const both = await inServer(server.superuser, (client) =>
          client.query(`select distinct tenant_id from ${table.name}`),
        )
        assert.equal(both.rowCount, 2, table.name)
      }
    })
    for (const statement of STATEMENTS) {
      it(statement.kind, async () => {
        for (const table of tables) await check(statement, table)
      })
    }
    it('copy out', async () => {
      for (const table of tables)
        await asUs(async () => {
          const stream = app.query(to(`copy (select tenant_id from ${table.name}) to stdout`))
          let text = ''
          stream.on('data', (part: Buffer) => (text += part.toString()))
          await once(stream, 'end')
          assert.deepEqual([...new Set(text.trim().split('\n'))], [OURS], table.name)
        })
    })
    it('foreign key', async () => {
      const keys = tables.flatMap((table) => table.foreignKeys.map((columns) => ({ table, columns })))
      assert.ok(keys.length > 0, 'the guard must be looking at something')
      for (const { table, columns } of keys)
        await asUs(async () => {
          const set = columns.map((column) => `${column} = '${THEIRS}'`).join(', ')
          const point = async () => {
            await app.query(`update ${table.name} set ${set}`)
            await app.query('set constraints all immediate')
          }
          await assert.rejects(
            point(),
            /violates foreign key|invalid input syntax/,
            `${table.name} (${columns.join(', ')})`,
          )
        })
    })
    it('trigger', () => {
      assert.ok(notices.length >= tables.length)
      assert.deepEqual([...new Set(notices)], ['trigger saw 0 rows of others'])
    })
    it('no organisation set: every statement is an error, on every table', async () => {
      for (const table of tables)
        for (const statement of [
          ...STATEMENTS.filter(({ must }) => must === 'ours'),
          { kind: 'insert', sql: (t: FilledTable) => insertOf(t, OURS) },
        ])
          await asUs(
            () =>
              assert.rejects(
                run(statement.sql(table)),
                /app\.tenant_id|uuid: ""/,
                `${statement.kind} on ${table.name}`,
              ),
            '',
          )
    })
    it('bites: a table whose security is switched off shows the others', async () => {
      const [table] = tables
      await inServer(server.superuser, (client) =>
        client.query(`alter table ${table!.name} disable row level security`),
      )
      for (const statement of STATEMENTS.filter(({ kind }) =>
        ['select', 'update', 'delete', 'CTE', 'view', 'function'].includes(kind),
      ))
        await assert.rejects(check(statement, table!), { name: 'AssertionError' }, statement.kind)
      await inServer(server.superuser, (client) => client.query(`alter table ${table!.name} enable row level security`))
    })
  })
}
