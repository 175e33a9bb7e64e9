import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { HomecareTest } from '../homecare.test-support.ts'
import '../index.ts'
import { askBack } from './commands/ask-back.ts'
import { passDeliveryDays } from './jobs.ts'
import { recallDelivery } from './commands/recall-delivery.ts'
import { getDelivery } from './queries/delivery-care.ts'
import {
  act,
  bring,
  COUNT,
  DELIVER,
  DISPENSE,
  givenSupply,
  refused,
  statesOf,
  type Supply,
  tasksOf,
} from './supply.test-support.ts'

describe('A delivery that is asked back', () => {
  const given = new HomecareTest()
  const recall = async (deliveryId: string) => {
    const { version } = await given.read('trust', (tx) => getDelivery(tx, given.tenants.trust, deliveryId))
    return recallDelivery(given.as('trust', 'doctor'), { deliveryId, version, reason: 'The dose is changing' })
  }
  const mine = async ({ patientId }: Supply, reason: string) =>
    (await tasksOf(given, 'trust', reason)).filter((task) => task.patient_id === patientId).length

  it('is stopped at once when it was never packed', async () => {
    const supply = await givenSupply(given)
    const id = supply.deliveryId(1)
    await bring(given, id, 'booked')
    await given.carry()
    assert.deepEqual(await recall(id), { done: true })
    assert.deepEqual(await statesOf(given, id), ['recall-requested', 'booked'])
    await given.carry()
    assert.deepEqual(await statesOf(given, id), ['recalled', 'recalled'])
    assert.equal(await mine(supply, 'homecare.call-patient'), 0)
  })
  it('waits for a person of the company once it was packed', async () => {
    const supply = await givenSupply(given)
    const id = supply.deliveryId(1)
    await bring(given, id, 'dispensed')
    await given.carry()
    await recall(id)
    await given.carry()
    assert.deepEqual(await statesOf(given, id), ['recall-requested', 'recall-requested'])
    assert.ok((await tasksOf(given, 'company', 'homecare.stop-delivery')).length > 0)
    assert.deepEqual(refused(await act(given, 'company', 'pharmacist', id, { event: 'dispatch' })), ['not-now'])
    await act(given, 'company', 'coordinator', id, { event: 'confirm-recall' })
    await given.carry()
    assert.deepEqual(await statesOf(given, id), ['recalled', 'recalled'])
  })
  it('that arrives all the same is a call and an incident', async () => {
    const supply = await givenSupply(given)
    const id = supply.deliveryId(1)
    await bring(given, id, 'dispatched')
    await given.carry()
    await recall(id)
    await given.carry()
    await act(given, 'company', 'coordinator', id, DELIVER)
    await given.carry()
    assert.deepEqual(await statesOf(given, id), ['delivered', 'delivered'])
    assert.deepEqual(
      [await mine(supply, 'homecare.call-patient'), await mine(supply, 'homecare.report-incident')],
      [1, 1],
    )
  })
  it('that was packed and sent before the company heard keeps its record, and arrives flagged', async () => {
    const supply = await givenSupply(given)
    const id = supply.deliveryId(1)
    await bring(given, id, 'booked')
    await given.carry()
    await recall(id)
    await act(given, 'company', 'pharmacist', id, DISPENSE)
    await act(given, 'company', 'pharmacist', id, { event: 'dispatch' })
    await act(given, 'company', 'coordinator', id, DELIVER)
    await given.carry()
    assert.deepEqual(await statesOf(given, id), ['delivered', 'delivered'])
    const { dispensed } = await given.read('trust', (tx) => getDelivery(tx, given.tenants.trust, id))
    assert.equal(dispensed?.packs[0]?.batch, 'B77')
    assert.deepEqual(
      [await mine(supply, 'homecare.call-patient'), await mine(supply, 'homecare.report-incident')],
      [1, 1],
    )
  })
  it('is telephoned about when nobody answers for a day', async () => {
    const supply = await givenSupply(given)
    const id = supply.deliveryId(1)
    await bring(given, id, 'dispensed')
    await given.carry()
    await recall(id)
    given.clock.forward(25 * 3600)
    await passDeliveryDays.work(given.system('trust'), {})
    assert.equal(await mine(supply, 'homecare.recall-unanswered'), 1)
  })
  it('is not asked back once it arrived, nor by a coordinator', async () => {
    const supply = await givenSupply(given)
    const id = supply.deliveryId(1)
    await bring(given, id, 'delivered')
    await given.carry()
    assert.deepEqual(refused(await recall(id)), ['not-now'])
    const { version } = await given.read('trust', (tx) => getDelivery(tx, given.tenants.trust, supply.deliveryId(2)))
    const input = { deliveryId: supply.deliveryId(2), version, reason: 'x' }
    assert.deepEqual(refused(await recallDelivery(given.as('trust', 'coordinator'), input)), ['not-your-role'])
  })
  it('is left as it was when anything breaks on the way', async () => {
    const supply = await givenSupply(given)
    const id = supply.deliveryId(1)
    await assert.rejects(
      given.write('trust', async (tx) => {
        await askBack(tx, given.as('trust', 'doctor'), [id, supply.deliveryId(2)], 'Why', 'clinician')
        throw new Error('killed')
      }),
      /killed/,
    )
    await given.carry()
    assert.deepEqual(await statesOf(given, id), ['planned', 'planned'])
    const left = await given.read(
      'trust',
      async (tx) =>
        (await sql`select 1 from homecare.step where thing_id = ${id} and event = 'request-recall'`.execute(tx)).rows
          .length,
    )
    assert.equal(left, 0)
  })

  it('by the night: those in their window come due, and nobody having booked is told once', async () => {
    const supply = await givenSupply(given)
    await passDeliveryDays.work(given.system('trust'), {})
    await passDeliveryDays.work(given.system('trust'), {})
    const [first, second] = await given.read('trust', async (tx) => [
      await getDelivery(tx, given.tenants.trust, supply.deliveryId(1)),
      await getDelivery(tx, given.tenants.trust, supply.deliveryId(2)),
    ])
    assert.deepEqual([first?.state, first?.isNeverBooked, second?.state], ['due', true, 'planned'])
    assert.equal(await mine(supply, 'homecare.never-booked'), 1)
    await bring(given, supply.deliveryId(1), 'booked', COUNT)
    await given.carry()
    assert.equal(await mine(supply, 'homecare.never-booked'), 0)
    assert.deepEqual(await statesOf(given, supply.deliveryId(1)), ['booked', 'booked'])
  })
})
