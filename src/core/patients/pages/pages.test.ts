import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { browserLike, type Answer, type BrowserLike } from '../../../../test/support/browser-like.ts'
import { findSignedInOfTest, signInForTest } from '../../../../test/support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import type { Context } from '../../context.ts'
import { readInTenant } from '../../database/in-tenant.ts'
import { buildServer } from '../../http/server.ts'
import type { NamedRight, Role } from '../../policy/roles.ts'
import { newUuid } from '../../values/uuid.ts'
import { formatNhsNumber } from '../../values/nhs-number.ts'
import { markSensitive } from '../commands/mark-sensitive.ts'
import { registerPatient } from '../commands/register-patient.ts'
import { amina, name, nextNhsNumber } from '../people.test-support.ts'
import type { Patient } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { getPatient } from '../queries.ts'
import type { PatientTables } from '../tables.ts'

describe('Pages about patients', () => {
  let test: TestPlatform
  let server: FastifyInstance
  let nurse: Context
  let desk: BrowserLike
  before(async () => {
    test = await startTestPlatform()
    nurse = test.as(['nurse'])
    server = await buildServer(test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: false,
      publicUrl: 'http://localhost',
      rateLimits: false,
    })
    desk = await as(['nurse'])
  })
  after(async () => {
    await server.close()
    await test.stop()
  })

  const as = async (roles: readonly Role[], over: { rights?: readonly NamedRight[]; tenantId?: string } = {}) =>
    browserLike(server, (await signInForTest(test, newUuid(new Date()), roles, over)).cookies)
  const register = async (over: Parameters<typeof amina>[0] = {}): Promise<string> => {
    const answer = await registerPatient(nurse, amina(over))
    assert.ok(!('refused' in answer))
    return answer.patientId
  }
  const get = (patientId: string): Promise<Patient> =>
    readInTenant<PatientTables, Patient>(nurse, (tx) =>
      getPatient(tx, { ...nurse, actor: { ...nurse.actor, rights: ['see-sensitive-records'] } }, patientId),
    )
  /** Opens a page, fills in its form and sends it. */
  const fill = async (
    browser: BrowserLike,
    path: string,
    answers: Record<string, string | readonly string[]>,
  ): Promise<Answer> => {
    const shown = await browser.get(path)
    assert.equal(shown.status, 200, `${path} is shown`)
    return await browser.post(path, answers)
  }
  const banner = (html: string) => /<section class="troth-patient[\s\S]*?<\/section>/.exec(html)?.[0] ?? ''

  describe('find people', () => {
    it('by NHS number, name, birth date and postcode in one box, without JavaScript', async () => {
      const number = nextNhsNumber()
      const patientId = await register({
        nhsNumber: { number, status: '01' },
        names: [name('Zuleika', 'Dobson')],
        birthDate: '1911-10-26',
        addresses: [{ use: 'home', lines: ['1 Broad Street'], postcode: 'OX1 3AS' }],
      })
      for (const text of [
        'dobson',
        'zul dob',
        formatNhsNumber(number),
        'dobson 26/10/1911',
        'OX1 3AS',
        '26 October 1911',
      ]) {
        const { status, html } = await desk.get(`/staff/patients?q=${encodeURIComponent(text)}`)
        assert.equal(status, 200)
        assert.match(html, new RegExp(patientPaths.record(patientId)), text)
      }
    })
    it('by separate boxes', async () => {
      await register({ names: [name('Boxed', 'Apart')], birthDate: '1950-05-05' })
      const { text } = await desk.get('/staff/patients?name=apart&born-day=5&born-month=5&born-year=1950')
      assert.match(text, /APART, Boxed/)
    })
    it('and say what is wrong with what was typed, keeping it', async () => {
      for (const [query, words] of [
        ['q=', 'Enter a name, NHS number, date of birth or postcode'],
        ['q=a', 'Enter at least 2 letters of a name'],
        ['q=999+000+0019', 'NHS number must be real'],
        ['born-day=31&born-month=2&born-year=1950', 'Date of birth must be a real date'],
      ]) {
        const { text, html } = await desk.get(`/staff/patients?${query}`)
        assert.match(text, new RegExp(words!), query)
        assert.match(html, /nhsuk-error-summary/)
      }
      assert.match((await desk.get('/staff/patients?q=a')).html, /value="a"/)
    })
    it('ask nothing of the database before anything was asked', async () => {
      assert.doesNotMatch((await desk.get('/staff/patients')).html, /nhsuk-error-summary|People found/)
    })
    it('hide where a sensitive person lives, also from the file, also from those with the right', async () => {
      const patientId = await register({
        names: [name('Concealed', 'Listing')],
        addresses: [{ use: 'home', lines: ['77 Nowhere Road'], postcode: 'LS8 1AA' }],
      })
      const privileged = await as(['nurse'], { rights: ['see-sensitive-records'] })
      assert.match((await privileged.get('/staff/patients?q=listing')).text, /77 Nowhere Road/)
      await markSensitive(nurse, { patientId, version: 1, sensitive: true, reason: 'Risk' })
      for (const path of ['/staff/patients?q=listing', '/staff/patients?q=listing&format=csv']) {
        const { text } = await privileged.get(path)
        assert.match(text, /Listing|LISTING/)
        assert.doesNotMatch(text, /Nowhere|LS8|07700/)
      }
    })
    it('give a file of the list', async () => {
      await register({ names: [name('Filed', 'Csvperson')] })
      const { text, headers } = await desk.get('/staff/patients?q=csvperson&format=csv')
      assert.match(String(headers['content-type']), /text\/csv/)
      assert.match(text, /Csvperson,Filed/)
    })
    it('show nobody of another organisation', async () => {
      await register({ names: [name('Riverside', 'Onlyhere')] })
      const stranger = await as(['nurse'], { tenantId: test.otherTenantId })
      assert.match((await stranger.get('/staff/patients?q=onlyhere')).text, /Nobody matches/)
    })
    it('are closed to those who do not give care', async () => {
      assert.equal((await (await as(['website-editor'])).get('/staff/patients?q=x')).status, 403)
      assert.equal((await (await as(['administrator'])).get('/staff/patients')).status, 403)
      assert.equal((await (await as(['administrator'])).get('/staff/records')).status, 200)
    })
  })

  describe('register someone', () => {
    const person = () => ({
      hasNumber: 'yes',
      nhsNumber: formatNhsNumber(nextNhsNumber()),
      status: '',
      prefix: 'Ms',
      given: 'Rosa Maria',
      family: `Newcomer${nextNhsNumber()}`,
      'birthDate-day': '5',
      'birthDate-month': '6',
      'birthDate-year': '1977',
      gender: 'female',
      line1: '3 New Road',
      line2: '',
      line3: '',
      town: 'Leeds',
      county: '',
      postcode: 'ls1 4dt',
      telephone: '07700 900 555',
      email: '',
      seen: '',
      notTheSame: '',
      again: '',
    })
    it('and open the record', async () => {
      const answer = await fill(desk, patientPaths.register(), person())
      assert.equal(answer.status, 303)
      const shown = await desk.follow(answer)
      assert.match(shown.text, /Registered\./)
      assert.match(banner(shown.html), /NEWCOMER\d+, Rosa Maria \(Ms\)/)
      assert.match(shown.text, /3 New Road, Leeds, LS1 4DT/)
    })
    it('and say everything that is missing at once, keeping what was typed', async () => {
      const answer = await fill(desk, patientPaths.register(), {
        ...person(),
        hasNumber: 'no',
        absence: '',
        family: '',
        given: '',
        postcode: 'LS',
        telephone: '12',
      })
      assert.equal(answer.status, 422)
      assert.match(answer.text, /Telephone number must be a real telephone number/)
      assert.match(answer.html, /value="3 New Road"/)
      const again = await fill(desk, patientPaths.register(), {
        ...person(),
        hasNumber: 'no',
        family: '',
        given: '',
        postcode: 'LS',
      })
      for (const words of [
        'Select why there is no NHS number',
        'Enter the family name or given name',
        'Postcode must be a full UK postcode',
      ])
        assert.match(again.text, new RegExp(words))
    })
    it('and refuse a number that fails its check', async () => {
      const answer = await fill(desk, patientPaths.register(), { ...person(), nhsNumber: '999 000 0019' })
      assert.match(answer.text, /NHS number must be real/)
    })
    it('and stop at a record with the same NHS number', async () => {
      const number = nextNhsNumber()
      const patientId = await register({ nhsNumber: { number, status: '01' } })
      const answer = await fill(desk, patientPaths.register(), { ...person(), nhsNumber: number })
      assert.match(answer.text, /This NHS number is already on a record/)
      assert.match(answer.html, new RegExp(patientPaths.record(patientId)))
      assert.doesNotMatch(answer.html, /name="notTheSame"/)
    })
    it('and ask why, when there is probably a record, and go on only with a reason', async () => {
      const family = 'Twinning'
      await register({ names: [name('Rosa', family)], birthDate: '1977-06-05' })
      const typed = { ...person(), family, hasNumber: 'no', absence: 'not-known', nhsNumber: '' }
      const asked = await fill(desk, patientPaths.register(), typed)
      assert.match(asked.text, /This person may already have a record/)
      assert.match(asked.text, /Same date of birth/)
      const seen = /name="seen" value="([^"]*)"/.exec(asked.html)?.[1] ?? ''
      const empty = await desk.post(patientPaths.register(), { ...typed, seen })
      assert.match(empty.text, /Enter why none of them is this person/)
      const back = await desk.post(patientPaths.register(), { ...typed, again: 'yes' })
      assert.match(back.html, /value="Twinning"/)
      await fill(desk, patientPaths.register(), typed)
      const done = await desk.post(patientPaths.register(), { ...typed, seen, notTheSame: 'Twin sister' })
      assert.equal(done.status, 303)
    })
    it('once, when the button is pressed twice', async () => {
      await desk.get(patientPaths.register())
      const typed = {
        ...person(),
        given: 'Double',
        family: 'Press',
        'birthDate-year': '1988',
        telephone: '',
        postcode: 'LS2 9JT',
      }
      const [one, two] = await Promise.all([
        desk.post(patientPaths.register(), typed),
        desk.post(patientPaths.register(), typed),
      ])
      assert.equal(one.location, two.location)
      assert.equal(one.status, 303)
    })
  })

  describe('about one patient', () => {
    it('carry the identity banner, every one', async () => {
      const patientId = await register({ names: [name('Bannered', 'Person', { prefix: ['Mr'] })] })
      const merger = await as(['nurse'], { rights: ['merge-records', 'see-sensitive-records'] })
      const pages = [
        patientPaths.record(patientId),
        patientPaths.nhsNumber(patientId),
        patientPaths.name(patientId, 'new'),
        patientPaths.name(patientId, '1'),
        patientPaths.demographics(patientId),
        patientPaths.communication(patientId),
        patientPaths.address(patientId, 'new'),
        patientPaths.address(patientId, '1'),
        patientPaths.contactPoint(patientId, 'new'),
        patientPaths.contactPoint(patientId, '1'),
        patientPaths.confirmContact(patientId),
        patientPaths.death(patientId),
        patientPaths.sensitive(patientId),
        patientPaths.homeAccess(patientId),
        patientPaths.relatedPerson(patientId, 'new'),
        patientPaths.allergies(patientId),
        patientPaths.allergy(patientId, 'new'),
        patientPaths.measurements(patientId),
        patientPaths.chooseMerge(patientId),
      ]
      for (const path of pages) {
        const { status, html } = await merger.get(path)
        assert.equal(status, 200, path)
        assert.match(banner(html), /PERSON, Bannered \(Mr\)[\s\S]*12-Mar-1961[\s\S]*not yet asked/, path)
      }
      const officer = await as(['data-protection-officer'])
      assert.match(banner((await officer.get(patientPaths.whoOpened(patientId))).html), /PERSON, Bannered/)
    })
    it('do not exist for another organisation', async () => {
      const patientId = await register()
      const stranger = await as(['nurse'], { tenantId: test.otherTenantId })
      for (const path of [
        patientPaths.record(patientId),
        patientPaths.name(patientId, '1'),
        patientPaths.allergies(patientId),
      ])
        assert.equal((await stranger.get(path)).status, 404, path)
    })
    it('are closed to the wrong roles', async () => {
      const patientId = await register()
      const receptionist = await as(['receptionist'])
      assert.equal((await receptionist.get(patientPaths.record(patientId))).status, 200)
      for (const path of [
        patientPaths.homeAccess(patientId),
        patientPaths.allergy(patientId, 'new'),
        patientPaths.sensitive(patientId),
        patientPaths.whoOpened(patientId),
        patientPaths.chooseMerge(patientId),
      ])
        assert.equal((await receptionist.get(path)).status, 403, path)
      assert.equal((await (await as(['administrator'])).get(patientPaths.record(patientId))).status, 403)
    })
    it('show no way to do what the reader may not do', async () => {
      const patientId = await register()
      const { html } = await (await as(['receptionist'])).get(patientPaths.record(patientId))
      assert.doesNotMatch(
        html,
        new RegExp(
          `${patientPaths.sensitive(patientId)}|${patientPaths.homeAccess(patientId)}|${patientPaths.chooseMerge(patientId)}`,
        ),
      )
    })
    it('hide a sensitive address and telephone, and show them to those with the right', async () => {
      const patientId = await register({ addresses: [{ use: 'home', lines: ['5 Hidden Close'], postcode: 'LS8 2BB' }] })
      await markSensitive(nurse, { patientId, version: 1, sensitive: true, reason: 'Risk' })
      const plain = await desk.get(patientPaths.record(patientId))
      assert.doesNotMatch(plain.text, /Hidden Close|LS8|900982|900 982/)
      assert.match(plain.text, /Sensitive record/)
      assert.equal((await desk.get(patientPaths.address(patientId, 'new'))).status, 403)
      const privileged = await (
        await as(['nurse'], { rights: ['see-sensitive-records'] })
      ).get(patientPaths.record(patientId))
      assert.match(privileged.text, /5 Hidden Close/)
      assert.doesNotMatch(banner(privileged.html), /Hidden Close/, 'the banner is read over shoulders')
    })
    it('ask to confirm contact details that are old', async () => {
      const patientId = await register({
        contactPoints: [
          { system: 'phone', use: 'mobile', value: '+447700900982', source: 'patient', confirmedOn: '2024-01-01' },
        ],
      })
      assert.match((await desk.get(patientPaths.record(patientId))).text, /Ask whether these still reach the person/)
      const empty = await fill(desk, patientPaths.confirmContact(patientId), {})
      assert.match(empty.text, /Select the contact details that are right/)
      assert.equal((await fill(desk, patientPaths.confirmContact(patientId), { entries: '1' })).status, 303)
      assert.doesNotMatch(
        (await desk.get(patientPaths.record(patientId))).text,
        /Ask whether these still reach the person/,
      )
    })
  })

  describe('change', () => {
    const EMPTY_NAME = { use: 'usual', prefix: '', given: '', family: '', suffix: '' }
    it('a name, keeping the one before', async () => {
      const patientId = await register({ names: [name('Ada', 'Before')] })
      const path = patientPaths.name(patientId, 'new')
      assert.match((await fill(desk, path, EMPTY_NAME)).text, /Enter the family name or given name/)
      assert.match((await fill(desk, path, { ...EMPTY_NAME, family: '123' })).text, /Family name must include a letter/)
      assert.equal((await fill(desk, path, { ...EMPTY_NAME, given: 'Ada', family: 'After' })).status, 303)
      assert.deepEqual(
        (await get(patientId)).names.map(({ use, family }) => [use, family]),
        [
          ['old', 'Before'],
          ['usual', 'After'],
        ],
      )
    })
    it('a name never to nothing', async () => {
      const patientId = await register()
      const answer = await fill(desk, patientPaths.name(patientId, '1'), {
        ...EMPTY_NAME,
        family: 'Khan',
        remove: 'yes',
      })
      assert.match(answer.text, /This is their only name/)
    })
    it('nothing that someone else changed meanwhile, keeping what was typed', async () => {
      const patientId = await register()
      const path = patientPaths.death(patientId)
      await desk.get(path)
      const other = await as(['doctor'])
      await fill(other, path, {
        hasDied: 'yes',
        notice: 'informal',
        source: 'family',
        'on-day': '',
        'on-month': '',
        'on-year': '',
      })
      const answer = await desk.post(path, {
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
      assert.equal((await get(patientId)).death?.notice, 'informal')
    })
    it('an address', async () => {
      const patientId = await register()
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
        (await fill(desk, path, { ...typed, line1: '', postcode: '', town: '' })).text,
        /Enter the first line of the address/,
      )
      assert.match(
        (await fill(desk, path, { ...typed, use: 'temp' })).text,
        /Enter the first day at the temporary address/,
      )
      assert.equal((await fill(desk, path, typed)).status, 303)
      assert.equal((await get(patientId)).addresses.length, 2)
    })
    it('a telephone number', async () => {
      const patientId = await register()
      const path = patientPaths.contactPoint(patientId, 'new')
      const typed = { system: 'phone', value: '01632 960 001', use: 'home', source: 'carer', confirmed: 'yes' }
      assert.match((await fill(desk, path, { ...typed, value: '0909 8790000' })).text, /Telephone number must/)
      assert.match(
        (await fill(desk, path, { ...typed, system: 'email' })).text,
        /Email address must be in the correct format/,
      )
      assert.equal((await fill(desk, path, typed)).status, 303)
      assert.deepEqual((await get(patientId)).contactPoints[1], {
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
      await register({ nhsNumber: { number, status: '01' } })
      const patientId = await register({ nhsNumber: { absence: 'not-known' } })
      const path = patientPaths.nhsNumber(patientId)
      assert.match(
        (await fill(desk, path, { hasNumber: 'yes', nhsNumber: number, status: '01' })).text,
        /Another record has this NHS number/,
      )
      assert.equal((await fill(desk, path, { hasNumber: 'yes', nhsNumber: nextNhsNumber(), status: '' })).status, 303)
      assert.equal((await get(patientId)).nhsNumber && 'status' in (await get(patientId)).nhsNumber, true)
    })
    it('personal details', async () => {
      const patientId = await register()
      const path = patientPaths.demographics(patientId)
      const typed = {
        'birthDate-day': '12',
        'birthDate-month': '3',
        'birthDate-year': '2061',
        gender: 'female',
        generalPractice: '',
      }
      assert.match((await fill(desk, path, typed)).text, /Date of birth must be today or in the past/)
      assert.equal(
        (await fill(desk, path, { ...typed, 'birthDate-year': '1962', birthSex: 'F', generalPractice: 'a81001' }))
          .status,
        303,
      )
      const patient = await get(patientId)
      assert.deepEqual([patient.birthDate, patient.birthSex, patient.generalPractice], ['1962-03-12', 'F', 'A81001'])
    })
    it('language and needs, and say how letters will be made', async () => {
      const patientId = await register()
      const path = patientPaths.communication(patientId)
      assert.match((await fill(desk, path, { language: '' })).text, /Select yes if they need an interpreter/)
      assert.equal(
        (await fill(desk, path, { language: 'ur', interpreter: 'yes', format: ['large-print-24', 'braille'] })).status,
        303,
      )
      const { text } = await desk.get(patientPaths.record(patientId))
      assert.match(text, /24 point, braille/)
      assert.match(text, /Book an interpreter: Urdu/)
    })
    it('a sensitive mark, with a reason', async () => {
      const patientId = await register()
      const path = patientPaths.sensitive(patientId)
      assert.match((await fill(desk, path, { reason: '' })).text, /Enter reason/)
      const answer = await fill(desk, path, { reason: 'Risk from a former partner' })
      assert.match((await desk.follow(answer)).text, /This record is sensitive now/)
    })
    it('how to get into the home', async () => {
      const patientId = await register()
      const answer = await fill(desk, patientPaths.homeAccess(patientId), { instructions: 'Ring twice' })
      assert.match((await desk.follow(answer)).html, /Ring twice/)
      assert.match(
        (await desk.follow(await desk.post(patientPaths.homeAccess(patientId), { instructions: '' }))).text,
        /The instructions were removed/,
      )
    })
    it('related people', async () => {
      const patientId = await register()
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
      assert.match((await fill(desk, path, typed)).text, /Select who they are to the patient/)
      assert.equal(
        (await fill(desk, path, { ...typed, relationships: ['sibling'], mayBeTold: ['deliveries'] })).status,
        303,
      )
      const { text, html } = await desk.get(patientPaths.record(patientId))
      assert.match(text, /May be told: dates and times of deliveries/)
      const edit =
        new RegExp(`href="(${patientPaths.relatedPerson(patientId, '')}[0-9a-f-]{36})"`).exec(html)?.[1] ?? ''
      assert.match((await desk.get(edit)).html, /Only about deliveries/)
      assert.equal((await fill(desk, edit, { ...typed, relationships: ['sibling'], remove: 'yes' })).status, 303)
      assert.doesNotMatch((await desk.get(patientPaths.record(patientId))).text, /Sana/)
    })
    it('allergies, and the banner with them', async () => {
      const patientId = await register()
      assert.equal((await fill(desk, patientPaths.allergies(patientId), {})).status, 303)
      assert.match(banner((await desk.get(patientPaths.record(patientId))).html), /No known allergies/)
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
      assert.match((await fill(desk, path, { ...typed, substance: '', severity: '' })).text, /Select how severe it was/)
      assert.equal((await fill(desk, path, typed)).status, 303)
      const shown = await desk.get(patientPaths.allergies(patientId))
      assert.match(banner(shown.html), /Penicillin \(severe\)/)
      const edit =
        new RegExp(`href="(${patientPaths.allergy(patientId, '')}[0-9a-f-]{36})"`).exec(shown.html)?.[1] ?? ''
      assert.match((await fill(desk, edit, { ...typed, end: 'yes' })).text, /Enter why it was wrong/)
      assert.equal((await fill(desk, edit, { ...typed, end: 'yes', endReason: 'Tested negative' })).status, 303)
      assert.match(banner((await desk.get(patientPaths.record(patientId))).html), /not yet asked/)
    })
    it('weight and height', async () => {
      const patientId = await register()
      const path = patientPaths.measurements(patientId)
      const typed = {
        kind: 'weight',
        value: '72.5',
        'measuredOn-day': '20',
        'measuredOn-month': '11',
        'measuredOn-year': '2026',
        source: 'measured',
      }
      assert.match((await fill(desk, path, { ...typed, value: '72,5' })).text, /Weight must be a number in kilograms/)
      assert.match((await fill(desk, path, { ...typed, kind: 'height', value: '5' })).text, /Height must be between/)
      assert.equal((await fill(desk, path, typed)).status, 303)
      const shown = await desk.get(path)
      assert.match(shown.text, /72.5 kg/)
      const strike =
        new RegExp(`href="(${patientPaths.strikeOut(patientId, '')}[0-9a-f-]{36})"`).exec(shown.html)?.[1] ?? ''
      assert.equal((await fill(desk, strike, { reason: 'Another patient' })).status, 303)
      assert.match((await desk.get(path)).text, /Recorded in error/)
    })
  })

  describe('of two records of one person', () => {
    it('compare them, merge them, and take it back', async () => {
      const [first, second] = [
        await register({ names: [name('Mona', 'Firstrec')] }),
        await register({ names: [name('Mona', 'Secondrec')], gender: 'other' }),
      ]
      const merger = await as(['nurse'], { rights: ['merge-records'] })
      assert.match(
        (await merger.get(`${patientPaths.chooseMerge(first)}?q=secondrec`)).html,
        new RegExp(patientPaths.merge(first, second)),
      )
      const path = patientPaths.merge(first, second)
      const shown = await merger.get(path)
      assert.match(shown.text, /Which is right\?/)
      const otherVersion = /name="otherVersion" value="(\d+)"/.exec(shown.html)?.[1] ?? ''
      assert.match((await merger.post(path, { otherVersion, reason: '' })).text, /Enter why they are the same person/)
      const merged = await merger.post(path, { otherVersion, gender: 'merged', reason: 'Checked with the NHS Spine' })
      assert.equal(merged.status, 303)
      assert.equal((await get(first)).gender, 'other')
      const old = await merger.get(patientPaths.record(second))
      assert.match(old.text, /This record was merged into another/)
      assert.doesNotMatch(old.html, new RegExp(patientPaths.nhsNumber(second)))
      assert.match((await merger.get('/staff/patients?q=secondrec')).html, new RegExp(patientPaths.record(first)))
      const record = await merger.get(patientPaths.record(first))
      const unmerge =
        new RegExp(`href="(${patientPaths.unmerge(first, '')}[0-9a-f-]{36})"`).exec(record.html)?.[1] ?? ''
      const undone = await fill(merger, unmerge, { reason: 'Two people after all' })
      assert.match((await merger.follow(undone)).text, /The records are separate again/)
      assert.equal((await get(first)).gender, 'female')
    })
    it('do not let someone choose between addresses they cannot see', async () => {
      const [first, second] = [
        await register(),
        await register({ addresses: [{ use: 'home', lines: ['6 Unseen Way'], postcode: 'LS8 3DD' }] }),
      ]
      await markSensitive(nurse, { patientId: second, version: 1, sensitive: true, reason: 'Risk' })
      const merger = await as(['nurse'], { rights: ['merge-records'] })
      const { text } = await merger.get(patientPaths.merge(first, second))
      assert.doesNotMatch(text, /Unseen Way/)
      assert.match(text, /Only someone who may see its contact details can merge it/)
    })
  })

  describe('of who opened a record', () => {
    it('name the reader, filter by person and day, and give a file', async () => {
      const patientId = await register()
      await desk.get(patientPaths.record(patientId))
      const officer = await as(['data-protection-officer'])
      const shown = await officer.get(patientPaths.whoOpened(patientId))
      assert.match(shown.text, /Looked at the record/)
      assert.match(shown.text, /Nurse/)
      assert.match(
        (await officer.get(`${patientPaths.whoOpened(patientId)}?to-day=1&to-month=1&to-year=2020`)).text,
        /Nobody in this period/,
      )
      const file = await officer.get(`${patientPaths.whoOpened(patientId)}?format=csv`)
      assert.match(String(file.headers['content-type']), /text\/csv/)
      assert.match(file.text, /When,Who,Role,What,Purpose/)
    })
  })
})
