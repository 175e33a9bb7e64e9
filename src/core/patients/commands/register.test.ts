import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newUuid } from '../../values/uuid.ts'
import { amina, name, nextNhsNumber } from '../people.test-support.ts'
import { findPatient } from '../queries.ts'
import { markSensitive } from './mark-sensitive.ts'
import { registerAfterCheck } from './register-after-check.ts'
import { registerPatient } from './register-patient.ts'
import { registerPatients } from './register-patients.ts'
import { RecordTest } from '../record.test-support.ts'

describe('The record of a patient', () => {
  const t = new RecordTest()

  describe('is registered', () => {
    it('with everything that was said', async () => {
      const wanted = amina({
        communication: {
          language: 'ur',
          interpreterRequired: true,
          accessibleNeeds: ['large-print'],
          needsAskedOn: '2026-11-22',
          preferredChannel: 'letter',
        },
      })
      const answer = await registerPatient(t.nurse, wanted)
      const patient = await t.get(answer.patientId)
      assert.deepEqual(patient.nhsNumber, wanted.nhsNumber)
      assert.equal(patient.names[0]?.family, 'Khan')
      assert.equal(patient.birthDate, '1961-03-12')
      assert.deepEqual(patient.communication, wanted.communication)
      assert.equal(patient.allergyStatus, 'not-yet-asked')
      assert.equal(patient.version, 1)
      assert.deepEqual(await t.lastEvent(), { action: 'patient.registered', outcome: 'done' })
    })
    it('without an NHS number, when there is a reason', async () => {
      const patient = await t.get(await t.register({ nhsNumber: { absence: 'overseas-visitor' } }))
      assert.deepEqual(patient.nhsNumber, { absence: 'overseas-visitor' })
    })
    it('but not under a number that a live record has', async () => {
      const number = nextNhsNumber()
      const first = await t.register({ nhsNumber: { number, status: '01' } })
      const again = await registerPatient(t.nurse, amina({ nhsNumber: { number, status: '01' } }))
      assert.deepEqual(again, { refused: 'nhs-number-in-use', patientId: first })
      assert.deepEqual(await t.lastEvent(), { action: 'patient.registered', outcome: 'refused' })
    })
    it('but not under a number that fails its check digit', async () => {
      await assert.rejects(registerPatient(t.nurse, amina({ nhsNumber: { number: '9990000019', status: '01' } })), {
        name: 'BadRequestError',
        field: 'nhsNumber',
      })
    })
    it('once, when the form is sent twice', async () => {
      const sent = { ...t.nurse, idempotencyKey: newUuid(new Date()) }
      const wanted = amina({ nhsNumber: { absence: 'not-known' } })
      const [one, two] = await Promise.all([sent, { ...sent }].map((ctx) => registerPatient(ctx, wanted)))
      assert.deepEqual(one, two)
    })
    it('by staff who give care, and by nobody else', async () => {
      await assert.rejects(registerPatient(t.test.as(['website-editor']), amina()), { name: 'NotAllowedError' })
      await assert.rejects(registerPatient(t.test.as(['nurse'], { purpose: 'security' }), amina()), {
        name: 'NotAllowedError',
      })
    })
    it('and stays invisible to another organisation, which may register the same number', async () => {
      const number = nextNhsNumber()
      const patientId = await t.register({ nhsNumber: { number, status: '01' }, names: [name('Only', 'Riverside')] })
      const stranger = t.test.as(['nurse'], { tenantId: t.test.otherTenantId })
      assert.equal(await t.read((tx) => findPatient(tx, stranger, patientId), stranger), undefined)
      assert.deepEqual(await t.find('Riverside', stranger), [])
      assert.ok(!('refused' in (await registerPatient(stranger, amina({ nhsNumber: { number, status: '01' } })))))
    })
    it('by the hundred, each with an event, and a taken number refuses only itself', async () => {
      const number = nextNhsNumber()
      const people = Array.from({ length: 120 }, (_, at) => amina({ names: [name('Many', `Bulk${at}`)] }))
      const admin = t.test.as(['system'], { purpose: 'administration' })
      const answers = await registerPatients(admin, [
        ...people,
        amina({ nhsNumber: { number, status: '01' } }),
        amina({ nhsNumber: { number, status: '01' } }),
      ])
      assert.equal(answers.filter((answer) => 'refused' in answer).length, 1)
      assert.deepEqual(answers[121], { refused: 'nhs-number-in-use', patientId: answers[120]?.patientId })
      assert.equal((await t.find('Bulk119 Many')).length, 1)
    })
  })

  describe('warns of a duplicate', () => {
    it('with the same NHS number, and nobody can go on', async () => {
      const number = nextNhsNumber()
      const first = await t.register({ nhsNumber: { number, status: '01' } })
      const answer = await registerAfterCheck(t.nurse, {
        patient: amina({ nhsNumber: { number, status: '01' } }),
        notTheSame: { patientIds: [first], reason: 'I am sure' },
      })
      assert.deepEqual(answer, { refused: 'nhs-number-in-use', patientId: first })
    })
    it('with the same birth date and a similar name, until a reason is given', async () => {
      const first = await t.register({
        names: [name('Zofia', 'Wiśniewska')],
        birthDate: '1980-05-06',
        contactPoints: [],
        addresses: [],
      })
      const patient = amina({
        names: [name('Sofia', 'Wisniewska')],
        nhsNumber: { absence: 'not-known' },
        birthDate: '1980-05-06',
        contactPoints: [],
        addresses: [],
      })
      assert.deepEqual(await registerAfterCheck(t.nurse, { patient }), {
        refused: 'probable-duplicates',
        patientIds: [first],
      })
      const done = await registerAfterCheck(t.nurse, {
        patient,
        notTheSame: { patientIds: [first], reason: 'Twin sister' },
      })
      assert.ok(!('refused' in done))
    })
    it('again, when another one appeared meanwhile', async () => {
      const same = { names: [name('Olu', 'Adeyemi')], birthDate: '1990-01-02', contactPoints: [], addresses: [] }
      const first = await t.register(same)
      const second = await t.register(same)
      const answer = await registerAfterCheck(t.nurse, {
        patient: amina(same),
        notTheSame: { patientIds: [first], reason: 'Cousin' },
      })
      assert.ok('refused' in answer && answer.refused === 'probable-duplicates' && answer.patientIds.includes(second))
    })
    it('without telling where someone with a sensitive record lives', async () => {
      const where = [{ use: 'home' as const, lines: ['9 Secret Lane'], city: 'Leeds', postcode: 'LS9 9ZZ' }]
      const hidden = await t.register({
        names: [name('Hilda', 'Quietly')],
        birthDate: '1970-07-07',
        addresses: where,
        contactPoints: [],
      })
      await markSensitive(t.nurse, { patientId: hidden, version: 1, sensitive: true, reason: 'Risk' })
      const patient = amina({
        names: [name('Someone', 'Else')],
        birthDate: '1970-07-07',
        addresses: where,
        contactPoints: [],
      })
      assert.ok(!('refused' in (await registerAfterCheck(t.nurse, { patient }))))
    })
  })
})
