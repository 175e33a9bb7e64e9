import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { name, nextNhsNumber } from '../people.test-support.ts'
import { patientPaths } from '../paths.ts'
import { bannerOf, RecordPagesTest } from '../record.test-support.ts'

describe('Pages about patients', () => {
  const t = new RecordPagesTest()

  describe('change', () => {
    const EMPTY_NAME = { use: 'usual', prefix: '', given: '', family: '', suffix: '' }
    it('a name, keeping the one before', async () => {
      const patientId = await t.register({ names: [name('Ada', 'Before')] })
      const path = patientPaths.name(patientId, 'new')
      assert.match((await t.fill(t.desk, path, EMPTY_NAME)).text, /Enter the family name or given name/)
      assert.match(
        (await t.fill(t.desk, path, { ...EMPTY_NAME, family: '123' })).text,
        /Family name must include a letter/,
      )
      assert.equal((await t.fill(t.desk, path, { ...EMPTY_NAME, given: 'Ada', family: 'After' })).status, 303)
      assert.deepEqual(
        (await t.getAll(patientId)).names.map(({ use, family }) => [use, family]),
        [
          ['old', 'Before'],
          ['usual', 'After'],
        ],
      )
    })
    it('a name never to nothing', async () => {
      const patientId = await t.register()
      const answer = await t.fill(t.desk, patientPaths.name(patientId, '1'), {
        ...EMPTY_NAME,
        family: 'Khan',
        remove: 'yes',
      })
      assert.match(answer.text, /This is their only name/)
    })
    it('nothing that someone else changed meanwhile, keeping what was typed', async () => {
      const patientId = await t.register()
      const path = patientPaths.death(patientId)
      await t.desk.get(path)
      const other = await t.as(['doctor'])
      await t.fill(other, path, {
        hasDied: 'yes',
        notice: 'informal',
        source: 'family',
        'on-day': '',
        'on-month': '',
        'on-year': '',
      })
      const answer = await t.desk.post(path, {
        hasDied: 'yes',
        notice: 'formal',
        source: 'registrar',
        'on-day': '21',
        'on-month': '11',
        'on-year': '2026',
      })
      assert.equal(answer.status, 422)
      assert.match(answer.text, /Someone else changed this while you were working/)
      assert.match(answer.html, /value="21"/)
      assert.equal((await t.getAll(patientId)).death?.notice, 'informal')
    })
    it('an address', async () => {
      const patientId = await t.register()
      const path = patientPaths.address(patientId, 'new')
      const typed = {
        use: 'delivery',
        line1: '9 Depot Lane',
        line2: '',
        line3: '',
        town: 'Leeds',
        county: '',
        postcode: 'LS1 4DT',
      }
      assert.match(
        (await t.fill(t.desk, path, { ...typed, line1: '', postcode: '', town: '' })).text,
        /Enter the first line of the address/,
      )
      assert.match(
        (await t.fill(t.desk, path, { ...typed, use: 'temp' })).text,
        /Enter the first day at the temporary address/,
      )
      assert.equal((await t.fill(t.desk, path, typed)).status, 303)
      assert.equal((await t.getAll(patientId)).addresses.length, 2)
    })
    it('a telephone number', async () => {
      const patientId = await t.register()
      const path = patientPaths.contactPoint(patientId, 'new')
      const typed = { system: 'phone', value: '01632 960 001', use: 'home', source: 'carer', confirmed: 'yes' }
      assert.match((await t.fill(t.desk, path, { ...typed, value: '0909 8790000' })).text, /Telephone number must/)
      assert.match(
        (await t.fill(t.desk, path, { ...typed, system: 'email' })).text,
        /Email address must be in the correct format/,
      )
      assert.equal((await t.fill(t.desk, path, typed)).status, 303)
      assert.deepEqual((await t.getAll(patientId)).contactPoints[1], {
        entryId: '2',
        system: 'phone',
        use: 'home',
        value: '+441632960001',
        source: 'carer',
        confirmedOn: '2026-11-22',
      })
    })
    it('the NHS number, unless another record has it', async () => {
      const number = nextNhsNumber()
      await t.register({ nhsNumber: { number, status: '01' } })
      const patientId = await t.register({ nhsNumber: { absence: 'not-known' } })
      const path = patientPaths.nhsNumber(patientId)
      assert.match(
        (await t.fill(t.desk, path, { hasNumber: 'yes', nhsNumber: number, status: '01' })).text,
        /Another record has this NHS number/,
      )
      assert.equal(
        (await t.fill(t.desk, path, { hasNumber: 'yes', nhsNumber: nextNhsNumber(), status: '' })).status,
        303,
      )
      assert.equal((await t.getAll(patientId)).nhsNumber && 'status' in (await t.getAll(patientId)).nhsNumber, true)
    })
    it('personal details', async () => {
      const patientId = await t.register()
      const path = patientPaths.demographics(patientId)
      const typed = {
        'birthDate-day': '12',
        'birthDate-month': '3',
        'birthDate-year': '2061',
        gender: 'female',
        generalPractice: '',
      }
      assert.match((await t.fill(t.desk, path, typed)).text, /Date of birth must be today or in the past/)
      assert.equal(
        (await t.fill(t.desk, path, { ...typed, 'birthDate-year': '1962', birthSex: 'F', generalPractice: 'a81001' }))
          .status,
        303,
      )
      const patient = await t.getAll(patientId)
      assert.deepEqual([patient.birthDate, patient.birthSex, patient.generalPractice], ['1962-03-12', 'F', 'A81001'])
    })
    it('language and needs, and say how letters will be made', async () => {
      const patientId = await t.register()
      const path = patientPaths.communication(patientId)
      assert.match((await t.fill(t.desk, path, { language: '' })).text, /Select yes if they need an interpreter/)
      assert.equal(
        (await t.fill(t.desk, path, { language: 'ur', interpreter: 'yes', format: ['large-print-24', 'braille'] }))
          .status,
        303,
      )
      const { text } = await t.desk.get(patientPaths.record(patientId))
      assert.match(text, /24 point, braille/)
      assert.match(text, /Book an interpreter: Urdu/)
    })
    it('a sensitive mark, with a reason', async () => {
      const patientId = await t.register()
      const path = patientPaths.sensitive(patientId)
      assert.match((await t.fill(t.desk, path, { reason: '' })).text, /Enter reason/)
      const answer = await t.fill(t.desk, path, { reason: 'Risk from a former partner' })
      const shown = await t.desk.follow(answer)
      assert.match(shown.text, /This record is sensitive now/)
      assert.doesNotMatch(shown.text, /Show contact details again/, 'not by someone who cannot see them')
    })
    it('how to get into the home', async () => {
      const patientId = await t.register()
      const answer = await t.fill(t.desk, patientPaths.homeAccess(patientId), { instructions: 'Ring twice' })
      assert.match((await t.desk.follow(answer)).html, /Ring twice/)
      assert.match(
        (await t.desk.follow(await t.desk.post(patientPaths.homeAccess(patientId), { instructions: '' }))).text,
        /The instructions were removed/,
      )
    })
    it('related people', async () => {
      const patientId = await t.register()
      const path = patientPaths.relatedPerson(patientId, 'new')
      const typed = {
        prefix: '',
        given: 'Sana',
        family: 'Khan',
        telephone: '',
        email: '',
        line1: '',
        line2: '',
        line3: '',
        town: '',
        county: '',
        postcode: '',
        language: '',
        note: 'Only about deliveries',
      }
      assert.match((await t.fill(t.desk, path, typed)).text, /Select who they are to the patient/)
      assert.equal(
        (await t.fill(t.desk, path, { ...typed, relationships: ['sibling'], mayBeTold: ['deliveries'] })).status,
        303,
      )
      const { text, html } = await t.desk.get(patientPaths.record(patientId))
      assert.match(text, /May be told: dates and times of deliveries/)
      const edit =
        new RegExp(`href="(${patientPaths.relatedPerson(patientId, '')}[0-9a-f-]{36})"`).exec(html)?.[1] ?? ''
      assert.match((await t.desk.get(edit)).html, /Only about deliveries/)
      assert.equal((await t.fill(t.desk, edit, { ...typed, relationships: ['sibling'], remove: 'yes' })).status, 303)
      assert.doesNotMatch((await t.desk.get(patientPaths.record(patientId))).text, /Sana/)
    })
    it('allergies, and the banner with them', async () => {
      const patientId = await t.register()
      assert.equal((await t.fill(t.desk, patientPaths.allergies(patientId), {})).status, 303)
      assert.match(bannerOf((await t.desk.get(patientPaths.record(patientId))).html), /No known allergies/)
      const path = patientPaths.allergy(patientId, 'new')
      const typed = {
        substance: 'Penicillin',
        code: '',
        reactions: ['rash'],
        severity: 'severe',
        'recordedOn-day': '1',
        'recordedOn-month': '2',
        'recordedOn-year': '2020',
        note: '',
        endReason: '',
      }
      assert.match(
        (await t.fill(t.desk, path, { ...typed, substance: '', severity: '' })).text,
        /Select how severe it was/,
      )
      assert.equal((await t.fill(t.desk, path, typed)).status, 303)
      const shown = await t.desk.get(patientPaths.allergies(patientId))
      assert.match(bannerOf(shown.html), /Penicillin \(severe\)/)
      const edit =
        new RegExp(`href="(${patientPaths.allergy(patientId, '')}[0-9a-f-]{36})"`).exec(shown.html)?.[1] ?? ''
      assert.match((await t.fill(t.desk, edit, { ...typed, end: 'yes' })).text, /Enter why it was wrong/)
      assert.equal((await t.fill(t.desk, edit, { ...typed, end: 'yes', endReason: 'Tested negative' })).status, 303)
      assert.match(bannerOf((await t.desk.get(patientPaths.record(patientId))).html), /not yet asked/)
    })
    it('weight and height', async () => {
      const patientId = await t.register()
      const path = patientPaths.measurements(patientId)
      const typed = {
        kind: 'weight',
        value: '72.5',
        'measuredOn-day': '20',
        'measuredOn-month': '11',
        'measuredOn-year': '2026',
        source: 'measured',
      }
      assert.match(
        (await t.fill(t.desk, path, { ...typed, value: '72,5' })).text,
        /Weight must be a number in kilograms/,
      )
      assert.match(
        (await t.fill(t.desk, path, { ...typed, kind: 'height', value: '5' })).text,
        /Height must be between/,
      )
      assert.equal((await t.fill(t.desk, path, typed)).status, 303)
      const shown = await t.desk.get(path)
      assert.match(shown.text, /72.5 kg/)
      const strike =
        new RegExp(`href="(${patientPaths.strikeOut(patientId, '')}[0-9a-f-]{36})"`).exec(shown.html)?.[1] ?? ''
      assert.equal((await t.fill(t.desk, strike, { reason: 'Another patient' })).status, 303)
      assert.match((await t.desk.get(path)).text, /Recorded in error/)
    })
  })
})
