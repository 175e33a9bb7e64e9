import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { NotAllowedError, NotFoundError } from '../../../core/errors.ts'
import { registrationChanged } from '../enrolments/sayings/changed.ts'
import { HOME, Registrations } from '../enrolments/registration.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { hear } from './commands/hear.ts'
import { watchMessage } from './commands/watch-message.ts'
import { watchMessagesJob } from './jobs.ts'
import '../index.ts'

describe('Something heard that waits for what has not arrived', () => {
  const given = new HomecareTest()
  const all = new Registrations(given)
  const collection = { delivery: { place: 'collection' } }
  const home = { delivery: { place: 'home', address: HOME } }

  /** The company hears a number, and perhaps only after another thing. Answers the message. */
  const tell = async (about: string, number: number, body: object, after?: { about: string; number: number }) => {
    const messageId = given.newId()
    await given.write('company', async (tx) => {
      const { company: tenantId, trust } = given.tenants
      const from = { tenantId: trust, name: 'Riverside', odsCode: null }
      const ctx = { ...given.system('company'), joined: { tenantId, tx, acts: true as const } }
      const arrived = { messageId, from, sentAt: given.clock.now(), kind: registrationChanged.name }
      await hear(tx, ctx, { about, number, body, after }, arrived)
    })
    return messageId
  }
  const registration = async (): Promise<string> => {
    const { enrolmentId } = await all.submitted()
    await given.carry()
    return enrolmentId
  }
  const watch = () => watchMessagesJob.work(given.system('company'), {})
  const missing = async (about: string, place: 'company' | 'trust' = 'company') =>
    (await all.tasks(about, place)).filter((reason) => reason === 'homecare.message-missing').length

  it('is one pharmacist’s task after an hour, once, until it is taken', async () => {
    const about = await registration()
    const messageId = await tell(about, 3, home)
    await tell(about, 4, collection)
    given.clock.forward(59 * 60)
    await watch()
    assert.equal(await watchMessage(given.system('company'), { messageId }), false)
    assert.equal(await missing(about), 0)
    given.clock.forward(1 * 60)
    await watch()
    await watch()
    assert.equal(await watchMessage(given.system('company'), { messageId }), false)
    assert.equal(await missing(about), 1)
    assert.equal(await missing(about, 'trust'), 0)
    await tell(about, 2, collection)
    assert.equal(await missing(about), 0)
    await watch()
    assert.equal(await missing(about), 0)
  })
  it('waits for another thing, and is a task too', async () => {
    const [first, about] = [await registration(), await registration()]
    await tell(about, 2, collection, { about: first, number: 2 })
    given.clock.forward(61 * 60)
    await watch()
    assert.equal(await missing(about), 1)
    await tell(first, 2, collection)
    assert.equal(await missing(about), 0)
  })
  it('that was taken in its turn is nobody’s task', async () => {
    const about = await registration()
    const messageId = await tell(about, 2, collection)
    given.clock.forward(600 * 60)
    await watch()
    assert.equal(await watchMessage(given.system('company'), { messageId }), false)
    assert.equal(await missing(about), 0)
  })
  it('is watched by Troth itself alone, in its own organisation', async () => {
    const about = await registration()
    const messageId = await tell(about, 3, collection)
    given.clock.forward(61 * 60)
    await assert.rejects(watchMessage(given.as('company', 'pharmacist'), { messageId }), NotAllowedError)
    await assert.rejects(watchMessage(given.system('otherTrust'), { messageId }), NotFoundError)
    assert.equal(await missing(about), 0)
  })
})
