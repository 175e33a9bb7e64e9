// The audit log: how many committed events a second one sequencer appends, hashes and signs, beside bare SQL in the same run.
import { Pool } from 'pg'
import { systemClock } from '../src/core/clock.ts'
import { catchUp } from '../src/core/ledger/sequencer.ts'
import { verifyLog } from '../src/core/ledger/verify/verify-log.ts'
import { startTestPlatform, type TestPlatform } from '../test/support/test-platform.ts'
import { report } from './support/report.ts'

const EVENTS = 100_000

export async function run(): Promise<void> {
  const test = await startTestPlatform(systemClock)
  await writeEvents(test)
  const bare = await bareCopy(test)
  const took = await seconds(() => catchUp(test.platform, test.tenantId))
  const verified = await seconds(async () => {
    const { faults, entries } = await verifyLog(test.platform, test.tenantId)
    if (faults.length > 0 || entries < EVENTS) throw new Error('The log is not whole')
  })
  report({
    name: 'audit log, sequencing',
    value: EVENTS / took,
    unit: 'events per second',
    floor: EVENTS / bare,
    note: 'one sequencer, every third event about two patients; floor is "insert … select" of the same rows with SHA-256; goal 10,000',
  })
  report({ name: 'audit log, verification', value: EVENTS / verified, unit: 'events per second' })
  await test.stop()
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** Committed in many transactions, as people would. */
async function writeEvents(test: TestPlatform): Promise<void> {
  const pool = new Pool({ ...test.connections.app, max: 1 })
  const client = await pool.connect()
  for (let written = 0; written < EVENTS; written += 1_000) {
    await client.query(`begin; set local app.tenant_id = '${test.tenantId}'`)
    await client.query(
      `with made as (select gen_random_uuid() as id, n from generate_series(1, 1000) as n), subjects as (
         insert into core.audit_subject (tenant_id, event_id, subject_id)
         select $1, id, gen_random_uuid() from made, generate_series(1, 2) where n % 3 = 0)
       insert into core.audit_event (tenant_id, event_id, actor_kind, actor_id, actor_roles, purpose, action, outcome, subject_count, commitment)
       select $1, id, 'staff', gen_random_uuid(), '{nurse}', 'direct-care', 'bench.thing.viewed', 'viewed',
              case when n % 3 = 0 then 2 else 0 end, sha256('x') from made`,
      [test.tenantId],
    )
    await client.query('commit')
  }
  client.release()
  await pool.end()
}

/** The same rows hashed and written by the database alone, to a table of the same shape. */
async function bareCopy(test: TestPlatform): Promise<number> {
  const pool = new Pool({ ...test.connections.owner, max: 1 })
  await pool.query('create table public.bare (like core.audit_leaf including all)')
  const took = await seconds(() =>
    pool.query(
      `insert into public.bare select e.tenant_id, row_number() over (order by e.xid, e.event_id), e.event_id, e.recorded_at,
              sha256(convert_to(e::text, 'UTF8'))
         from core.audit_event e where e.tenant_id = $1 and e.action = 'bench.thing.viewed'`,
      [test.tenantId],
    ),
  )
  await pool.end()
  return took
}
