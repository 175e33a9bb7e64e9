import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addDays } from '../../../core/values/civil-date.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import '../index.ts'
import { coverNow, givenStock } from '../supply-cover/watch.test-support.ts'
import { changeDose } from '../therapies/commands/change-dose.ts'
import { keepDose } from '../therapies/commands/keep-dose.ts'
import { pauseTherapy } from '../therapies/commands/pause-therapy.ts'
import { restartTherapy } from '../therapies/commands/restart-therapy.ts'
import { getTherapy, listPauses } from '../therapies/queries/therapies.ts'
import { passDeliveryDays } from './jobs.ts'
import { listDeliveriesOf } from './queries/delivery-care.ts'
import {
  act,
  bring,
  DISPENSE,
  givenSupply,
  givenSupplyOnBehalf,
  refused,
  type Supply,
  tasksOf,
} from './supply.test-support.ts'

describe('A treatment that is paused and restarted', () => {
  const given = new HomecareTest('2026-12-08T09:00:00Z')
  const doctor = () => given.as('trust', 'doctor')
  const input = async ({ therapyId }: Supply) => ({
    therapyId,
    version: (await given.read('trust', (tx) => getTherapy(tx, given.tenants.trust, therapyId))).version,
    reason: 'Infection',
  })
  const pause = async (supply: Supply, restart: 'same-days' | 'from-restart' = 'from-restart') => {
    const reviewOn = addDays(given.clock.today(), 45)
    assert.ok(!('refused' in (await pauseTherapy(doctor(), { ...(await input(supply)), restart, reviewOn }))))
  }
  const restart = async (supply: Supply) =>
    assert.ok(!('refused' in (await restartTherapy(doctor(), { ...(await input(supply)), decision: undefined }))))
  const daysAt = async (place: 'trust' | 'company', { prescriptionId }: Supply) =>
    (await given.read(place, (tx) => listDeliveriesOf(tx, given.tenants[place], prescriptionId))).map(
      ({ state, plannedOn, deliverBy }) => [state, plannedOn, deliverBy],
    )
  const stateAt = async (place: 'trust' | 'company', { therapyId }: Supply) =>
    (await given.read(place, (tx) => getTherapy(tx, given.tenants[place], therapyId))).state
  const hours = (days: number) => days * 24 * 3_600

  it('moves on both sides what nobody has booked, holds supply meanwhile, and its cover follows', async () => {
    const supply = await givenSupply(given)
    await bring(given, supply.deliveryId(1), 'booked')
    await given.carry()
    await givenStock(given, supply, 2)
    const before = (await coverNow(given, supply.therapyId)).coveredUntil
    await pause(supply)
    await given.carry()
    assert.deepEqual([await stateAt('trust', supply), await stateAt('company', supply)], ['paused', 'paused'])
    assert.deepEqual(refused(await act(given, 'company', 'pharmacist', supply.deliveryId(1), DISPENSE)), [
      'supply-held',
    ])
    given.clock.forward(hours(28))
    await restart(supply)
    await given.carry()
    assert.deepEqual([await stateAt('trust', supply), await stateAt('company', supply)], ['maintained', 'maintained'])
    const moved = [
      ['booked', '2026-12-07', '2026-11-23'],
      ['planned', '2027-02-16', '2027-02-02'],
      ['planned', '2027-04-13', '2027-03-30'],
    ]
    assert.deepEqual(await daysAt('trust', supply), moved)
    assert.deepEqual(await daysAt('company', supply), moved)
    const after = await coverNow(given, supply.therapyId)
    assert.ok(before !== undefined && after.coveredUntil !== undefined && after.coveredUntil > before)
    const ofIt = (await given.read('company', (tx) => listPauses(tx, given.tenants.company, supply.therapyId))).length
    assert.equal(ofIt, 1)
  })
  for (const [isRestarted, number, planned] of [
    [false, 2, '2027-02-01'],
    [true, 3, '2027-03-29'],
  ] as const)
    it(`lets the company arrange again what was booked, ${isRestarted ? 'once it goes on' : 'meanwhile'}, for when it is needed`, async () => {
      const supply = await givenSupply(given)
      const id = supply.deliveryId(number)
      if (isRestarted) given.clock.forward(hours(28))
      await bring(given, id, 'booked')
      await given.carry()
      await pause(supply)
      await given.carry()
      given.clock.forward(hours(28))
      const again = async () => {
        assert.deepEqual(await act(given, 'company', 'coordinator', id, { event: 'rebook' }), { done: true })
        await given.carry()
      }
      if (!isRestarted) {
        await again()
        for (const place of ['trust', 'company'] as const) await passDeliveryDays.work(given.system(place), {})
        const ofIt = (await tasksOf(given, 'company', 'homecare.never-booked')).filter(
          ({ patient_id: who }) => who === supply.companyPatientId,
        )
        assert.deepEqual(ofIt, [], 'nobody can book it while supply is held')
      }
      await restart(supply)
      await given.carry()
      if (isRestarted) await again()
      for (const place of ['trust', 'company'] as const) {
        const [state, plannedOn] = (await daysAt(place, supply))[number - 1] ?? []
        assert.equal(state, 'due', place)
        assert.ok(String(plannedOn) > planned, `${place}: ${plannedOn}`)
      }
      assert.deepEqual(await daysAt('trust', supply), await daysAt('company', supply))
    })
  it('plans at last what was accepted during the pause', async () => {
    const older = await givenSupply(given)
    await pause(older)
    await given.carry()
    const newer = await givenSupply(given, { replacesId: older.prescriptionId }, older)
    assert.deepEqual(await daysAt('trust', newer), [])
    const open = async () =>
      (await tasksOf(given, 'trust', 'homecare.deliveries-not-planned')).filter(
        ({ patient_id }) => patient_id === newer.patientId,
      ).length
    assert.equal(await open(), 1)
    given.clock.forward(hours(7))
    await restart(newer)
    await given.carry()
    const days = await daysAt('trust', newer)
    assert.equal(days.length, 3)
    assert.deepEqual(await daysAt('company', newer), days)
    assert.equal(await open(), 0)
  })
  it('has a person telephone a company that does not use Troth', async () => {
    const supply = await givenSupplyOnBehalf(given)
    await pause(supply)
    assert.equal((await tasksOf(given, 'trust', 'homecare.telephone-hold')).length, 1)
    given.clock.forward(hours(1))
    await restart(supply)
    assert.equal((await tasksOf(given, 'trust', 'homecare.telephone-go-on')).length, 1)
  })
  it('stays paused when a change of dose is given up: the company is told nothing, and a long pause needs its decision', async () => {
    const supply = await givenSupply(given)
    await bring(given, supply.deliveryId(1), 'booked')
    await given.carry()
    await pause(supply)
    await changeDose(doctor(), await input(supply))
    await keepDose(doctor(), await input(supply))
    await given.carry()
    assert.deepEqual([await stateAt('trust', supply), await stateAt('company', supply)], ['paused', 'paused'])
    const open = await given.read('trust', (tx) => listPauses(tx, given.tenants.trust, supply.therapyId))
    assert.deepEqual(
      open.map(({ until }) => until),
      [undefined],
    )
    assert.deepEqual(refused(await act(given, 'company', 'pharmacist', supply.deliveryId(1), DISPENSE)), [
      'supply-held',
    ])
    given.clock.forward(hours(200))
    const undecided = await restartTherapy(doctor(), { ...(await input(supply)), decision: undefined })
    assert.deepEqual('refused' in undecided && undecided.refused.map(({ name }) => name), ['restart-decision'])
    await restartTherapy(doctor(), { ...(await input(supply)), decision: 'screen-again' })
    assert.equal(await stateAt('trust', supply), 'maintained')
  })
})
