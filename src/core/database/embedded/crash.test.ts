import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, it } from 'node:test'
import { Client, Pool } from 'pg'
import { isDatabaseAway, startEmbedded } from './index.ts'
import { runProgram, testFolder } from './run-program.test-support.ts'
import { removeUnfinished } from './initialise.ts'
import { isRunning } from './processes.ts'
import { startTemporary } from './temporary.ts'

const ROUNDS = process.env['TROTH_TEST_FULL'] ? 20 : 3

const never = (): never => assert.fail('nothing was said')

async function rowsOf(dataDir: string): Promise<Set<number>> {
  const server = await startEmbedded({ dataDir })
  const client = new Client(server.owner)
  await client.connect()
  const { rows } = await client.query<{ n: string }>('select n from written')
  await client.end()
  await server.stop()
  return new Set(rows.map(({ n }) => Number(n)))
}

describe('When PostgreSQL is killed while the program runs', () => {
  it('it is started again, callers are told it is away, and the pool works again', async () => {
    const events: string[] = []
    const server = await startEmbedded({ dataDir: testFolder(), onEvent: ({ event }) => events.push(event) })
    const pool = new Pool({ ...server.app, max: 2 })
    pool.on('error', () => undefined)
    await pool.query('select 1')
    const before = server.pid()
    process.kill(before, 'SIGKILL')

    const failures: unknown[] = []
    for (const until = Date.now() + 20_000; Date.now() < until; await sleep(20)) {
      try {
        await pool.query('select 1')
        if (server.pid() !== before) break
      } catch (error) {
        failures.push(error)
      }
    }
    assert.notEqual(server.pid(), before)
    assert.equal(server.state(), 'running')
    assert.deepEqual([events[0], events.at(-1)], ['died', 'restarted'])
    assert.deepEqual(
      failures.filter((error) => !isDatabaseAway(error)),
      [],
    )
    await pool.end()
    await server.stop()
  })
})

describe('When the program is killed', () => {
  it('the next start adopts the PostgreSQL it left behind', async () => {
    const dataDir = testFolder()
    const program = runProgram(dataDir, 'wait')
    const { started = never() } = await program.hears((line) => line.started !== undefined)
    await program.kill()
    assert.ok(isRunning(started))

    const server = await startEmbedded({ dataDir })
    assert.deepEqual([server.adopted, server.pid()], [true, started])
    await server.stop()
    assert.ok(!isRunning(started))
  })

  it('and its PostgreSQL has no socket any more, that one is replaced', async () => {
    const dataDir = testFolder()
    const program = runProgram(dataDir, 'wait')
    const { started = never() } = await program.hears((line) => line.started !== undefined)
    await program.kill()
    rmSync(join(dataDir, 'run', '.s.PGSQL.5432'))

    const server = await startEmbedded({ dataDir })
    assert.equal(server.adopted, false)
    assert.ok(!isRunning(started))
    await server.stop()
  })

  it('while something it started still writes a first database, that is waited for and removed', async () => {
    const left = join(testFolder(), 'postgres.new-left')
    mkdirSync(left, { recursive: true })
    const writer = spawn(process.execPath, ['-e', WRITER, left])
    await once(writer.stdout, 'data')
    await removeUnfinished(left)
    assert.ok(!existsSync(left))
    writer.kill('SIGKILL')
  })
  it('in the middle of its very first start, the next start works', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const dataDir = testFolder()
      const program = runProgram(dataDir, 'wait')
      await sleep(350 + ((round * 173) % 900))
      await program.kill()
      const server = await startEmbedded({ dataDir })
      await server.stop()
    }
  })
})

/** Writes files for a moment or until its folder has gone, as an initdb does whose program was killed. */
const WRITER = `
  const { writeFileSync } = require('node:fs')
  console.log('writing')
  const until = Date.now() + 1_000
  for (let at = 0; Date.now() < until; at += 1) writeFileSync(process.argv[1] + '/' + at, 'x')`

describe('When both are killed in the middle of writing', () => {
  it(`no acknowledged row is lost, in ${ROUNDS} rounds on one data folder`, async () => {
    const dataDir = testFolder()
    let acknowledged: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const program = runProgram(dataDir, 'write')
      const { started = never() } = await program.hears((line) => line.started !== undefined)
      await program.hears((line) => line.acknowledged !== undefined)
      await sleep(100 + ((round * 97) % 300))
      process.kill(started, 'SIGKILL')
      await program.kill()
      acknowledged = [...acknowledged, ...program.said.flatMap((line) => line.acknowledged ?? [])]
    }
    const kept = await rowsOf(dataDir)
    assert.ok(acknowledged.length > 10 * ROUNDS, `only ${acknowledged.length} rows were written`)
    assert.deepEqual(
      acknowledged.filter((n) => !kept.has(n)),
      [],
    )
  })
})

describe('A temporary server', () => {
  it('whose program and guard both died is removed by the next one', async () => {
    const under = dirname(testFolder())
    const dataDir = join(under, 'troth-temporary-abc', 'd')
    const program = runProgram(dataDir, 'wait')
    const { started = never() } = await program.hears((line) => line.started !== undefined)
    await program.kill()
    const next = await startTemporary({ under, purpose: 'test' })
    assert.ok(!existsSync(dirname(dataDir)))
    assert.ok(!isRunning(started))
    await next.stop()
    assert.deepEqual(readdirSync(under), [])
  })
})

describe('Files left by a dead server', () => {
  it('whose process id now belongs to another program do not stop the next start', async () => {
    const dataDir = testFolder()
    const first = await startEmbedded({ dataDir })
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
    const text = readFileSync(pidFile, 'utf8')
    await first.stop()
    writeFileSync(pidFile, text.replace(/^\d+/, String(process.pid)))
    const second = await startEmbedded({ dataDir })
    assert.equal(second.adopted, false)
    await second.stop()
  })
})
