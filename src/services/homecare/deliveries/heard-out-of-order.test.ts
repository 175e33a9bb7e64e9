import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { HomecareTest } from '../homecare.test-support.ts'
import '../index.ts'
import type { DeliveryAct } from './act.ts'
import { accept, act, bring, DELIVER, givenSent, givenSupply, statesOf, tasksOf } from './supply.test-support.ts'

describe('What a company did with the old and the new dose', () => {
  const given = new HomecareTest()
  const company = (id: string, what: DeliveryAct) => act(given, 'company', 'pharmacist', id, what)

  for (const order of ['asc', 'desc'] as const)
    it(`is a call and an incident when both came, heard ${order === 'asc' ? 'in its order' : 'the newest first'}`, async () => {
      const older = await givenSupply(given)
      await bring(given, older.deliveryId(1), 'dispatched')
      const newer = await givenSent(given, { replacesId: older.prescriptionId }, older)
      await accept(given, newer)
      await bring(given, newer.deliveryId(1), 'dispatched')
      assert.deepEqual(await company(older.deliveryId(1), DELIVER), { done: true })
      assert.deepEqual(await company(newer.deliveryId(1), DELIVER), { done: true })
      await given.carry(order)
      for (const { deliveryId } of [older, newer])
        assert.deepEqual(await statesOf(given, deliveryId(1)), ['delivered', 'delivered'])
      for (const reason of ['homecare.call-patient', 'homecare.report-incident']) {
        const mine = (await tasksOf(given, 'trust', reason)).filter(({ patient_id }) => patient_id === older.patientId)
        assert.equal(mine.length, 1, reason)
      }
    })
  it('is a call and an incident too when two newer ones were accepted since', async () => {
    const first = await givenSupply(given)
    await bring(given, first.deliveryId(1), 'dispatched')
    const second = await givenSent(given, { replacesId: first.prescriptionId }, first)
    await accept(given, second)
    const third = await givenSent(given, { replacesId: second.prescriptionId }, first)
    await accept(given, third)
    await company(first.deliveryId(1), DELIVER)
    await given.carry('desc')
    assert.deepEqual(await statesOf(given, first.deliveryId(1)), ['delivered', 'delivered'])
    for (const reason of ['homecare.call-patient', 'homecare.report-incident'])
      assert.ok(
        (await tasksOf(given, 'trust', reason)).some(({ patient_id }) => patient_id === first.patientId),
        reason,
      )
  })
  it('is heard whole when each waits for the other in turn', async () => {
    const older = await givenSupply(given)
    await bring(given, older.deliveryId(1), 'dispatched')
    const newer = await givenSent(given, { replacesId: older.prescriptionId }, older)
    await accept(given, newer)
    const [old, next] = [older.deliveryId(1), newer.deliveryId(1)]
    await bring(given, next, 'booked')
    assert.deepEqual(await company(old, DELIVER), { done: true })
    await bring(given, next, 'dispensed')
    assert.deepEqual(await company(old, { event: 'quarantine', reason: 'The old dose' }), { done: true })
    await bring(given, next, 'dispatched')
    assert.deepEqual(await company(old, { event: 'destroy', outcome: 'Taken back' }), { done: true })
    await given.carry('desc')
    assert.deepEqual(
      [await statesOf(given, old), await statesOf(given, next)],
      [
        ['destroyed', 'destroyed'],
        ['dispatched', 'dispatched'],
      ],
    )
  })
})
