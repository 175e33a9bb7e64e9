import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { Client } from 'pg'
import { openDatabase } from '../../src/core/database/database.ts'
import { inTenant, readInTenant } from '../../src/core/database/in-tenant.ts'
import { createOrganisation } from '../../src/core/tenancy/create-organisation.ts'
import type { TenancyTables } from '../../src/core/tenancy/tables.ts'
import { systemClock } from '../../src/core/clock.ts'
import { SERVERS, type TenancyServer } from './server.ts'

const ROUNDS = process.env['TROTH_TEST_FULL'] === '1' ? 50 : 3
const AT_ONCE = 200

/** Numbers that look like chance and are the same in every run. */
function* dice(seed: number): Generator<number, never> {
  for (let state = seed; ;) yield (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
}

for (const { name, skip, start } of SERVERS) {
  describe(`${AT_ONCE} transactions over 2 connections, with random cancels, on ${name}`, { skip }, () => {
    let server: TenancyServer
    let pool: ReturnType<typeof openDatabase>
    let canceller: Client
    const organisations = new Map<string, string>()
    before(async () => {
      server = await start()
      pool = openDatabase(server.app, 2)
      canceller = new Client({ ...server.app, application_name: 'canceller' })
      await canceller.connect()
      for (const slug of ['riverside', 'hillview', 'lakeside']) {
        const organisation = { slug, name: slug, kind: 'nhs-trust' } as const
        organisations.set(await createOrganisation({ db: pool.db, clock: systemClock } as never, organisation), slug)
      }
    })
    after(async () => {
      await canceller.end()
      await pool.db.destroy()
      await server.stop()
    })

    /** One piece of work as an organisation: it must see its own name only, before and after it writes and waits. */
    async function work(tenantId: string, chance: number): Promise<'seen' | 'cancelled'> {
      const transaction = chance < 0.5 ? inTenant<TenancyTables, string[]> : readInTenant<TenancyTables, string[]>
      const names = transaction({ db: pool.db, tenantId }, async (tx) => {
        const first = await tx.selectFrom('core.organisation').select('name').execute()
        await sql`select pg_sleep(${chance / 200})`.execute({ getExecutor: () => tx.getExecutor() } as never)
        if (chance < 0.5) await tx.updateTable('core.organisation').set({ telephone: '0' }).execute()
        if (chance < 0.1) throw new Error('the work failed')
        const second = await tx.selectFrom('core.organisation').select('name').execute()
        return [...first, ...second].map((row) => row.name)
      })
      try {
        assert.deepEqual([...new Set(await names)], [organisations.get(tenantId)])
        return 'seen'
      } catch (error) {
        if (error instanceof Error && /canceling statement|the work failed/.test(error.message)) return 'cancelled'
        throw error
      }
    }

    it('nobody ever sees another organisation, and no connection keeps one', async () => {
      const throws = dice(7)
      const ids = [...organisations.keys()]
      const outcomes: string[] = []
      for (let round = 0; round < ROUNDS; round++) {
        let isOver = false
        const cancels = (async () => {
          while (!isOver) {
            await canceller.query(
              `select pg_cancel_backend(pid) from pg_stat_activity
               where application_name = 'troth' and pid <> pg_backend_pid() and random() < 0.5`,
            )
            await sleep(throws.next().value * 6)
          }
        })()
        const all = Array.from({ length: AT_ONCE }, () =>
          work(ids[Math.floor(throws.next().value * 3)]!, throws.next().value),
        )
        outcomes.push(...(await Promise.all(all)))
        isOver = true
        await cancels
      }
      const count = (outcome: string) => outcomes.filter((one) => one === outcome).length
      assert.ok(count('seen') > 20 && count('cancelled') > 20, `${count('seen')} seen, ${count('cancelled')} cancelled`)
    })
    it('afterwards, each connection still works, and refuses a query without an organisation', async () => {
      for (let time = 0; time < 6; time++) {
        await assert.rejects(sql`select * from core.organisation`.execute(pool.db), /app\.tenant_id|uuid: ""/)
        for (const tenantId of organisations.keys()) assert.equal(await work(tenantId, 0.9), 'seen')
      }
    })
    it('bites: a setting that outlives its transaction is seen by the next', async () => {
      const [first, second] = organisations.keys()
      await sql.raw(`set app.tenant_id = '${first}'`).execute(pool.db)
      const kept = await Promise.all(
        [1, 2].map(() =>
          sql<{ name: string }>`select name from core.organisation, pg_sleep(0.1)`
            .execute(pool.db)
            .catch(() => undefined),
        ),
      )
      assert.ok(kept.some((result) => result?.rows[0]?.name === organisations.get(first!)))
      assert.notEqual(first, second)
    })
  })
}
