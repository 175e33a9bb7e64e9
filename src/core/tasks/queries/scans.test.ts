import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { Client } from 'pg'
import { passUpTasksJob } from '../jobs.ts'
import { startWard, type Ward } from '../ward.test-support.ts'
import { countsOfEveryone } from './counts-of-everyone.ts'
import { countsFor, lookingAt } from './home.ts'
import { nobodyIn } from './nobody-in.ts'
import { listTasks } from './worklist.ts'

const CLOSED = 20_000
const OPEN = 1_000

describe('With years of finished tasks behind them', () => {
  let ward: Ward
  let owner: Client
  before(async () => {
    ward = await startWard()
    owner = new Client(ward.test.connections.owner)
    await owner.connect()
    const { tenantId } = ward.test
    for (const [from, to, closed] of [
      [1, CLOSED, true],
      [CLOSED + 1, CLOSED + OPEN, false],
    ] as const) {
      await ward.inTx((tx) =>
        sql`insert into core.task (tenant_id, task_id, reason, priority, created_at, due_at, owner_account_id, closed_at, outcome, escalation_step)
            select ${tenantId}::uuid, gen_random_uuid(), 'test.old', 'routine', now(), now() + make_interval(secs => n),
              case n % 3 when 0 then ${ward.amina}::uuid when 1 then ${ward.ben}::uuid else ${ward.carol}::uuid end,
              case when ${closed}::boolean then now() end, case when ${closed}::boolean then 'done' end, 0
            from generate_series(${from}::int, ${to}::int) n`.execute(tx as never),
      )
    }
    await owner.query('vacuum analyze core.task')
  })
  after(async () => {
    await owner.end()
    await ward.test.stop()
  })

  /** Whole-table reads of the task table so far, by everyone. */
  async function wholeReads(): Promise<number> {
    // A server's processes hand in their counts once they have been idle for a second.
    await sleep(1_500)
    const { rows } = await owner.query<{ seq_scan: number }>(
      `select seq_scan::int from pg_stat_user_tables where relid = 'core.task'::regclass`,
    )
    return rows[0]!.seq_scan
  }

  it('home page, lists, live counts and passing up read indexes of open tasks only', async () => {
    const ctx = ward.as(ward.amina)
    const before = await wholeReads()
    const seen = await ward.inTx(async (tx) => {
      const looking = await lookingAt(tx as never, ctx)
      const counts = await countsFor(tx as never, looking)
      const page = { number: 1, size: 50 }
      await listTasks(tx, looking, { view: 'mine', isClosed: false }, { key: 'due', isDescending: false }, page)
      await nobodyIn(tx, ctx)
      await countsOfEveryone(tx, ctx, [{ accountId: ward.amina, roles: ['nurse'] }])
      return counts
    })
    assert.equal(seen.mine, 334)
    await passUpTasksJob.work(ctx, {} as never)
    assert.equal((await wholeReads()) - before, 0)
  })
  it('and the count of whole reads bites', async () => {
    const before = await wholeReads()
    await ward.inTx((tx) =>
      sql`select count(note) from core.task where tenant_id = ${ward.test.tenantId}`.execute(tx as never),
    )
    assert.ok((await wholeReads()) > before)
  })
})
