import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ConflictError, NotAllowedError, NotFoundError } from '../../../core/errors.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import './index.ts'
import { actOnDelivery } from './commands/act-on-delivery.ts'
import { getDelivery } from './queries/delivery-care.ts'
import { act, bring, givenSupply, refused, statesOf } from './supply.test-support.ts'

const DISPUTE = { event: 'dispute', reason: 'One pen of the four is broken' } as const
const SETTLE = { event: 'settle', outcome: 'A new pen comes with the next delivery' } as const

describe('Something that is wrong with a delivery', () => {
  const given = new HomecareTest()

  it('is said by the clinic, settled by its pharmacy, and known to both sides', async () => {
    const supply = await givenSupply(given)
    const id = supply.deliveryId(1)
    await bring(given, id, 'delivered')
    await given.carry()
    assert.deepEqual(await act(given, 'trust', 'nurse', id, DISPUTE), { done: true })
    await given.carry()
    assert.deepEqual(await statesOf(given, id), ['disputed', 'disputed'])
    assert.deepEqual(refused(await act(given, 'trust', 'pharmacist', id, { ...SETTLE, outcome: ' ' })), ['no-outcome'])
    assert.deepEqual(await act(given, 'trust', 'pharmacist', id, SETTLE), { done: true })
    await given.carry()
    assert.deepEqual(await statesOf(given, id), ['delivered', 'delivered'])

    given.clock.forward(73 * 3600)
    assert.deepEqual(refused(await act(given, 'trust', 'nurse', id, DISPUTE)), ['dispute-late'])
  })
  it('is not said of another organisation’s delivery, by the wrong role, or on a page that is out of date', async () => {
    const supply = await givenSupply(given, {}, undefined)
    const id = supply.deliveryId(1)
    await bring(given, id, 'delivered')
    await given.carry()
    const { version } = await given.read('trust', (tx) => getDelivery(tx, given.tenants.trust, id))
    const say = { deliveryId: id, version, act: DISPUTE }
    await assert.rejects(actOnDelivery(given.as('otherTrust', 'nurse'), say), NotFoundError)
    await assert.rejects(actOnDelivery(given.as('trust', 'receptionist'), say), NotAllowedError)
    const idempotencyKey = given.newId()
    for (const _ of ['once', 'again']) {
      assert.deepEqual(await actOnDelivery(given.as('trust', 'nurse', { idempotencyKey }), say), { done: true })
    }
    await assert.rejects(actOnDelivery(given.as('trust', 'nurse'), say), ConflictError)
  })
})
