import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Kysely } from 'kysely'
import { ConflictError, NotAllowedError, NotFoundError } from '../../../core/errors.ts'
import { bringIn } from '../../../core/medicines/sample.test-support.ts'
import { givenCare, givenPrescription, type CareOver } from '../care.test-support.ts'
import { HomecareTest, type PersonName, type Place } from '../homecare.test-support.ts'
import { listMattersOf } from '../matters/queries/matters.ts'
import type { PrescriptionOver } from '../prescriptions/prescription.test-support.ts'
import { prescriptionAt } from '../sending/sending.test-support.ts'
import { every } from '../therapies/dose.ts'
import { FORTNIGHTLY, steady } from '../therapies/dose.test-support.ts'
import { answerQuery } from './commands/answer-query.ts'
import { declinePrescription } from './commands/decline-prescription.ts'
import { queryPrescription } from './commands/query-prescription.ts'
import { screenPrescription } from './commands/screen-prescription.ts'
import { listScreenings } from './queries/override-history.ts'
import { findNotes, getScreeningCase } from './queries/screening-case.ts'

describe('Clinical screening', () => {
  const given = new HomecareTest()
  before(() => bringIn(given.test))
  const waiting = async (over: PrescriptionOver = {}, care: CareOver = {}) =>
    (await givenPrescription(given, await givenCare(given, care), over)).prescriptionId
  const screen = async (
    id: string,
    {
      by = 'pharmacist',
      place = 'trust',
      ...over
    }: {
      by?: PersonName
      place?: Place
      reasons?: Record<string, string>
      funding?: string
      monitoring?: string
      version?: number
    } = {},
  ) =>
    screenPrescription(given.as(place, by), {
      prescriptionId: id,
      version: 1,
      reasons: {},
      funding: 'Blueteq BT-1, until 31 December 2027',
      monitoring: 'Bloods of 20 November in range',
      ...over,
    })
  const names = (answer: { refusals: readonly { name: string }[] }) => answer.refusals.map(({ name }) => name)
  const stateOf = async (id: string) => (await prescriptionAt(given, 'trust', id)).state
  const matters = (id: string) => given.read('trust', (tx) => listMattersOf(tx, given.as('trust', 'doctor'), id))

  it('passes on what a second professional has checked, with what they found, sealed', async () => {
    const id = await waiting()
    assert.deepEqual(names(await screen(id)), [])
    const row = await prescriptionAt(given, 'trust', id)
    assert.deepEqual(
      [row.state, row.screenerId, row.screenedDigest],
      ['screened', given.idOf('trust', 'pharmacist'), row.digest],
    )
    const notes = await given.read('trust', (tx) => findNotes(tx, given.as('trust', 'pharmacist'), row))
    assert.match(notes?.funding ?? '', /BT-1/)
  })
  it('needs words about funding and monitoring', async () => {
    const id = await waiting()
    assert.deepEqual(names(await screen(id, { funding: ' ', monitoring: '' })), [
      'funding-not-noted',
      'monitoring-not-noted',
    ])
    assert.equal(await stateOf(id), 'in-screening')
  })
  it('is never done by the prescriber', async () => {
    const id = await waiting({ prescriber: 'pharmacist' })
    assert.deepEqual(names(await screen(id)), ['own-prescription'])
    assert.deepEqual(
      names(
        await declinePrescription(given.as('trust', 'pharmacist'), { prescriptionId: id, version: 1, reason: 'x' }),
      ),
      ['own-prescription'],
    )
  })
  for (const by of ['technician', 'nurse'] as const)
    it(`is done by a ${by} for an unchanged repeat alone, where the scheme allows it`, async () => {
      assert.deepEqual(names(await screen(await waiting({ class: 'unchanged-repeat' }), { by })), [])
      for (const kind of ['new', 'changed'] as const)
        assert.deepEqual(names(await screen(await waiting({ class: kind }), { by })), ['needs-pharmacist'])
      const strict = await waiting({ class: 'unchanged-repeat' }, { scheme: { mayCheckerScreen: false } })
      assert.deepEqual(names(await screen(strict, { by })), ['needs-pharmacist'])
    })
  it('is not for others, nor for another organisation, nor from a stale page', async () => {
    const id = await waiting()
    for (const by of ['doctor', 'receptionist', 'coordinator', 'administrator'] as const)
      await assert.rejects(screen(id, { by }), NotAllowedError)
    for (const place of ['otherTrust', 'company'] as const) await assert.rejects(screen(id, { place }), NotFoundError)
    await assert.rejects(screen(id, { version: 2 }), ConflictError)
  })
  it('is done once for a form that is sent twice', async () => {
    const id = await waiting()
    const idempotencyKey = given.newId()
    const once = () =>
      screenPrescription(given.as('trust', 'pharmacist', { idempotencyKey }), {
        prescriptionId: id,
        version: 1,
        reasons: {},
        funding: 'Yes',
        monitoring: 'Yes',
      })
    assert.deepEqual(await once(), await once())
    assert.equal((await prescriptionAt(given, 'trust', id)).version, 2)
  })
  it('stops at a dose above the scheme until there is a reason, which is kept and counted', async () => {
    const dose = steady(FORTNIGHTLY, 120, every(2, 'week'))
    const id = await waiting({ item: { dose, quantity: 12 } })
    const found = await given.read('trust', (tx) => getScreeningCase(tx as never, given.as('trust', 'pharmacist'), id))
    assert.deepEqual(
      found.findings.map(({ name, grade }) => [name, grade]),
      [
        ['dose-high', 'reason'],
        ['scheme-not-verified', 'note'],
      ],
    )
    assert.ok(names(await screen(id)).includes('dose-high'))
    assert.ok(names(await screen(id, { reasons: { 'dose-high': '  ' } })).includes('dose-high'))
    assert.deepEqual(names(await screen(id, { reasons: { 'dose-high': 'Consultant: weight 140 kg' } })), [])
    const [override] = await matters(id)
    assert.deepEqual(
      [override?.kind, override?.rule, override?.words, override?.outcomeCode, override?.closedBy],
      ['override', 'dose-high', 'Consultant: weight 140 kg', 'went-ahead', given.idOf('trust', 'pharmacist')],
    )
    const counted = await given.read('trust', (tx) =>
      listScreenings(tx as never, given.tenants.trust, { from: new Date(0), until: new Date('2030-01-01') }),
    )
    assert.ok(counted.some((one) => one.found.includes('dose-high') && one.overridden.includes('dose-high')))
  })
  it('cannot go round a stop with a reason', async () => {
    const id = await waiting(
      {},
      { scheme: { limits: { unit: 'microgram', least: 1, most: 2, mostLoading: 2, shortestDays: 1 } } },
    )
    assert.ok(names(await screen(id, { reasons: { 'dose-unit': 'Go on' } })).includes('dose-unit'))
  })
  it('asks the prescriber, who answers with an outcome, and then goes on', async () => {
    const id = await waiting()
    const ask = (words: string) =>
      queryPrescription(given.as('trust', 'pharmacist'), {
        prescriptionId: id,
        version: 1,
        reason: 'blood-tests',
        words,
      })
    assert.deepEqual(names(await ask(' ')), ['no-reason'])
    assert.deepEqual(names(await ask('ALT of last week?')), [])
    assert.equal(await stateOf(id), 'queried')
    const answer = (who: PersonName, words: string) =>
      answerQuery(given.as('trust', who), { prescriptionId: id, version: 2, outcome: 'tests-done', words })
    assert.deepEqual(names(await answer('nurse', 'Done')), ['not-prescriber'])
    await assert.rejects(answer('receptionist', 'Done'), NotAllowedError)
    assert.deepEqual(names(await answer('doctor', ' ')), ['no-outcome'])
    assert.deepEqual(names(await answer('doctor', 'ALT 22')), [])
    assert.equal(await stateOf(id), 'in-screening')
    const [query] = await matters(id)
    assert.deepEqual([query?.outcomeCode, query?.outcome, query?.words], ['tests-done', 'ALT 22', 'ALT of last week?'])
    const open = await given.read('trust', (tx) =>
      (
        tx as never as Kysely<{
          'core.task': { entity_id: string; closed_at: Date | null; outcome: string }
        }>
      )
        .selectFrom('core.task')
        .select(['closed_at', 'outcome'])
        .where('entity_id', '=', id)
        .execute(),
    )
    assert.deepEqual(
      open.map(({ closed_at, outcome }) => [closed_at !== null, outcome]),
      [[true, 'answered']],
    )
  })
  it('ends a question when it declines', async () => {
    const id = await waiting()
    const pharmacist = given.as('trust', 'pharmacist')
    await queryPrescription(pharmacist, { prescriptionId: id, version: 1, reason: 'other', words: 'Why?' })
    const decline = (reason: string) =>
      declinePrescription(given.as('trust', 'pharmacist'), { prescriptionId: id, version: 2, reason })
    assert.deepEqual(names(await decline('')), ['no-reason'])
    assert.deepEqual(names(await decline('Not suitable')), [])
    assert.equal(await stateOf(id), 'declined')
    assert.deepEqual(
      (await matters(id)).map(({ outcomeCode }) => outcomeCode),
      ['declined'],
    )
    await assert.rejects(
      declinePrescription(given.as('trust', 'technician'), { prescriptionId: id, version: 2, reason: 'x' }),
      ConflictError,
    )
  })
})
