import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { Client } from 'pg'
import { z } from 'zod'
import { DEAD_QUEUE } from '../src/core/jobs/dead-queue.ts'
import { allJobs, type Job } from '../src/core/jobs/job.ts'
import '../src/nouns.ts'
import { withoutComments } from './architecture/words.ts'
import { freeText } from './queues/identifiers-only.ts'
import { startTestPlatform, type TestPlatform } from './support/test-platform.ts'

const jobs = allJobs()

/** Jobs that are sent by a name written on the spot: nobody could tell whether they have a worker. */
const namelessSends = (text: string): string[] => withoutComments(text).match(/jobs\.send\([^;]*?\{\s*name:/g) ?? []

describe('Every job', () => {
  let test: TestPlatform
  let queues: { name: string; dead_letter: string | null; retry_limit: number; heartbeat_seconds: number | null }[]
  before(async () => {
    test = await startTestPlatform()
    const client = new Client(test.connections.owner)
    await client.connect()
    queues = (await client.query<(typeof queues)[number]>('select * from pgboss.queue')).rows
    await client.end()
  })
  after(() => test.stop())

  it('has a queue that the migration made, and every queue a job', () => {
    assert.ok(jobs.length > 0, 'the guard must be looking at something')
    const declared = [DEAD_QUEUE, ...jobs.map(({ name }) => name)]
    const ours = queues.map(({ name }) => name).filter((name) => !name.startsWith('__pgboss'))
    assert.deepEqual(ours.sort(), declared.sort())
  })
  it('is tried again, watched by a heartbeat, and ends on the dead-job page', () => {
    for (const { name } of jobs) {
      const queue = queues.find((one) => one.name === name)!
      assert.equal(queue.dead_letter, DEAD_QUEUE, name)
      assert.ok(queue.heartbeat_seconds && queue.heartbeat_seconds <= 60, `${name} has no heartbeat`)
      assert.ok(queue.retry_limit >= 1, `${name} is never tried again`)
    }
  })
  it('is called by a dotted name in the imperative, and carries identifiers only', () => {
    for (const { name, payload } of jobs) {
      assert.match(name, /^[a-z][a-z-]*(\.[a-z-]+)+$/)
      assert.deepEqual(freeText(payload), [], name)
    }
  })
  it('is sent by its declaration, so that it has a worker', () => {
    const files = globSync('src/**/*.{ts,tsx}').filter((file) => !file.includes('.test'))
    const sending = files.filter((file) => readFileSync(file, 'utf8').includes('jobs.send('))
    assert.ok(sending.length > 0, 'the guard must be looking at something')
    assert.deepEqual(
      sending.filter((file) => namelessSends(readFileSync(file, 'utf8')).length > 0),
      [],
    )
  })
})

describe('The guard of jobs bites when', () => {
  const said = (shape: Record<string, z.ZodType>) => freeText(z.object(shape) as unknown as Job<never>['payload'])
  it('a payload could hold words about a person', () => {
    assert.deepEqual(said({ name: z.string() }), ['payload.name is any string'])
    assert.deepEqual(said({ notes: z.array(z.string().max(10)) }), ['payload.notes[] is any string'])
    assert.deepEqual(said({ more: z.unknown() }), ['payload.more is unknown'])
    assert.deepEqual(said({ more: z.record(z.string(), z.string()) }), ['payload.more is record'])
    assert.deepEqual(freeText(z.object({}).loose()), ['payload lets unknown names through'])
    assert.deepEqual(said({ nhsNumber: z.string().regex(/^\d{10}$/) }), ['payload.nhsNumber is any string'])
  })
  it('and lets identifiers, fixed words, dates, counts and flags pass', () => {
    const ids = {
      id: z.uuid(),
      ids: z.array(z.uuid()).optional(),
      kind: z.enum(['a']),
      on: z.iso.date(),
      at: z.iso.datetime(),
    }
    assert.deepEqual(
      said({ ...ids, step: z.int(), again: z.boolean(), one: z.literal(1), or: z.uuid().nullable() }),
      [],
    )
  })
  it('a job is sent by a name that nothing declares', () => {
    assert.equal(namelessSends("await ctx.jobs.send(tx, ctx.tenantId, { name: 'x' }, {})").length, 1)
    assert.equal(namelessSends('await ctx.jobs.send(tx, ctx.tenantId, remind, { id })').length, 0)
  })
})
