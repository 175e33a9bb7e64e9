import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { NotAllowedError } from '../../../core/errors.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { listSteps } from '../steps/queries.ts'
import '../index.ts'
import { recallDelivery } from './commands/recall-delivery.ts'
import { getDelivery } from './queries/delivery-care.ts'
import { act, BOOK, COUNT, DELIVER, DISPENSE, givenSupplyOnBehalf, refused, tasksOf } from './supply.test-support.ts'

describe('A company that does not use Troth', () => {
  const given = new HomecareTest()
  const onBehalf = { source: 'telephone', saidOn: '2026-11-30' } as const

  it('has what it says recorded by the pharmacy team, with how and when it was said, by the same guards', async () => {
    const supply = await givenSupplyOnBehalf(given)
    const id = supply.deliveryId(1)
    const say = (what: Parameters<typeof act>[4], over = {}) =>
      act(given, 'trust', 'coordinator', id, what, { onBehalf, ...over })
    assert.deepEqual(refused(await say({ event: 'contact' })), ['no-count'])
    for (const [what, over] of [
      [{ event: 'contact' }, { count: COUNT }],
      [BOOK, {}],
      [DISPENSE, {}],
      [{ event: 'dispatch' }, {}],
      [DELIVER, {}],
    ] as const)
      assert.deepEqual(await say(what, over), { done: true }, what.event)
    const steps = await given.read('trust', (tx) => listSteps(tx, given.as('trust', 'nurse'), [id]))
    assert.deepEqual(
      steps.slice(2).map(({ event, role, source, saidOn, actorId }) => [event, role, source, saidOn, actorId]),
      [
        ['contact', 'company', 'telephone', '2026-11-30', given.idOf('trust', 'coordinator')],
        ['book', 'company', 'telephone', '2026-11-30', given.idOf('trust', 'coordinator')],
        ['dispense', 'company-pharmacist', 'telephone', '2026-11-30', given.idOf('trust', 'coordinator')],
        ['dispatch', 'company', 'telephone', '2026-11-30', given.idOf('trust', 'coordinator')],
        ['deliver', 'company', 'telephone', '2026-11-30', given.idOf('trust', 'coordinator')],
      ],
    )
  })
  it('is not spoken for by a nurse or a doctor', async () => {
    const { deliveryId } = await givenSupplyOnBehalf(given)
    for (const person of ['nurse', 'doctor'] as const)
      await assert.rejects(
        act(given, 'trust', person, deliveryId(1), { event: 'contact' }, { onBehalf, count: COUNT }),
        NotAllowedError,
      )
  })
  it('says nothing tomorrow', async () => {
    const { deliveryId } = await givenSupplyOnBehalf(given)
    const saidOn = '2026-12-01'
    const over = { onBehalf: { ...onBehalf, saidOn }, count: COUNT }
    assert.deepEqual(refused(await act(given, 'trust', 'coordinator', deliveryId(1), { event: 'contact' }, over)), [
      'said-later',
    ])
  })
  it('is telephoned when a delivery is asked back, until it says that it stopped it', async () => {
    const { deliveryId } = await givenSupplyOnBehalf(given)
    const id = deliveryId(1)
    const { version } = await given.read('trust', (tx) => getDelivery(tx, given.tenants.trust, id))
    const input = { deliveryId: id, version, reason: 'New side effects' }
    assert.deepEqual(await recallDelivery(given.as('trust', 'nurse'), input), { done: true })
    assert.equal((await tasksOf(given, 'trust', 'homecare.telephone-recall')).length, 1)
    assert.deepEqual(await act(given, 'trust', 'coordinator', id, { event: 'confirm-recall' }, { onBehalf }), {
      done: true,
    })
    assert.equal((await tasksOf(given, 'trust', 'homecare.telephone-recall')).length, 0)
  })
})
