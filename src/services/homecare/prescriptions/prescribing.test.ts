import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Reader } from '../../../core/database/transaction.ts'
import { ConflictError, NotAllowedError, NotFoundError } from '../../../core/errors.ts'
import { mergePatients, recordNoKnownAllergies, registerPatient } from '../../../core/patients/index.ts'
import { amina } from '../../../core/patients/people.test-support.ts'
import type { TaskTables } from '../../../core/tasks/tables.ts'
import { HomecareTest, SAMPLE } from '../homecare.test-support.ts'
import { listSteps } from '../steps/queries.ts'
import { FORTNIGHTLY, LOADED, steady } from '../therapies/dose.test-support.ts'
import { every } from '../therapies/dose.ts'
import { beginPrescription } from './commands/begin-prescription.ts'
import { discardPrescription } from './commands/discard-prescription.ts'
import { finishPrescription } from './commands/finish-prescription.ts'
import { handToPrescriber } from './commands/hand-to-prescriber.ts'
import { renewPrescription } from './commands/renew-prescription.ts'
import { savePart } from './commands/save-part.ts'
import {
  beginning,
  givenCare,
  givenDraft,
  givenInScreening,
  givenRegistered,
  givenSent,
  givenStep,
  readyToPrescribe,
  rowOf,
  saved,
} from './prescribing.test-support.ts'
import { findContent, readContent } from './queries/read-content.ts'
import { digestOfWritten } from './stored-content.ts'

type Answer = { readonly refused: readonly { readonly name: string }[] } | { readonly prescriptionId: string } | object
const refusalsOf = (answer: Answer): readonly string[] =>
  'refused' in answer ? answer.refused.map(({ name }) => name) : []

describe('A prescription', () => {
  const given = new HomecareTest()
  before(() => readyToPrescribe(given))
  const doctor = () => given.as('trust', 'doctor')
  const begun = async (over = {}) => {
    const care = await givenRegistered(given)
    const answer = await beginPrescription(doctor(), beginning(care, over))
    assert.ok('prescriptionId' in answer, JSON.stringify(answer))
    return { ...care, ...answer }
  }
  const save = async (prescriptionId: string, part: never, answers: object) => {
    const { version } = await rowOf(given, prescriptionId)
    return await savePart(doctor(), { prescriptionId, version, part, answers })
  }
  const finish = async (prescriptionId: string, as = doctor()) =>
    await finishPrescription(as, { prescriptionId, version: (await rowOf(given, prescriptionId)).version })

  it('goes from its first page to waiting for clinical screening, as it was written', async () => {
    const care = await givenRegistered(given)
    const prescriptionId = await givenInScreening(given, care)
    const row = await rowOf(given, prescriptionId)
    assert.deepEqual(
      [row.state, row.class, row.schedule, row.deliveries, row.firstDoseOn],
      ['in-screening', 'new', 'none', 3, '2026-12-07'],
    )
    assert.deepEqual([row.brandIds, row.genericIds], [[SAMPLE.humiraPen40], [SAMPLE.adalimumabPen40]])
    const written = await given.read('trust', (tx) => readContent(tx, doctor(), prescriptionId))
    assert.equal(written?.content.prescriber.registration, '7654321')
    assert.deepEqual(written?.content.patient.address, ['4 Sandmoor Drive', 'Leeds', 'LS17 7DF'])
    assert.equal(written?.content.items[0]?.quantity, 4)
    assert.equal(row.digest, digestOfWritten(written!))
    const steps = await given.read('trust', (tx) => listSteps(tx, doctor(), [prescriptionId, row.therapyId]))
    assert.deepEqual(
      steps.map(({ event, role }) => `${event} ${role}`),
      ['plan prescriber', 'begin prescriber', 'propose prescriber', 'classify system'],
    )
  })
  it('states the hospital number of the system that the organisation chose', async () => {
    const system = 'https://trust.example/Id/hospital-number'
    const choose = (settings: object) =>
      given.write('trust', (tx) =>
        sql`update core.organisation set settings = ${JSON.stringify(settings)} where tenant_id = ${given.tenants.trust}`.execute(
          tx,
        ),
      )
    const numberOf = async () => {
      const patientId = await given.patient({ identifiers: [{ system, value: 'H123456' }] })
      const id = await givenInScreening(given, await givenRegistered(given, { patientId }))
      return (await given.read('trust', (tx) => readContent(tx, doctor(), id)))?.content.patient.hospitalNumber
    }
    await choose({ hospitalNumberSystem: system })
    assert.equal(await numberOf(), 'H123456')
    await choose({})
    assert.equal(await numberOf(), undefined)
  })
  it('is prepared by a colleague and finished by the prescriber, who is told', async () => {
    const care = await givenRegistered(given)
    const coordinator = given.as('trust', 'coordinator')
    const nobody = await beginPrescription(coordinator, beginning(care))
    assert.deepEqual(refusalsOf(nobody), ['no-prescriber'])
    const wrong = await beginPrescription(coordinator, beginning(care, { prescriberId: given.idOf('trust', 'nurse') }))
    assert.deepEqual(refusalsOf(wrong), ['no-prescriber'])
    const answer = await beginPrescription(
      coordinator,
      beginning(care, { prescriberId: given.idOf('trust', 'doctor') }),
    )
    assert.ok('prescriptionId' in answer)
    const { prescriptionId } = answer
    await assert.rejects(finish(prescriptionId, coordinator), NotAllowedError)
    await handToPrescriber(coordinator, { prescriptionId, version: 1 })
    const tasks = await given.read('trust', (tx) =>
      (tx as unknown as Reader<TaskTables>)
        .selectFrom('core.task')
        .select(['reason', 'owner_account_id'])
        .where('tenant_id', '=', given.tenants.trust)
        .where('entity_id', '=', prescriptionId)
        .execute(),
    )
    assert.deepEqual(tasks, [
      { reason: 'homecare.prescription-prepared', owner_account_id: given.idOf('trust', 'doctor') },
    ])
  })

  for (const [title, part, answers, refused] of [
    ['an ended product', 'product', { vmpId: SAMPLE.adalimumabPen40, ampId: SAMPLE.endedHumira }, ['discontinued']],
    ['an unknown code', 'product', { vmpId: '999999991000001108', ampId: undefined }, ['unknown-product']],
    [
      'another substance',
      'product',
      { vmpId: SAMPLE.tocilizumabSyringe, ampId: undefined },
      ['other-substance', 'no-brand'],
    ],
    ['a biologic without a brand', 'product', { vmpId: SAMPLE.adalimumabPen40, ampId: undefined }, ['no-brand']],
    ['a dose that is often and much', 'dose', { dose: steady(FORTNIGHTLY, 0, every(1, 'week')) }, ['amount']],
    [
      'too many deliveries',
      'deliveries',
      { deliveries: 12, interval: { every: 8, unit: 'week' }, firstDoseOn: '2026-12-07' },
      ['beyond-duration'],
    ],
    ['a quantity that does not match', 'quantity', { quantity: 2 }, ['too-little']],
  ] as const)
    it(`refuses ${title} on its page, and keeps what was there`, async () => {
      const { prescriptionId } = await begun()
      await saved(given, prescriptionId, 'product', { vmpId: SAMPLE.adalimumabPen40, ampId: SAMPLE.humiraPen40 })
      await saved(given, prescriptionId, 'dose', { dose: FORTNIGHTLY })
      await saved(given, prescriptionId, 'deliveries', {
        deliveries: 3,
        interval: { every: 8, unit: 'week' },
        firstDoseOn: '2026-12-07',
      })
      assert.deepEqual(refusalsOf(await save(prescriptionId, part as never, answers)), refused)
      const stored = await given.read('trust', (tx) => findContent(tx, doctor(), prescriptionId))
      assert.equal(stored?.draft.ampId, SAMPLE.humiraPen40)
      assert.equal(stored?.draft.deliveries, 3)
    })
  it('says everything that is missing when it is finished too early', async () => {
    const { prescriptionId } = await begun()
    assert.deepEqual(refusalsOf(await finish(prescriptionId)), [
      'no-product',
      'no-dose',
      'no-quantity',
      'no-deliveries',
    ])
    assert.equal((await rowOf(given, prescriptionId)).state, 'draft')
  })

  it('is one at a time for a treatment', async () => {
    const care = await givenRegistered(given)
    const prescriptionId = await givenInScreening(given, care)
    assert.deepEqual(refusalsOf(await beginPrescription(doctor(), beginning(care))), ['being-written'])
    await givenSent(given, prescriptionId)
    assert.deepEqual(refusalsOf(await beginPrescription(doctor(), beginning(care))), ['other-prescription'])
  })
  it('needs a registration that is with the company', async () => {
    const care = await givenRegistered(given, { enrolment: 'draft' })
    assert.deepEqual(refusalsOf(await beginPrescription(doctor(), beginning(care))), ['not-registered'])
  })
  it('plans one treatment when two people begin in the same second', async () => {
    const care = await givenRegistered(given)
    const answers = await Promise.all([
      beginPrescription(doctor(), beginning(care)),
      beginPrescription(given.as('trust', 'nurse'), beginning(care, { prescriberId: given.idOf('trust', 'doctor') })),
    ])
    assert.equal(answers.filter((answer) => 'prescriptionId' in answer).length, 1)
    assert.equal(answers.flatMap(refusalsOf).length, 1)
  })
  it('is refused in a sentence when the index alone sees the other treatment', async () => {
    const care = await givenRegistered(given)
    let wait: () => void = () => undefined
    const held = new Promise<void>((resolve) => (wait = resolve))
    // Someone who does not take the lock: the row is there, and nobody can see it yet.
    let isThere: () => void = () => undefined
    const there = new Promise<void>((resolve) => (isThere = resolve))
    const other = given.write('trust', async (tx) => {
      const therapyId = given.newId()
      await given.bringStep(tx, 'trust', 'therapy', therapyId, care.patientId, 'planned')
      await tx
        .insertInto('homecare.therapy')
        .values({
          tenant_id: given.tenants.trust,
          therapy_id: therapyId,
          patient_id: care.patientId,
          vtm_id: SAMPLE.adalimumab,
          route: 'subcutaneous',
          medicine: 'Adalimumab',
          is_biologic: true,
          state: 'planned',
          state_since: given.clock.now(),
          created_at: given.clock.now(),
          created_by: given.idOf('trust', 'doctor'),
        })
        .execute()
      isThere()
      await held
    })
    await there
    const second = beginPrescription(doctor(), beginning(care))
    setTimeout(wait, 1500)
    await other
    assert.deepEqual(refusalsOf(await second), ['same-substance'])
  })
  it('asks for a reason before a second biologic', async () => {
    const care = await givenRegistered(given)
    await given.write('trust', async (tx) => {
      const therapyId = given.newId()
      await given.bringStep(tx, 'trust', 'therapy', therapyId, care.patientId, 'maintained')
      await tx
        .insertInto('homecare.therapy')
        .values({
          tenant_id: given.tenants.trust,
          therapy_id: therapyId,
          patient_id: care.patientId,
          vtm_id: '123456781000001107',
          route: 'subcutaneous',
          medicine: 'Tocilizumab',
          is_biologic: true,
          state: 'maintained',
          state_since: given.clock.now(),
          created_at: given.clock.now(),
          created_by: given.idOf('trust', 'doctor'),
        })
        .execute()
    })
    assert.deepEqual(refusalsOf(await beginPrescription(doctor(), beginning(care))), ['two-biologics'])
    const answer = await beginPrescription(doctor(), beginning(care, { twoBiologicsReason: 'Changing over' }))
    assert.ok('prescriptionId' in answer)
  })

  it('is not there for another trust or a company, nor for a receptionist', async () => {
    const { prescriptionId, patientId, enrolmentId } = await begun()
    const answers = { deliveries: 2 }
    const input = { prescriptionId, version: 1, part: 'deliveries', answers } as const
    await assert.rejects(savePart(given.as('otherTrust', 'doctor'), input), NotFoundError)
    await assert.rejects(savePart(given.as('company', 'pharmacist'), input), NotFoundError)
    await assert.rejects(savePart(given.as('trust', 'receptionist'), input), NotAllowedError)
    const start = beginning({ patientId, enrolmentId })
    await assert.rejects(beginPrescription(given.as('otherTrust', 'doctor'), start), NotFoundError)
    await assert.rejects(beginPrescription(given.as('trust', 'receptionist'), start), NotAllowedError)
    const own = await given.patient({}, 'company')
    await assert.rejects(
      beginPrescription(given.as('company', 'pharmacist'), { ...start, patientId: own }),
      NotAllowedError,
    )
  })
  it('is begun once for a double click', async () => {
    const care = await givenRegistered(given)
    const ctx = given.as('trust', 'doctor', { idempotencyKey: given.newId() })
    assert.deepEqual(
      await beginPrescription({ ...ctx }, beginning(care)),
      await beginPrescription({ ...ctx }, beginning(care)),
    )
  })
  it('is finished once for a double click', async () => {
    const care = await givenRegistered(given)
    const prescriptionId = await givenDraft(given, care)
    const { version } = await rowOf(given, prescriptionId)
    const ctx = given.as('trust', 'doctor', { idempotencyKey: given.newId() })
    const first = await finishPrescription({ ...ctx }, { prescriptionId, version })
    assert.deepEqual(await finishPrescription({ ...ctx }, { prescriptionId, version }), first)
  })
  it('tells whoever works from an old page', async () => {
    const { prescriptionId } = await begun()
    await saved(given, prescriptionId, 'product', { vmpId: SAMPLE.adalimumabPen40, ampId: SAMPLE.humiraPen40 })
    const input = { prescriptionId, version: 1, part: 'checks', answers: {} } as const
    await assert.rejects(savePart(doctor(), input), ConflictError)
    await assert.rejects(finishPrescription(doctor(), { prescriptionId, version: 1 }), ConflictError)
  })
  it('is not begun on a record that was merged, and is seen by the one that is used now', async () => {
    const care = await givenRegistered(given)
    const nurse = given.as('trust', 'nurse', { rights: ['merge-records'] })
    const kept = await registerPatient(nurse, amina())
    assert.ok('patientId' in kept && kept.patientId)
    await recordNoKnownAllergies(nurse, { patientId: kept.patientId, version: 1 })
    const prescriptionId = await givenDraft(given, care)
    await mergePatients(nurse, {
      survivorId: kept.patientId,
      mergedId: care.patientId,
      survivorVersion: 2,
      mergedVersion: 2,
      reason: 'The same person',
      choices: {},
    })
    await assert.rejects(beginPrescription(doctor(), beginning(care)), ConflictError)
    const again = await beginPrescription(doctor(), beginning({ ...care, patientId: kept.patientId }))
    assert.deepEqual(refusalsOf(again), ['being-written'])
    assert.ok('prescriptionId' in (await finish(prescriptionId)))
  })
  it('is discarded for a reason, and another can be begun', async () => {
    const care = await givenRegistered(given)
    const prescriptionId = await givenDraft(given, care)
    const { version } = await rowOf(given, prescriptionId)
    assert.deepEqual(refusalsOf(await discardPrescription(doctor(), { prescriptionId, version, reason: ' ' })), [
      'no-reason',
    ])
    await discardPrescription(doctor(), { prescriptionId, version, reason: 'Wrong patient' })
    assert.equal((await rowOf(given, prescriptionId)).state, 'discarded')
    assert.ok('prescriptionId' in (await beginPrescription(doctor(), beginning(care))))
  })

  it('loses its screening when it is changed', async () => {
    const care = await givenRegistered(given)
    const prescriptionId = await givenInScreening(given, care)
    await givenStep(given, prescriptionId, 'screen', 'pharmacist')
    const screened = await rowOf(given, prescriptionId)
    assert.ok(screened.screenedDigest)
    await saved(given, prescriptionId, 'deliveries', {
      deliveries: 2,
      interval: { every: 8, unit: 'week' },
      firstDoseOn: '2026-12-07',
    })
    // Half a change is nobody's prescription.
    assert.equal((await rowOf(given, prescriptionId)).state, 'screened')
    assert.equal((await rowOf(given, prescriptionId)).digest, screened.digest)
    await finish(prescriptionId)
    const changed = await rowOf(given, prescriptionId)
    assert.deepEqual([changed.state, changed.screenedDigest], ['in-screening', undefined])
    assert.notEqual(changed.digest, screened.digest)
  })
  it('never changes once it is signed', async () => {
    const care = await givenRegistered(given)
    const prescriptionId = await givenInScreening(given, care)
    await givenSent(given, prescriptionId)
    assert.deepEqual(refusalsOf(await save(prescriptionId, 'quantity' as never, { quantity: 8 })), ['cannot-change'])
    assert.deepEqual(refusalsOf(await finish(prescriptionId)), ['not-now'])
  })
  it('is renewed where the last one ends, and is an unchanged repeat', async () => {
    const care = await givenRegistered(given)
    const first = await givenInScreening(given, care)
    await givenSent(given, first)
    const { version } = await rowOf(given, first)
    const renewed = await renewPrescription(doctor(), { prescriptionId: first, version })
    assert.ok('prescriptionId' in renewed)
    const stored = await given.read('trust', (tx) => findContent(tx, doctor(), renewed.prescriptionId))
    assert.equal(stored?.draft.firstDoseOn, '2027-05-24')
    // The tests of the last one would be overdue.
    await saved(given, renewed.prescriptionId, 'checks', { bloodsUntil: '2027-12-01' })
    assert.ok('prescriptionId' in (await finish(renewed.prescriptionId)))
    const row = await rowOf(given, renewed.prescriptionId)
    assert.deepEqual([row.class, row.replacesId], ['unchanged-repeat', first])
    assert.deepEqual(refusalsOf(await renewPrescription(doctor(), { prescriptionId: first, version })), [
      'being-written',
    ])
  })
  it('is changed when anything that matters differs from the last', async () => {
    const care = await givenRegistered(given)
    const first = await givenInScreening(given, care)
    await givenSent(given, first)
    const { version } = await rowOf(given, first)
    const renewed = await renewPrescription(doctor(), { prescriptionId: first, version })
    assert.ok('prescriptionId' in renewed)
    assert.ok('prescriptionId' in (await finish(renewed.prescriptionId)))
    // Blood tests are due before the first delivery.
    assert.equal((await rowOf(given, renewed.prescriptionId)).class, 'changed')
  })
  it('loads once: again only for a reason', async () => {
    const care = await givenCare(given, { therapy: 'maintained' })
    const answer = await beginPrescription(doctor(), beginning(care))
    assert.ok('prescriptionId' in answer)
    const { prescriptionId } = answer
    await saved(given, prescriptionId, 'product', { vmpId: SAMPLE.adalimumabPen40, ampId: SAMPLE.humiraPen40 })
    assert.deepEqual(refusalsOf(await save(prescriptionId, 'dose' as never, { dose: LOADED })), ['loading-again'])
    await saved(given, prescriptionId, 'dose', { dose: LOADED, loadAgainReason: 'Flare after a long pause' })
  })
})
