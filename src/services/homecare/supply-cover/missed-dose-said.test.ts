import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bring, givenSupply, tasksOf } from '../deliveries/supply.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import './index.ts'
import { recordMissedDose } from './commands/record-missed-dose.ts'
import { coverNow } from './watch.test-support.ts'

const forgot = { doses: 1, cause: 'forgot' } as const
const TELL = 'homecare.dose-missed'

describe('A missed dose that a homecare company learned of', () => {
  const given = new HomecareTest()

  it('lengthens cover at the clinic and asks its clinician, once however often it is said', async () => {
    const supply = await givenSupply(given)
    await bring(given, supply.deliveryId(1), 'delivered')
    await given.carry()
    given.clock.forward((new Date('2026-12-08T09:00:00Z').getTime() - given.clock.now().getTime()) / 1000)
    const before = await coverNow(given, supply.therapyId)
    const missed = { therapyId: supply.therapyId, dueOn: '2026-12-07', ...forgot }
    const company = given.as('company', 'pharmacist')
    const first = await recordMissedDose({ ...company, idempotencyKey: given.newId() }, missed)
    assert.ok(typeof first === 'object' && first.isNew)
    const second = await recordMissedDose({ ...company, idempotencyKey: given.newId() }, missed)
    assert.deepEqual(second, { missedDoseId: first.missedDoseId, isNew: false })
    assert.equal((await tasksOf(given, 'company', TELL)).length, 1)
    await given.carry()
    await given.carry()
    const after = await coverNow(given, supply.therapyId)
    assert.ok(after.coveredUntil! > before.coveredUntil!, `${before.coveredUntil} to ${after.coveredUntil}`)
    const tasks = await tasksOf(given, 'trust', TELL)
    assert.deepEqual(
      tasks.map(({ owner_account_id, patient_id }) => [owner_account_id, patient_id]),
      [[given.idOf('trust', 'nurse'), supply.patientId]],
    )
    assert.deepEqual(await tasksOf(given, 'otherTrust', TELL), [])
  })
  it('is said by those of the company alone', async () => {
    const supply = await givenSupply(given, {}, undefined)
    const missed = { therapyId: supply.therapyId, dueOn: '2026-12-07', ...forgot }
    await assert.rejects(recordMissedDose(given.as('otherTrust', 'nurse'), missed), { name: 'NotFoundError' })
    await assert.rejects(recordMissedDose(given.as('trust', 'receptionist'), missed), { name: 'NotAllowedError' })
  })
})
