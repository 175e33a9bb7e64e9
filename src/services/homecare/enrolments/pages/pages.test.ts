import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { browserLike, type BrowserLike } from '../../../../../test/support/browser-like.ts'
import { findSignedInOfTest, signInForTest } from '../../../../../test/support/staff-session.ts'
import { buildServer } from '../../../../core/http/server.ts'
import type { NamedRight, StaffRole } from '../../../../core/policy/roles.ts'
import { patientPaths } from '../../../../core/patients/index.ts'
import { givenCompany, givenScheme } from '../../care.test-support.ts'
import { HomecareTest, type PersonName, type Place } from '../../homecare.test-support.ts'
import { matchingPaths } from '../../matching/paths.ts'
import { tellGp } from '../../hospital-medicines/index.ts'
import { hospitalMedicinePaths } from '../../hospital-medicines/paths.ts'
import { amina, nextNhsNumber } from '../../../../core/patients/people.test-support.ts'
import { registerPatient } from '../../../../core/patients/index.ts'
import { givenCare } from '../../care.test-support.ts'
import { savePlace } from '../commands/change-draft.ts'
import { registrationPaths as to } from '../paths.ts'
import { HOME, Registrations } from '../registration.test-support.ts'
import '../../../../nouns.ts'

const ROLES: Partial<Record<PersonName, StaffRole>> = {
  nurse: 'nurse',
  pharmacist: 'pharmacist',
  coordinator: 'homecare-coordinator',
  receptionist: 'receptionist',
  technician: 'pharmacy-technician',
}

describe('The pages of a homecare registration', () => {
  const given = new HomecareTest()
  const all = new Registrations(given)
  let app: FastifyInstance
  before(async () => {
    const options = {
      findSignedIn: findSignedInOfTest,
      demonstration: false,
      publicUrl: 'http://localhost',
      rateLimits: false,
    }
    app = await buildServer(given.test.platform, options)
  })
  after(() => app.close())

  const browser = async (
    place: Place,
    person: PersonName,
    rights: readonly NamedRight[] = [],
  ): Promise<BrowserLike> => {
    const tenantId = given.tenants[place]
    const role = ROLES[person] ?? 'nurse'
    const { cookies } = await signInForTest(given.test, given.idOf(place, person), [role], { tenantId, rights })
    return browserLike(app, cookies)
  }
  const date = (name: string, [day = '', month = '', year = '']: readonly string[]) => ({
    [`${name}-day`]: day,
    [`${name}-month`]: month,
    [`${name}-year`]: year,
  })

  it('take a patient from their record to pharmacy, to the company and back', async () => {
    const patientId = await all.patient()
    const companyId = await givenCompany(given)
    const schemeId = await givenScheme(given, [companyId])
    const nurse = await browser('trust', 'nurse')
    assert.match((await nurse.get(patientPaths.record(patientId))).text, /Homecare registrations/)
    assert.match((await nurse.get(to.ofPatient(patientId))).text, /Register for homecare/)

    const begin = await nurse.get(to.begin(patientId))
    assert.match(begin.text, /Adalimumab for adults: Brightwell Homecare/)
    assert.match(begin.text, /Nobody has signed off the limits/)
    const empty = await nurse.post(to.begin(patientId), { owner: `person:${given.idOf('trust', 'nurse')}` })
    assert.equal(empty.status, 422)
    assert.match(empty.html, /href="#supply"/)
    assert.match(empty.text, /Select a scheme and a homecare company/)
    const begun = await nurse.post(to.begin(patientId), {
      supply: `${schemeId}.${companyId}`,
      owner: `person:${given.idOf('trust', 'nurse')}`,
    })
    assert.equal(begun.status, 303, begun.text)
    const enrolmentId = begun.location?.split('/')[4] ?? ''
    assert.equal(begun.location, to.agreement(enrolmentId))

    assert.match((await nurse.get(to.agreement(enrolmentId))).text, /not why their data may be used/)
    const wrong = await nurse.post(to.agreement(enrolmentId), { ...date('on', ['31', '12', '2031']), how: 'video' })
    assert.match(wrong.text, /Date of agreement must be today or in the past/)
    assert.match(wrong.html, /value="2031"/)
    await nurse.post(to.agreement(enrolmentId), { ...date('on', ['28', '11', '2026']), how: 'video' })

    assert.match((await nurse.get(to.place(enrolmentId))).text, /4 Sandmoor Drive/)
    const noPlace = await nurse.post(to.place(enrolmentId), { place: 'typed', line1: '', town: 'Leeds' })
    assert.match(noPlace.text, /Enter the first line of the address|Enter first line of the address/i)
    assert.match(noPlace.html, /value="Leeds"/)
    await nurse.post(to.place(enrolmentId), { place: '1' })

    assert.match((await nurse.get(to.contacts(enrolmentId))).text, /No known allergies/)
    await nurse.get(to.supplies(enrolmentId))
    const missing = await nurse.post(to.supplies(enrolmentId), { note: 'Ring twice', stock: 'two' })
    assert.match(missing.text, /Select whether the patient wants the manufacturer’s support programme/)
    assert.match(missing.html, /Ring twice/)
    await nurse.post(to.supplies(enrolmentId), {
      support: 'decline',
      sharps: 'deliver',
      cold: 'fridge',
      note: 'Ring twice',
    })

    assert.match((await nurse.get(to.check(enrolmentId))).text, /Ring twice/)
    const sent = await nurse.post(to.check(enrolmentId))
    assert.equal(sent.location, to.registration(enrolmentId, 'with-pharmacy'), sent.text)

    const pharmacist = await browser('trust', 'pharmacist')
    assert.match((await pharmacist.get(`${to.list()}?state=awaiting-pharmacy`)).text, /Adalimumab/)
    assert.match((await pharmacist.get(to.checklist(enrolmentId))).text, /Nobody has signed off this checklist/)
    await pharmacist.post(to.checklist(enrolmentId), { checked: ['identity'] })
    await pharmacist.get(to.submit(enrolmentId))
    assert.match((await pharmacist.post(to.submit(enrolmentId))).text, /Finish the pharmacy checklist/)
    await pharmacist.get(to.checklist(enrolmentId))
    const checks = ['identity', 'scheme', 'funding', 'address', 'storage', 'information']
    assert.equal(
      (await pharmacist.post(to.checklist(enrolmentId), { checked: checks })).location,
      to.submit(enrolmentId),
    )
    await pharmacist.get(to.submit(enrolmentId))
    assert.equal((await pharmacist.post(to.submit(enrolmentId))).location, to.registration(enrolmentId, 'sent'))
    await given.carry()

    const company = await browser('company', 'coordinator')
    assert.match((await company.get(to.list())).text, /Adalimumab[\s\S]*To be answered/)
    const there = await company.get(to.registration(enrolmentId))
    assert.match(there.text, /Registered by Joseph Mensah/)
    await company.get(to.answer(enrolmentId))
    assert.match(
      (await company.post(to.answer(enrolmentId), { answer: 'accept' })).text,
      /Enter the company’s reference/,
    )
    const no = await company.post(to.answer(enrolmentId), { answer: 'reject' })
    assert.match(no.text, /Enter why it is refused/)
    assert.equal((await company.post(to.answer(enrolmentId), { answer: 'accept', reference: 'BW-5' })).status, 303)
    await given.carry()
    assert.match((await nurse.get(to.registration(enrolmentId))).text, /Reference at the company BW-5/)
  })
  it('show what stands in the way, and that somebody else was first', async () => {
    const { enrolmentId } = await all.begun({ patientId: await given.patient() })
    const nurse = await browser('trust', 'nurse')
    await nurse.get(to.check(enrolmentId))
    const refused = await nurse.post(to.check(enrolmentId))
    for (const sentence of [
      'Record that the patient agrees to use the service',
      'Enter the address for deliveries',
      'Enter two people who can be told, or two ways to reach the patient',
      'Record whether the patient wants the manufacturer’s support programme',
    ])
      assert.ok(refused.text.includes(sentence), sentence)
    await nurse.get(to.agreement(enrolmentId))
    const other = await browser('trust', 'nurse')
    await other.get(to.agreement(enrolmentId))
    const answer = { ...date('on', ['28', '11', '2026']), how: 'video' }
    assert.equal((await other.post(to.agreement(enrolmentId), answer)).status, 303)
    assert.match((await nurse.post(to.agreement(enrolmentId), answer)).text, /Someone else changed this/)
  })
  it('print it for a company that does not use Troth, and write down its answer', async () => {
    const { enrolmentId } = await all.submitted({ isOnTroth: false })
    const pharmacist = await browser('trust', 'pharmacist')
    const paper = await pharmacist.get(to.print(enrolmentId))
    assert.match(paper.text, /Homecare registration for Second Homecare/)
    assert.match(paper.text, /4 Sandmoor Drive/)
    await pharmacist.get(to.answer(enrolmentId))
    const missing = await pharmacist.post(to.answer(enrolmentId), { answer: 'accept', reference: 'S-1' })
    assert.match(missing.text, /Select how the company told you/)
    assert.match(missing.text, /Enter the day on which the company told you/)
    const answer = { answer: 'accept', reference: 'S-1', source: 'telephone', ...date('saidOn', ['30', '11', '2026']) }
    assert.equal((await pharmacist.post(to.answer(enrolmentId), answer)).status, 303)
    assert.match((await pharmacist.get(to.registration(enrolmentId))).text, /by telephone, 30 November 2026/)
  })
  it('are not for other trusts, other roles or the wrong kind of organisation', async () => {
    const { enrolmentId, patientId } = await all.withPharmacy()
    const own = [
      to.registration(enrolmentId),
      to.agreement(enrolmentId),
      to.checklist(enrolmentId),
      to.act(enrolmentId, 'send-back'),
    ]
    const stranger = await browser('otherTrust', 'nurse')
    const receptionist = await browser('trust', 'receptionist')
    const company = await browser('company', 'coordinator')
    for (const path of own) {
      assert.equal((await stranger.get(path)).status, path === to.checklist(enrolmentId) ? 403 : 404, path)
      assert.equal((await receptionist.get(path)).status, 403, path)
      assert.equal((await company.get(path)).status, 404, path)
    }
    const nurse = await browser('trust', 'nurse')
    assert.equal((await nurse.get(to.checklist(enrolmentId))).status, 403)
    assert.equal((await nurse.get(to.act(enrolmentId, 'send-back'))).status, 403)
    assert.equal((await nurse.get(to.act(enrolmentId, 'no-such'))).status, 404)
    assert.equal((await receptionist.get(to.begin(patientId))).status, 403)
    assert.equal((await (await browser('surgery', 'nurse')).get(to.list())).status, 403)
  })
  it('show no address of a sensitive record to those who may not see it, in no list and no file', async () => {
    const patientId = await all.patient({}, true)
    const { enrolmentId } = await all.begun({ patientId })
    const able = given.as('trust', 'nurse', { rights: ['see-sensitive-records'] })
    await savePlace(able, { ...(await all.which(enrolmentId)), place: { address: HOME } })
    const nurse = await browser('trust', 'nurse')
    const paths = [
      to.registration(enrolmentId),
      to.place(enrolmentId),
      to.contacts(enrolmentId),
      to.check(enrolmentId),
      to.ofPatient(patientId),
      to.list(),
      to.list({ format: 'csv' }),
    ]
    for (const path of paths) {
      const page = await nurse.get(path)
      assert.equal(page.status, 200, path)
      assert.doesNotMatch(page.html, /Sandmoor|LS17|960982|900982/, path)
    }
    const trusted = await browser('trust', 'nurse', ['see-sensitive-records'])
    assert.match((await trusted.get(to.registration(enrolmentId))).text, /4 Sandmoor Drive/)
  })
  it('let a person at the company say whose it is', async () => {
    const nhsNumber = { number: nextNhsNumber(), status: '01' } as const
    await registerPatient(given.as('company', 'coordinator'), amina({ nhsNumber, birthDate: '1961-03-13' }))
    const { enrolmentId } = await all.submitted({ patientId: await all.patient({ nhsNumber }) })
    await given.carry()
    const row = await given.read('company', (tx) =>
      tx
        .selectFrom('homecare.unmatched')
        .select(['message_id', 'candidates'])
        .where('tenant_id', '=', given.tenants.company)
        .where('about_id', '=', enrolmentId)
        .executeTakeFirstOrThrow(),
    )
    const path = matchingPaths.match(row.message_id)
    const company = await browser('company', 'coordinator')
    assert.match((await company.get(path)).text, /Date of birth 12 March 1961[\s\S]*born 13 March 1961/)
    assert.match((await company.post(path)).text, /Select whose record it belongs to/)
    assert.match((await company.post(path, { whose: 'other' })).text, /Enter the NHS number of the record/)
    assert.equal((await company.post(path, { whose: row.candidates[0] ?? '' })).status, 303)
    assert.match((await company.get(path)).text, /Someone has said whose it is/)
    assert.equal((await (await browser('company', 'receptionist')).get(path)).status, 403)
  })
  it('show a GP practice the medicine on the record, and the trust a letter', async () => {
    const nhsNumber = { number: nextNhsNumber(), status: '01' } as const
    const theirs = await registerPatient(given.as('surgery', 'receptionist'), amina({ nhsNumber }))
    const { therapyId } = await givenCare(given, {
      patientId: await all.patient({ nhsNumber, generalPractice: 'Z99001' }),
    })
    await given.write('trust', (tx) => tellGp(tx, given.as('trust', 'doctor'), therapyId, 'started'))
    await given.carry()
    const desk = await browser('surgery', 'receptionist')
    const record = await desk.get(patientPaths.record(theirs.patientId))
    assert.match(record.text, /Medicines from hospital Adalimumab/)
    assert.match((await desk.get(hospitalMedicinePaths.enter(therapyId))).text, /Do not prescribe it/)
    assert.equal((await desk.post(hospitalMedicinePaths.enter(therapyId))).status, 303)
    assert.match((await desk.get(hospitalMedicinePaths.enter(therapyId))).text, /It is in your system/)
    const nurse = await browser('trust', 'nurse')
    assert.match((await nurse.get(hospitalMedicinePaths.letter(therapyId))).text, /We prescribe Adalimumab/)
    assert.equal((await desk.get(hospitalMedicinePaths.letter(therapyId))).status, 403)
  })
})
