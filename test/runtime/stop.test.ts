import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, it } from 'node:test'
import { testFolder } from '../../src/core/database/embedded/run-program.test-support.ts'
import { freePort, postmasterOf, runTroth, startTroth, stopTroth, untilReady } from './troth.ts'

const ROUNDS = process.env['TROTH_TEST_FULL'] ? 12 : 2

/** A request that has begun and whose body has not all arrived. */
async function halfARequest(url: string): Promise<{ socket: Socket; finish: () => Promise<string> }> {
  const socket = connect(Number(new URL(url).port), 'localhost')
  await once(socket, 'connect')
  let answer = ''
  socket.on('data', (text: Buffer) => (answer += text.toString()))
  socket.on('error', () => undefined)
  const body = 'email=nobody%40nowhere.example&password=nothing'
  socket.write(
    `POST /staff/sign-in HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${body.length}\r\n\r\n`,
  )
  socket.write(body.slice(0, 10))
  await sleep(200)
  return {
    socket,
    async finish() {
      const closed = once(socket, 'close')
      socket.write(body.slice(10))
      await closed
      return answer
    },
  }
}

describe('Told to stop', () => {
  it('the program answers what it is working on, takes nothing new, stops PostgreSQL and ends with 0', async () => {
    const dataDir = testFolder()
    const troth = await startTroth(['--no-demo'], { env: { TROTH_DATA_DIR: dataDir } })
    const request = await halfARequest(troth.url)
    troth.kill('SIGTERM')
    await sleep(500)
    await assert.rejects(fetch(`${troth.url}/health/live`), 'nobody new is let in')
    const answer = await request.finish()
    assert.match(answer, /^HTTP\/1\.1 4\d\d /)
    assert.match(answer, /<\/html>/, 'the whole page arrived')
    assert.equal(await troth.ended, 0)
    assert.equal(postmasterOf(dataDir), undefined)
  })

  it('twice, it waits for nobody, and stops PostgreSQL all the same', async () => {
    const dataDir = testFolder()
    const troth = await startTroth(['--no-demo'], { env: { TROTH_DATA_DIR: dataDir } })
    const { socket } = await halfARequest(troth.url)
    troth.kill('SIGTERM')
    assert.equal(await Promise.race([troth.ended, sleep(1_500, 'still waiting')]), 'still waiting')
    const asked = Date.now()
    troth.kill('SIGTERM')
    await troth.ended
    assert.ok(Date.now() - asked < 6_000, 'it did not wait for the request')
    assert.equal(postmasterOf(dataDir), undefined)
    socket.destroy()
  })

  it(`while it is still starting, it leaves nothing behind, and the next start works (${ROUNDS} rounds)`, async () => {
    const dataDir = testFolder()
    const env = { TROTH_DATA_DIR: dataDir, PORT: String(await freePort()), SIMULATOR_PORT: String(await freePort()) }
    for (let round = 0; round < ROUNDS; round += 1) {
      const troth = runTroth(['start'], { env })
      await sleep(600 + Math.random() * 2_500)
      troth.kill('SIGTERM')
      await troth.ended
      assert.doesNotMatch(troth.err(), /at /, 'nothing went wrong on the way')
      assert.equal(postmasterOf(dataDir), undefined)
    }
    assert.equal(await stopTroth(await startTroth([], { env })), 0)
  })

  it('by the end of the shell that started it, it ends by itself', async () => {
    const dataDir = testFolder()
    const port = await freePort()
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../bin/run.js'), 'start', '--no-demo'], {
      env: { PATH: process.env['PATH'], TROTH_DATA_DIR: dataDir, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const ended = once(child, 'exit')
    const troth = { pid: child.pid!, out: () => '', err: () => '', kill: () => undefined, ended: ended.then(() => 0) }
    await untilReady(troth, `http://localhost:${port}`)
    child.disconnect()
    const [code] = (await ended) as [number]
    assert.equal(code, 0)
    assert.equal(postmasterOf(dataDir), undefined)
  })
})
