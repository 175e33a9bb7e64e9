// Runs alone: 1,000 schedules take longer than all the rest of homecare.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { HomecareTest } from '../homecare.test-support.ts'
import '../index.ts'
import { isHandedOver, isPromised } from './delivery.ts'
import {
  accept,
  broken,
  carryOne,
  CHANGES,
  companyActs,
  die,
  goOn,
  oneOf,
  pause,
  randomFrom,
  replace,
  stateAt,
  stepsOf,
  stop,
} from './races.test-support.ts'
import { givenSupply, type Supply, tasksOf } from './supply.test-support.ts'

/** Check 4 of §10 of the homecare note. 1,000 at full size; a failure names its seed. */
const SCHEDULES = process.env['TROTH_TEST_FULL'] === '1' ? 1_000 : 4

/** Turns after which a treatment that was paused goes on. */
const PAUSED = 5

describe('A dose that changes, stops or pauses while a delivery is on its way', () => {
  const given = new HomecareTest()
  for (let seed = 1; seed <= SCHEDULES; seed += 1)
    it(`is never supplied twice unseen (seed ${seed})`, async () => {
      const random = randomFrom(seed)
      const old = await givenSupply(given)
      const change = oneOf(random, CHANGES)
      const moment = Math.floor(random() * 14)
      let newer: Supply | undefined
      let isAccepted = false
      for (let turn = 0; turn < 22; turn += 1) {
        if (turn === moment && change === 'stop') await stop(given, old)
        if (turn === moment && change === 'death') await die(given, old)
        if (turn === moment && change === 'pause') await pause(given, old)
        if (turn === moment + PAUSED && change === 'pause') await goOn(given, old)
        if (turn === moment && change === 'new-prescription') newer = await replace(given, old)
        const what = random()
        if (what < 0.45) await companyActs(given, random, old.deliveryId(1))
        else if (what < 0.75) await carryOne(given, random)
        else if (newer && !isAccepted) {
          await accept(given, newer)
          isAccepted = true
        } else if (newer) await companyActs(given, random, newer.deliveryId(1))
      }
      if (newer && !isAccepted) await accept(given, newer)
      await given.carry()
      // What is still being recalled is answered, one way or the other.
      for (let round = 0; round < 3; round += 1) {
        for (const one of [old, ...(newer ? [newer] : [])]) {
          if ((await stateAt(given, 'company', one.deliveryId(1))).state === 'recall-requested') {
            await companyActs(given, random, one.deliveryId(1))
          }
        }
        await given.carry()
      }
      await check(old, newer, change)
    })

  async function check(old: Supply, newer: Supply | undefined, change: string) {
    const id = old.deliveryId(1)
    const [here, there] = [await stateAt(given, 'trust', id), await stateAt(given, 'company', id)]
    assert.equal(here.state, there.state, 'both sides say the same of the old delivery')
    if (here.state !== undefined && isPromised(here.state))
      assert.equal(here.bookedOn, there.bookedOn, 'and of its day')
    const steps = await stepsOf(given, 'trust', id)
    const isLate = steps.some(({ event, from }) => event === 'deliver' && from === 'recall-requested')
    const mine = async (reason: string) =>
      (await tasksOf(given, 'trust', reason)).filter(({ patient_id }) => patient_id === old.patientId).length
    if (isLate) {
      assert.ok((await mine('homecare.call-patient')) > 0, 'too late is a call')
      assert.ok((await mine('homecare.report-incident')) > 0, 'and an incident')
    }
    if (newer) {
      const [oldState, newState] = [here.state, (await stateAt(given, 'company', newer.deliveryId(1))).state]
      const both = isHandedOver(oldState!) && newState !== undefined && isHandedOver(newState)
      const accepted = (await stepsOf(given, 'company', newer.prescriptionId)).find(
        ({ event }) => event === 'acknowledge',
      )
      const delivered = (await stepsOf(given, 'company', id)).find(({ event }) => event === 'deliver')
      const isAfter =
        delivered !== undefined &&
        accepted !== undefined &&
        Number(delivered.at.split(' ')[0]) > Number(accepted.at.split(' ')[0])
      if (both && isAfter) assert.ok(isLate, 'both doses were delivered and nobody was told')
      for (const place of ['trust', 'company'] as const) {
        const ended = (await stepsOf(given, place, old.prescriptionId)).find(({ event }) => event === 'supersede')
        const taken = (await stepsOf(given, place, newer.prescriptionId)).find(({ event }) => event === 'acknowledge')
        if (ended)
          assert.ok(taken && taken.at < ended.at, `${place}: the old one ended before the new one was accepted`)
      }
    }
    for (const [place, patientId] of [
      ['trust', old.patientId],
      ['company', old.companyPatientId],
    ] as const) {
      assert.deepEqual(await broken(given, place, patientId), [], place)
      if (change === 'stop' || change === 'death') continue
      const live = await given.read(place, (tx) =>
        tx
          .selectFrom('homecare.prescription')
          .select('prescription_id')
          .where('tenant_id', '=', given.tenants[place])
          .where('therapy_id', '=', old.therapyId)
          .where('state', 'in', ['acknowledged', 'in-supply'])
          .execute(),
      )
      assert.equal(live.length, 1, `${place}: one live prescription covers the treatment`)
    }
  }
})
