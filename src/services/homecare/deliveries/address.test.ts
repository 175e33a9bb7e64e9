import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { NotAllowedError } from '../../../core/errors.ts'
import { getPatient, markSensitive } from '../../../core/patients/index.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import '../index.ts'
import { clinicsPlace } from './clinics-place.ts'
import { changeDeliveryAddress } from './commands/change-address.ts'
import { getDelivery, getDeliveryCare } from './queries/delivery-care.ts'
import { act, bring, givenSupply, refused, type Supply, tasksOf } from './supply.test-support.ts'

const LINES = ['Flat 2', '9 Harbour Street', 'ZZ1 3ZZ']

describe('The address of one delivery', () => {
  const given = new HomecareTest()
  const at = (place: 'trust' | 'company', { deliveryId }: Supply) =>
    given.read(place, (tx) => getDelivery(tx, given.tenants[place], deliveryId(1)))
  const change = async (
    supply: Supply,
    rights: readonly 'see-sensitive-records'[] = [],
    to: readonly string[] | 'usual' = LINES,
  ) => {
    const { version, deliveryId } = await at('trust', supply)
    const ctx = given.as('trust', 'coordinator', { rights, idempotencyKey: given.newId() })
    return await changeDeliveryAddress(ctx, { deliveryId, version, to })
  }

  it('is changed in the clinic, and the company is told and asked to use it', async () => {
    const supply = await givenSupply(given)
    assert.deepEqual(await change(supply), { done: true })
    await given.carry()
    assert.deepEqual((await at('company', supply)).booking?.place?.lines, LINES)
    assert.ok((await tasksOf(given, 'company', 'homecare.delivery-address-changed')).length > 0)
    await bring(given, supply.deliveryId(1), 'dispatched')
    assert.deepEqual((await at('company', supply)).booking?.place?.lines, LINES, 'booking keeps it')
    await given.carry()
    assert.deepEqual(refused(await change(supply)), ['not-now'])
  })
  it('stands when the delivery is given another day, whoever hears of the other’s act first', async () => {
    for (const isCrossing of [false, true]) {
      const supply = await givenSupply(given)
      const id = supply.deliveryId(1)
      await bring(given, id, 'booked')
      await given.carry()
      await change(supply)
      if (!isCrossing) await given.carry()
      await act(given, 'company', 'coordinator', id, { event: 'rebook' })
      await given.carry()
      await bring(given, id, 'booked')
      await given.carry()
      for (const place of ['trust', 'company'] as const)
        assert.deepEqual((await at(place, supply)).booking?.place?.lines, LINES, `${place}, ${isCrossing}`)
    }
  })
  it('is the usual one again when the clinic says so, whoever hears of the other’s act first', async () => {
    for (const isCrossing of [false, true]) {
      const supply = await givenSupply(given)
      const id = supply.deliveryId(1)
      await bring(given, id, 'booked')
      await given.carry()
      await change(supply)
      await given.carry()
      assert.deepEqual(await change(supply, [], 'usual'), { done: true })
      if (!isCrossing) await given.carry()
      await act(given, 'company', 'coordinator', id, { event: 'rebook' })
      await given.carry()
      for (const place of ['trust', 'company'] as const) {
        assert.equal(clinicsPlace(await at(place, supply)), undefined, `${place}, ${isCrossing}: it is agreed again`)
        assert.notEqual((await at(place, supply)).booking?.place?.kind, 'other', `${place}, ${isCrossing}`)
      }
    }
  })
  it('is the usual one too when its lines are typed, and cannot be where none is known', async () => {
    const supply = await givenSupply(given)
    const { address } = (
      await given.read('trust', (tx) => getDeliveryCare(tx, given.tenants.trust, supply.deliveryId(1)))
    ).enrolment
    await change(supply, [], address)
    await given.carry()
    for (const place of ['trust', 'company'] as const)
      assert.deepEqual((await at(place, supply)).booking?.place, { kind: 'usual', isClinics: true }, place)
    await given.write('trust', (tx) =>
      tx
        .updateTable('homecare.enrolment')
        .set({ delivery_address: null })
        .where('tenant_id', '=', given.tenants.trust)
        .execute(),
    )
    assert.deepEqual(refused(await change(supply, [], 'usual')), ['no-address'])
  })
  it('is not changed under a delivery that is on its way: the company has a task', async () => {
    const supply = await givenSupply(given)
    await bring(given, supply.deliveryId(1), 'booked')
    await given.carry()
    await change(supply)
    await bring(given, supply.deliveryId(1), 'dispatched')
    await given.carry()
    assert.notDeepEqual((await at('company', supply)).booking?.place?.lines, LINES)
    assert.ok((await tasksOf(given, 'company', 'homecare.message-refused')).length > 0)
  })
  it('of a sensitive record leaves by a named right alone, for one delivery, and is forgotten after it', async () => {
    const supply = await givenSupply(given)
    const nurse = given.as('trust', 'nurse')
    const { version } = await given.read('trust', (tx) => getPatient(tx, nurse, supply.patientId))
    await markSensitive(nurse, {
      patientId: supply.patientId,
      version,
      sensitive: true,
      reason: 'Threats from a former partner',
    })
    await assert.rejects(change(supply), NotAllowedError)
    assert.deepEqual(await change(supply, ['see-sensitive-records']), { done: true })
    assert.equal((await at('trust', supply)).booking?.place?.lines, undefined, 'not kept in the clinic')
    await given.carry()
    assert.deepEqual((await at('company', supply)).booking?.place?.lines, LINES)
    await bring(given, supply.deliveryId(1), 'booked')
    await act(given, 'company', 'coordinator', supply.deliveryId(1), { event: 'rebook' })
    await given.carry()
    const goesTo = { kind: 'other', lines: LINES, isSingleUse: true, isClinics: true }
    assert.deepEqual((await at('company', supply)).booking, { place: goesTo }, 'kept while it has not come')
    assert.deepEqual((await at('trust', supply)).booking, { place: { kind: 'other', isClinics: true } })
    await bring(given, supply.deliveryId(1), 'booked')
    assert.deepEqual((await at('company', supply)).booking?.place, goesTo, 'booked anew, it still goes there')
    await bring(given, supply.deliveryId(1), 'delivered')
    assert.deepEqual((await at('company', supply)).booking?.place, { kind: 'other' }, 'forgotten')
  })
})
