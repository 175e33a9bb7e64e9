import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, describe, it } from 'node:test'
import { Client } from 'pg'
import { attachEmbedded } from '../../src/core/database/embedded/index.ts'
import { testFolder } from '../../src/core/database/embedded/run-program.test-support.ts'
import { freePort, postmasterOf, startTroth, stopTroth, untilReady, type RunningTroth } from './troth.ts'
import { visitor, type Visitor } from './visitor.ts'

const ROUNDS = process.env['TROTH_TEST_FULL'] ? 30 : 3
const PEOPLE = ['Claire Whitfield', 'Dr Helen Marsh', 'Joseph Mensah', 'Rachel Stone', 'Karen Doyle', 'Neil Foster']

/** Somebody who makes one task after another. A form that was not answered is sent again, as it was, until it is. */
async function makeTasks(
  someone: Visitor,
  owner: string,
  made: string[],
  told: () => 'go on' | 'finish' | 'give up',
): Promise<void> {
  while (told() === 'go on') {
    const key = randomUUID()
    const form = { reason: 'core.something-to-do', note: '', priority: 'routine', owner }
    while (told() !== 'give up') {
      const answer = await someone.post('/staff/tasks/add', form, key)
      const task =
        answer?.status === 303 ? /\/staff\/tasks\/([0-9a-f-]{36})/.exec(answer.location ?? '')?.[1] : undefined
      if (task !== undefined) {
        made.push(task)
        break
      }
      // Away, restarting, or asked to slow down: anything else would be a fault.
      assert.ok(
        answer === undefined || [503, 429].includes(answer.status),
        `${answer?.status} ${answer?.html.slice(0, 2000)}`,
      )
      await sleep(answer?.status === 429 ? 2_000 : 50)
    }
    await sleep(200)
  }
}

describe('The demonstration, killed again and again under load', () => {
  const dataDir = testFolder()
  let troth: RunningTroth
  let env: Record<string, string> = {}
  const made: string[] = []
  before(async () => {
    env = { TROTH_DATA_DIR: dataDir, PORT: String(await freePort()), SIMULATOR_PORT: String(await freePort()) }
    troth = await startTroth([], { env })
  })
  after(() => stopTroth(troth))

  it(`keeps everything it has acknowledged, once, through ${ROUNDS} kills`, async () => {
    const before = await madeByHand()
    const people = await Promise.all(
      PEOPLE.map(async (name) => {
        const someone = visitor(troth.url)
        await someone.signInAs(name)
        const page = await someone.get('/staff/tasks/add')
        const owner = /<option value="((?:team|person):[^"]+)"/.exec(page?.html ?? '')?.[1]
        assert.ok(owner, `${name} can make a task (${page?.status})`)
        return { someone, owner }
      }),
    )
    let told: 'go on' | 'finish' | 'give up' = 'go on'
    const work = Promise.all(people.map(({ someone, owner }) => makeTasks(someone, owner, made, () => told)))
    // A fault in the work must end the rounds, not be noticed after them.
    const fault = work.then(() => assert.fail('the work ended before the rounds'))
    fault.catch(() => undefined)
    const rounds = async (): Promise<void> => {
      for (let round = 0; round < ROUNDS; round += 1) {
        await sleep(300 + Math.random() * 1_200)
        await killOne((['program', 'postgres', 'both'] as const)[round % 3]!)
      }
      await sleep(1_000)
    }
    try {
      await Promise.race([rounds(), fault])
      told = 'finish'
    } catch (error) {
      told = 'give up'
      throw error
    }
    await work
    assert.ok(made.length > 5 * ROUNDS, `only ${made.length} tasks were made`)
    const acknowledged = [...made].sort()
    assert.equal(new Set(acknowledged).size, acknowledged.length, 'each form was answered with a task of its own')
    const { tasks, events } = await madeByHand()
    const isNew = (id: string): boolean => !before.tasks.includes(id) && !before.events.includes(id)
    assert.deepEqual(tasks.filter(isNew), acknowledged, 'every acknowledged task is there once, and no other')
    assert.deepEqual(events.filter(isNew), acknowledged, 'each with its audit event')
  })

  async function killOne(what: 'program' | 'postgres' | 'both'): Promise<void> {
    const postmaster = postmasterOf(dataDir)
    assert.ok(postmaster, 'PostgreSQL was running')
    if (what !== 'program') process.kill(postmaster, 'SIGKILL')
    if (what !== 'postgres') {
      troth.kill('SIGKILL')
      await troth.ended
      troth = await startTroth([], { env })
    } else {
      await untilReady(troth, troth.url)
    }
  }

  /** Tasks that staff made by hand, and the audit events that say so. */
  async function madeByHand(): Promise<{ tasks: string[]; events: string[] }> {
    const server = await attachEmbedded({ dataDir, purpose: 'test' })
    const client = new Client(server.owner)
    await client.connect()
    const ids = async (query: string): Promise<string[]> =>
      (await client.query<{ id: string }>(query)).rows.map(({ id }) => id).sort()
    const events = await ids(
      `select entity_id as id from core.audit_event where action = 'task.added' and outcome = 'done' and actor_kind = 'staff'`,
    )
    const tasks = await ids(
      `select t.task_id as id from core.task t join core.task_event e using (tenant_id, task_id)
        where t.reason = 'core.something-to-do' and e.kind = 'created' and e.sequence = 1 and e.actor_kind = 'staff'`,
    )
    await client.end()
    await server.stop()
    return { tasks, events }
  }

  it('says that the service is not available while PostgreSQL is away, and recovers by itself', async () => {
    const someone = visitor(troth.url)
    await someone.signInAs('Claire Whitfield')
    const settings = join(dataDir, 'postgres', 'postgresql.conf')
    // Without its settings PostgreSQL cannot come back, for as long as the test needs.
    renameSync(settings, `${settings}.away`)
    const postmaster = postmasterOf(dataDir)
    assert.ok(postmaster)
    process.kill(postmaster, 'SIGKILL')
    await sleep(500)
    const page = await someone.get('/staff')
    assert.equal(page?.status, 503)
    assert.match(page.html, /Sorry, the service is not available/)
    assert.equal((await someone.get('/health/ready'))?.status, 503)
    assert.equal((await someone.get('/health/live'))?.status, 200)

    renameSync(`${settings}.away`, settings)
    await untilReady(troth, troth.url)
    assert.equal((await someone.get('/staff'))?.status, 200)
    assert.match(troth.out(), /"event":"died".*\n(.*\n)*.*"event":"restarted"/)
  })

  it('and its jobs are done again too', async () => {
    const someone = visitor(troth.url)
    await someone.signInAs('Dr Helen Marsh')
    const page = await someone.get('/staff/tasks/add')
    const owner = /<option value="(person:[^"]+)">Joseph Mensah/.exec(page?.html ?? '')?.[1]
    assert.ok(owner)
    const answer = await someone.post('/staff/tasks/add', {
      reason: 'core.something-to-do',
      note: '',
      priority: 'urgent',
      owner,
    })
    assert.equal(answer?.status, 303)
    for (const until = Date.now() + 60_000; ; await sleep(250)) {
      const inbox = await fetch(`http://localhost:${env['SIMULATOR_PORT']}/email`)
      if ((await inbox.text()).includes('nurse@riverside.example')) break
      assert.ok(Date.now() < until, 'the e-mail about an urgent task was sent')
    }
  })
})
