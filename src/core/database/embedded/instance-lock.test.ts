import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { findHolder, takeLock } from './instance-lock.ts'
import { placeOfProcesses, startOf } from './processes.ts'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'troth-l-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const leave = (holder: object, number = 1): void =>
  writeFileSync(join(folder, `claim-${number}`), JSON.stringify({ purpose: 'left', ...holder }))
const here = placeOfProcesses()

describe('The lock of a data folder', () => {
  it('is had by one at a time, and again after it is given back', async () => {
    const first = await takeLock(folder, 'one')
    assert.ok('lock' in first)
    const second = await takeLock(folder, 'two')
    assert.deepEqual('heldBy' in second && [second.heldBy.pid, second.heldBy.purpose], [process.pid, 'one'])
    first.lock.release()
    assert.equal(await findHolder(folder), undefined)
    const third = await takeLock(folder, 'three')
    assert.ok('lock' in third)
    assert.equal(readdirSync(folder).length, 1)
    third.lock.release()
  })

  it('of a dead process is free', async () => {
    const child = spawn('true')
    await new Promise((resolve) => child.once('exit', resolve))
    leave({ pid: child.pid, start: '1', place: here })
    const answer = await takeLock(folder, 'x')
    assert.ok('lock' in answer)
    answer.lock.release()
  })

  it('of a process whose id was given to another since is free', async () => {
    leave({ pid: process.pid, start: 'some other time', place: here })
    const answer = await takeLock(folder, 'x')
    assert.ok('lock' in answer)
    answer.lock.release()
  })

  it('of a live process is never taken, however long it has been silent', async () => {
    leave({ pid: process.pid, start: startOf(process.pid), place: here })
    utimesSync(join(folder, 'claim-1'), new Date(0), new Date(0))
    assert.ok('heldBy' in (await takeLock(folder, 'x')))
  })

  it('of another container is respected while its heartbeat moves', async () => {
    leave({ pid: 1, start: '1', place: 'elsewhere' })
    const beat = setInterval(() => utimesSync(join(folder, 'claim-1'), new Date(), new Date()), 500)
    assert.ok('heldBy' in (await takeLock(folder, 'x')))
    clearInterval(beat)
  })

  it('of another container is free once its heartbeat has stopped', async () => {
    leave({ pid: 1, start: '1', place: 'elsewhere' })
    const answer = await takeLock(folder, 'x')
    assert.ok('lock' in answer)
    answer.lock.release()
  })

  it('is had by exactly one of many that race for a dead holder’s', async () => {
    for (let round = 1; round <= 20; round += 1) {
      leave({ pid: 999_999_999, start: '1', place: here }, round * 100)
      const answers = await Promise.all(Array.from({ length: 8 }, () => takeLock(folder, 'racer')))
      const winners = answers.flatMap((answer) => ('lock' in answer ? [answer.lock] : []))
      assert.equal(winners.length, 1)
      winners[0]?.release()
    }
  })
})
