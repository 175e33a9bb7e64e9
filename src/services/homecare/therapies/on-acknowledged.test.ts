import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Reader } from '../../../core/database/transaction.ts'
import { createTask } from '../../../core/tasks/index.ts'
import type { TaskTables } from '../../../core/tasks/tables.ts'
import { givenCare } from '../care.test-support.ts'
import { accept, givenSent, givenSupply, type Supply } from '../deliveries/supply.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import '../index.ts'
import { prescriptionStep } from '../prescriptions/commands/prescription-step.ts'
import { givenPrescription } from '../prescriptions/prescription.test-support.ts'
import { getPrescription } from '../prescriptions/queries/prescriptions.ts'
import { coverOf } from '../supply-cover/queries/cover-of.ts'
import { coverNow, givenStock } from '../supply-cover/watch.test-support.ts'
import { chosenFrom } from '../supply-cover/worklist.ts'
import { FORTNIGHTLY } from './dose.test-support.ts'
import { findDosePlan, getTherapy } from './queries/therapies.ts'
import { doseNotCounted } from './task-reasons.ts'

/** No dictionary says how many millimoles a pen of adalimumab holds. */
const UNCOUNTED = { item: { dose: { ...FORTNIGHTLY, unit: 'millimole' } } } as const

describe('What follows when a company accepts a prescription', () => {
  const given = new HomecareTest()
  const tasksOf = ({ therapyId }: Pick<Supply, 'therapyId'>, reason: string) =>
    given.read('trust', (tx) =>
      (tx as unknown as Reader<TaskTables>)
        .selectFrom('core.task as task')
        .innerJoin('core.team as team', 'team.team_id', 'task.team_id')
        .select(['task.priority', 'team.role', 'task.closed_at', 'task.outcome'])
        .where('task.tenant_id', '=', given.tenants.trust)
        .where('task.reason', '=', reason)
        .where('task.entity_id', '=', therapyId)
        .execute(),
    )
  const planOf = ({ therapyId }: Supply) =>
    given.read('trust', (tx) => findDosePlan(tx, given.tenants.trust, therapyId))

  it('counts no dose that cannot be counted: pharmacy is told at once, and the patient stands first', async () => {
    const supply = await givenSent(given, UNCOUNTED)
    await givenStock(given, supply, 6)
    assert.equal((await coverNow(given, supply.therapyId)).cover.state, 'runs-out')
    await accept(given, supply)
    await given.carry()
    assert.deepEqual(await tasksOf(supply, 'homecare.dose-not-counted'), [
      { priority: 'urgent', role: 'pharmacist', closed_at: null, outcome: null },
    ])
    // The older dose is not the one of now: nothing is counted by it any more.
    assert.equal(await planOf(supply), undefined)
    const known = await givenCare(given, {
      patientId: await given.patient({ nhsNumber: { number: '9990000026', status: '01' } }),
    })
    await givenStock(given, known, 1)
    const everyone = await given.read('trust', (tx) => coverOf(tx, given.system('trust'), 'everyone'))
    const [first, ...others] = chosenFrom(everyone, {})
    assert.equal(first?.therapyId, supply.therapyId)
    assert.deepEqual([first.cover.state, first.risk.level], ['unknown', 'unknown'])
    assert.ok(others.some(({ therapyId }) => therapyId === known.therapyId))
  })
  it('finishes that task when a dose that can be counted takes its place', async () => {
    const supply = await givenSupply(given)
    await given.write('trust', (tx) =>
      createTask(tx, given.system('trust'), {
        reason: doseNotCounted,
        owner: { role: 'pharmacist' },
        entity: { type: 'homecare.therapy', id: supply.therapyId },
        key: supply.therapyId,
      }),
    )
    await givenSupply(given, { replacesId: supply.prescriptionId }, supply)
    assert.deepEqual(
      (await tasksOf(supply, 'homecare.dose-not-counted')).map(({ outcome }) => outcome),
      ['written-again'],
    )
    assert.deepEqual(await tasksOf(supply, 'homecare.treatment-not-moved'), [])
  })
  it('tells pharmacy when an older prescription stays in force', async () => {
    const older = await givenSupply(given)
    await givenSupply(given, {}, older)
    const { state } = await given.read('trust', (tx) => getPrescription(tx, given.tenants.trust, older.prescriptionId))
    assert.equal(state, 'acknowledged')
    assert.deepEqual(
      (await tasksOf(older, 'homecare.treatment-not-moved')).map(({ role, priority }) => [role, priority]),
      [['pharmacist', 'urgent']],
    )
  })
  it('tells pharmacy when the treatment has stopped in the meantime', async () => {
    const care = await givenCare(given, { therapy: 'stopping' })
    const { prescriptionId } = await givenPrescription(given, care, { state: 'transmitted' })
    const refusals = await given.write('trust', async (tx) => {
      const ctx = given.system('trust')
      const prescription = await getPrescription(tx, ctx.tenantId, prescriptionId)
      const known = { isDigestEchoed: true, isSignatureVerified: true }
      return (await prescriptionStep(tx, ctx, prescription, 'acknowledge', { as: ['company'], known })).refusals
    })
    assert.equal(refusals, undefined)
    assert.equal((await tasksOf(care, 'homecare.treatment-not-moved')).length, 1)
  })
  it('says nothing when a treatment begins as it should', async () => {
    const supply = await givenSupply(given)
    const { state } = await given.read('trust', (tx) => getTherapy(tx, given.tenants.trust, supply.therapyId))
    assert.equal(state, 'maintained')
    assert.deepEqual(await tasksOf(supply, 'homecare.treatment-not-moved'), [])
    assert.deepEqual(await tasksOf(supply, 'homecare.dose-not-counted'), [])
  })
})
