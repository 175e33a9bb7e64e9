import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { fixedClock } from '../../../core/clock.ts'
import type { Reader } from '../../../core/database/transaction.ts'
import { ConflictError, NotAllowedError, NotFoundError } from '../../../core/errors.ts'
import { getPatient, recordDeath } from '../../../core/patients/index.ts'
import type { TaskTables } from '../../../core/tasks/tables.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { listen } from '../prescriptions/commands/announce.ts'
import { finishPrescription } from '../prescriptions/commands/finish-prescription.ts'
import { prescriptionStep } from '../prescriptions/commands/prescription-step.ts'
import {
  givenDraft,
  givenInScreening,
  givenRegistered,
  givenSent,
  readyToPrescribe,
  rowOf,
  saved,
} from '../prescriptions/prescribing.test-support.ts'
import { getPrescription } from '../prescriptions/queries/prescriptions.ts'
import { lockHomecare } from '../steps/commands/lock-homecare.ts'
import { changeDose } from './commands/change-dose.ts'
import { keepDose } from './commands/keep-dose.ts'
import { pauseTherapy } from './commands/pause-therapy.ts'
import { restartTherapy } from './commands/restart-therapy.ts'
import { stopTherapy } from './commands/stop-therapy.ts'
import { FORTNIGHTLY, LOADED, steady } from './dose.test-support.ts'
import { every } from './dose.ts'
import { settleTherapies } from './jobs.ts'
import { findDosePlan, getTherapy, listPauses } from './queries/therapies.ts'

type Answer = { readonly refused: readonly { readonly name: string }[] } | object
const refusalsOf = (answer: Answer): readonly string[] =>
  'refused' in answer ? answer.refused.map(({ name }) => name) : []

describe('A treatment', () => {
  const given = new HomecareTest()
  const told: string[] = []
  before(() => readyToPrescribe(given))
  listen('cancellation-asked', (_, __, { prescription }) =>
    Promise.resolve(void told.push(`cancel ${prescription.prescriptionId}`)),
  )
  listen('recall-asked', (_, __, { delivery }) => Promise.resolve(void told.push(`recall ${delivery.deliveryId}`)))
  listen('supply-held', (_, __, { therapy }) =>
    Promise.resolve(void told.push(`${therapy.isHeld ? 'hold' : 'go on'} ${therapy.therapyId}`)),
  )
  const doctor = () => given.as('trust', 'doctor')
  const therapyOf = (therapyId: string) => given.read('trust', (tx) => getTherapy(tx, given.tenants.trust, therapyId))
  const act = async (therapyId: string, reason = 'Infection') => ({
    therapyId,
    version: (await therapyOf(therapyId)).version,
    reason,
  })
  const acknowledge = (prescriptionId: string) =>
    given.write('trust', async (tx) => {
      const ctx = given.system('trust')
      const prescription = await getPrescription(tx, given.tenants.trust, prescriptionId)
      await lockHomecare(tx, ctx, prescription.patientId)
      const taken = await prescriptionStep(tx, ctx, prescription, 'acknowledge', {
        as: ['company'],
        known: { isDigestEchoed: true, isSignatureVerified: true },
      })
      assert.equal(taken.refusals, undefined)
    })
  /** On treatment: the first prescription is accepted, and one delivery of it is booked. */
  const onTreatment = async () => {
    const care = await givenRegistered(given)
    const prescriptionId = await givenInScreening(given, care)
    await givenSent(given, prescriptionId)
    await acknowledge(prescriptionId)
    const { therapyId, patientId } = await rowOf(given, prescriptionId)
    const deliveryId = given.newId()
    await given.write('trust', async (tx) => {
      await given.bringStep(tx, 'trust', 'delivery', deliveryId, patientId, 'booked')
      await tx
        .insertInto('homecare.delivery')
        .values({
          tenant_id: given.tenants.trust,
          delivery_id: deliveryId,
          prescription_id: prescriptionId,
          therapy_id: therapyId,
          patient_id: patientId,
          number: 1,
          state: 'booked',
          state_since: given.clock.now(),
          lines: '[]',
          units: 4,
          planned_on: '2026-12-01',
          created_at: given.clock.now(),
        })
        .execute()
    })
    return { ...care, prescriptionId, therapyId, deliveryId }
  }
  const deliveryState = async (deliveryId: string) =>
    await given.read('trust', async (tx) => {
      const row = await tx
        .selectFrom('homecare.delivery')
        .select('state')
        .where('tenant_id', '=', given.tenants.trust)
        .where('delivery_id', '=', deliveryId)
        .executeTakeFirstOrThrow()
      return row.state
    })
  const planOf = (therapyId: string) => given.read('trust', (tx) => findDosePlan(tx, given.tenants.trust, therapyId))

  it('starts when the company accepts its prescription, with the dose that was signed', async () => {
    const { therapyId } = await onTreatment()
    assert.equal((await therapyOf(therapyId)).state, 'maintained')
    const plan = await planOf(therapyId)
    assert.deepEqual(
      [plan?.firstDoseOn, plan?.amountPerUnit, plan?.unitWords, plan?.isShared],
      ['2026-12-07', 40, 'pre-filled pen', false],
    )
  })
  it('is paused until someone looks again, and restarted', async () => {
    const { therapyId } = await onTreatment()
    const pause = { ...(await act(therapyId)), restart: 'from-restart', reviewOn: '2027-01-04' } as const
    assert.deepEqual(refusalsOf(await pauseTherapy(doctor(), { ...pause, reason: ' ' })), ['no-reason'])
    assert.deepEqual(refusalsOf(await pauseTherapy(doctor(), { ...pause, reviewOn: '2026-11-30' })), ['no-review'])
    await pauseTherapy(doctor(), pause)
    assert.equal((await therapyOf(therapyId)).state, 'paused')
    assert.ok(told.includes(`hold ${therapyId}`))
    const tasks = await given.read('trust', (tx) =>
      (tx as unknown as Reader<TaskTables>)
        .selectFrom('core.task')
        .select(['reason', 'due_at'])
        .where('tenant_id', '=', given.tenants.trust)
        .where('entity_id', '=', therapyId)
        .orderBy('due_at')
        .execute(),
    )
    // The surgery is not on the register: a letter was asked for when the treatment began.
    assert.deepEqual(tasks, [
      { reason: 'homecare.write-to-gp', due_at: new Date('2026-12-01T17:00:00Z') },
      { reason: 'homecare.review-pause', due_at: new Date('2027-01-04T09:00:00Z') },
    ])
    await restartTherapy(doctor(), { ...(await act(therapyId, 'Better')), decision: undefined })
    assert.equal((await therapyOf(therapyId)).state, 'maintained')
    assert.ok(told.includes(`go on ${therapyId}`))
    const [ended] = await given.read('trust', (tx) => listPauses(tx, given.tenants.trust, therapyId))
    assert.deepEqual([ended?.from, ended?.until], ['2026-11-30', '2026-12-01'])
  })
  it('is restarted after a long pause only with a decision', async () => {
    const { therapyId } = await onTreatment()
    await pauseTherapy(doctor(), { ...(await act(therapyId)), restart: 'same-days', reviewOn: '2027-01-04' })
    await given.write('trust', (tx) =>
      tx
        .updateTable('homecare.pause')
        .set({ from_on: '2026-08-01' })
        .where('tenant_id', '=', given.tenants.trust)
        .where('therapy_id', '=', therapyId)
        .execute(),
    )
    const restart = await act(therapyId, 'Better')
    assert.deepEqual(refusalsOf(await restartTherapy(doctor(), { ...restart, decision: undefined })), [
      'restart-decision',
    ])
    assert.deepEqual(refusalsOf(await restartTherapy(doctor(), { ...restart, decision: 'screen-again' })), [])
  })
  it('changes its dose by a new prescription: the old one covers until the new one is accepted', async () => {
    const { therapyId, prescriptionId, deliveryId } = await onTreatment()
    const begun = await changeDose(doctor(), await act(therapyId, 'Flare'))
    assert.ok('prescriptionId' in begun)
    assert.equal((await therapyOf(therapyId)).state, 'changing')
    const weekly = steady(FORTNIGHTLY, 40, every(1, 'week'))
    await saved(given, begun.prescriptionId, 'dose', { dose: weekly })
    await saved(given, begun.prescriptionId, 'deliveries', { firstDoseOn: '2026-12-21' })
    await saved(given, begun.prescriptionId, 'quantity', { quantity: 8 })
    const { version } = await rowOf(given, begun.prescriptionId)
    await finishPrescription(doctor(), { prescriptionId: begun.prescriptionId, version })
    assert.equal((await rowOf(given, begun.prescriptionId)).class, 'changed')
    await givenSent(given, begun.prescriptionId)
    assert.equal((await rowOf(given, prescriptionId)).state, 'acknowledged')
    assert.equal(await deliveryState(deliveryId), 'booked')
    await acknowledge(begun.prescriptionId)
    assert.equal((await rowOf(given, prescriptionId)).state, 'superseded')
    assert.equal(await deliveryState(deliveryId), 'recall-requested')
    assert.equal((await therapyOf(therapyId)).state, 'maintained')
    assert.ok(told.includes(`recall ${deliveryId}`) && told.includes(`cancel ${prescriptionId}`))
    // The doses of the old one go on until the first of the new.
    const plan = await planOf(therapyId)
    assert.deepEqual([plan?.firstDoseOn, plan?.dose.phases.length], ['2026-12-07', 2])
  })
  it('keeps its dose when the change is given up', async () => {
    const { therapyId } = await onTreatment()
    const begun = await changeDose(doctor(), await act(therapyId, 'Flare'))
    assert.ok('prescriptionId' in begun)
    await keepDose(doctor(), await act(therapyId, 'Settled'))
    assert.equal((await therapyOf(therapyId)).state, 'maintained')
    assert.equal((await rowOf(given, begun.prescriptionId)).state, 'discarded')
  })
  it('stops with everything that hangs on it', async () => {
    const { therapyId, prescriptionId, deliveryId } = await onTreatment()
    const draft = await changeDose(doctor(), await act(therapyId, 'Flare'))
    assert.ok('prescriptionId' in draft)
    assert.deepEqual(refusalsOf(await stopTherapy(doctor(), await act(therapyId, ''))), ['no-reason'])
    await stopTherapy(doctor(), await act(therapyId, 'No benefit'))
    assert.equal((await therapyOf(therapyId)).state, 'stopped')
    assert.equal((await rowOf(given, draft.prescriptionId)).state, 'discarded')
    assert.equal((await rowOf(given, prescriptionId)).state, 'cancel-requested')
    assert.equal(await deliveryState(deliveryId), 'recall-requested')
    assert.ok(told.includes(`recall ${deliveryId}`) && told.includes(`cancel ${prescriptionId}`))
    assert.equal((await planOf(therapyId))?.endsOn, given.clock.today())
  })
  it('ends with the death of the patient, in the same transaction', async () => {
    const { therapyId, prescriptionId, deliveryId, patientId, enrolmentId } = await onTreatment()
    const nurse = given.as('trust', 'nurse')
    const { version } = await given.read('trust', (tx) => getPatient(tx as never, nurse, patientId))
    const death = { on: '2026-11-29', notice: 'formal', source: 'hospital' } as const
    await recordDeath(nurse, { patientId, version, death })
    assert.equal((await therapyOf(therapyId)).state, 'stopped')
    assert.equal((await rowOf(given, prescriptionId)).state, 'cancel-requested')
    assert.equal(await deliveryState(deliveryId), 'recall-requested')
    const enrolment = await given.read('trust', (tx) =>
      tx
        .selectFrom('homecare.enrolment')
        .select('state')
        .where('tenant_id', '=', given.tenants.trust)
        .where('enrolment_id', '=', enrolmentId)
        .executeTakeFirstOrThrow(),
    )
    assert.equal(enrolment.state, 'deceased')
  })
  it('is stopped once by two people in the same second', async () => {
    const { therapyId, deliveryId } = await onTreatment()
    const input = await act(therapyId, 'No benefit')
    const answers = await Promise.allSettled([
      stopTherapy(doctor(), input),
      stopTherapy(given.as('trust', 'nurse'), input),
    ])
    assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    assert.equal(told.filter((one) => one === `recall ${deliveryId}`).length, 1)
  })
  it('is not there for another trust or a company, nor for a receptionist, and a nurse does not change the dose', async () => {
    const { therapyId } = await onTreatment()
    const input = await act(therapyId)
    await assert.rejects(stopTherapy(given.as('otherTrust', 'doctor'), input), NotFoundError)
    await assert.rejects(stopTherapy(given.as('company', 'pharmacist'), input), NotFoundError)
    await assert.rejects(stopTherapy(given.as('trust', 'receptionist'), input), NotAllowedError)
    await assert.rejects(changeDose(given.as('trust', 'nurse'), input), NotAllowedError)
    await assert.rejects(stopTherapy(doctor(), { ...input, version: 99 }), ConflictError)
  })
  it('is stopped once for a double click', async () => {
    const { therapyId } = await onTreatment()
    const ctx = given.as('trust', 'doctor', { idempotencyKey: given.newId() })
    const input = await act(therapyId, 'No benefit')
    const first = await stopTherapy({ ...ctx }, input)
    assert.deepEqual(await stopTherapy({ ...ctx }, input), first)
  })
  it('goes on to the usual dose by itself when loading is over', async () => {
    const care = await givenRegistered(given)
    const prescriptionId = await givenDraft(given, care)
    await saved(given, prescriptionId, 'dose', { dose: LOADED })
    await saved(given, prescriptionId, 'deliveries', { deliveries: 1 })
    await saved(given, prescriptionId, 'quantity', { quantity: 8 })
    const { version, therapyId } = await rowOf(given, prescriptionId)
    assert.deepEqual(refusalsOf(await finishPrescription(doctor(), { prescriptionId, version })), [])
    await givenSent(given, prescriptionId)
    await acknowledge(prescriptionId)
    assert.equal((await therapyOf(therapyId)).state, 'initiating')
    await settleTherapies.work(given.system('trust'), {})
    assert.equal((await therapyOf(therapyId)).state, 'initiating')
    const later = { ...given.system('trust'), clock: fixedClock('2026-12-22T03:00:00Z') }
    await settleTherapies.work(later, {})
    assert.equal((await therapyOf(therapyId)).state, 'maintained')
  })
})
