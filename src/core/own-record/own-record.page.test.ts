import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { BrowserLike } from '../../../test/support/browser-like.ts'
import { signInForTest } from '../../../test/support/staff-session.ts'
import { AMINA, startAccessTest, visitor, type AccessTest } from '../identity/patient-access/people.test-support.ts'
import { inTenant } from '../database/in-tenant.ts'
import { openFor } from '../encryption/subject-keys.ts'
import { ConflictError, NotAllowedError, NotFoundError } from '../errors.ts'
import type { CoreTables } from '../command.ts'
import type { Context } from '../context.ts'
import { changeCommunication } from '../patients/commands/change-details.ts'
import { getPatient } from '../patients/queries.ts'
import type { Patient } from '../patients/patient.ts'
import type { PatientTables } from '../patients/tables.ts'
import type { TaskTables } from '../tasks/tables.ts'
import { addOwnContact, changeOwnAddress, changeOwnContact, changeOwnPreference } from './commands.ts'

describe('Changing one’s own details', () => {
  let test: AccessTest
  let patientId: string
  let otherId: string
  let browser: BrowserLike
  before(async () => {
    test = await startAccessTest()
    patientId = await test.register(AMINA)
    otherId = await test.register(visitor('Other'))
    browser = await test.signedIn(patientId)
  })
  after(() => test.stop())
  const patient = (id = patientId) =>
    inTenant<PatientTables, Patient>(test.as(['nurse']), (tx) => getPatient(tx, test.as(['nurse']), id))
  const own = (over: Partial<Context> = {}): Context => ({
    ...test.as([]),
    actor: { kind: 'patient', id: '77777777-7777-4777-8777-777777777777', roles: ['patient'], rights: [], patientId },
    purpose: 'own-record',
    confirmedAt: test.clock.now(),
    ...over,
  })
  const addresses = { line1: '2 Low Street', line2: '', city: 'York', county: '', postcode: 'yo17hh' }
  const openTasks = () =>
    inTenant<TaskTables, { reason: string }[]>(test.as([]), (tx) =>
      tx
        .selectFrom('core.task')
        .select('reason')
        .where('patient_id', '=', patientId)
        .where('closed_at', 'is', null)
        .execute(),
    )

  it('begins with what is held, and with whom to call', async () => {
    const home = await browser.get('/patient')
    assert.match(home.text, /Hello, Amina Smith/)
    const details = await browser.get('/patient/details')
    assert.match(details.text, /07700 900123/)
    assert.match(details.text, /1 High Street/)
    assert.match(details.text, /999 000 0018/)
    assert.match(details.text, /We have not asked you yet/)
    assert.deepEqual((await test.events()).at(-1), {
      action: 'own-record.view.viewed',
      outcome: 'viewed',
      subjects: [patientId],
    })
  })
  it('adds a number as the patient’s own, confirmed today, and seals old and new values in the trail', async () => {
    await browser.get('/patient/details/telephone/add')
    const wrong = await browser.post('/patient/details/telephone/add', { number: '0770', kind: 'home' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.html, /value="0770"/)
    const saved = await browser.post('/patient/details/telephone/add', { number: '01632 960 123', kind: 'home' })
    assert.equal(saved.location, '/patient/details?notice=saved')
    assert.match((await browser.follow(saved)).text, /01632 960123/)
    const added = (await patient()).contactPoints.at(-1)
    assert.deepEqual([added?.value, added?.source, added?.confirmedOn], ['+441632960123', 'patient', '2026-11-22'])
    const payload = await lastPayload(test, patientId)
    assert.match(payload, /"old":\{"contactPoints".*"new":\{"contactPoints".*\+441632960123/)
  })
  it('changes and removes one, and keeps it as past', async () => {
    const [mobile] = (await patient()).contactPoints
    const path = `/patient/details/telephone/${mobile!.entryId}`
    const shown = await browser.get(path)
    assert.match(shown.html, /value="07700 900123"/, path + JSON.stringify((await patient()).contactPoints))
    assert.equal((await browser.post(path, { number: '07700 900555' })).location, '/patient/details?notice=saved')
    const { contactPoints } = await patient()
    assert.deepEqual(
      contactPoints.filter(({ use }) => use === 'old').map(({ value }) => value),
      ['+447700900123'],
    )
    const home = contactPoints.find(({ use }) => use === 'home')!
    await browser.get(`/patient/details/contact/${home.entryId}/remove`)
    const removed = await browser.post(`/patient/details/contact/${home.entryId}/remove`)
    assert.equal(removed.location, '/patient/details?notice=removed')
    assert.doesNotMatch((await browser.get('/patient/details')).text, /01632 960123/)
    assert.equal((await browser.get(path)).status, 404)
    assert.equal((await browser.get('/patient/details/e-mail/99')).status, 404)
  })
  it('adds an email address', async () => {
    await browser.get('/patient/details/e-mail/add')
    assert.equal((await browser.post('/patient/details/e-mail/add', { email: 'not one' })).status, 422)
    const saved = await browser.post('/patient/details/e-mail/add', { email: 'Amina@example.com' })
    assert.equal(saved.location, '/patient/details?notice=saved')
  })
  it('shows the mobile number that codes go to, and leads to where it is changed', async () => {
    const before = await browser.get('/patient/details')
    assert.match(before.html, /Mobile number for codes[\s\S]*?href="\/patient\/mobile"/)
    await browser.get('/patient/mobile')
    await browser.post('/patient/mobile', { mobile: '07700 900888' })
    assert.match((await browser.get('/patient/details')).text, /Mobile number for codes 07700 900888/)
  })
  it('asks someone whom we cannot reach for a number, and not whether nothing is still right', async () => {
    const alone = await test.signedIn(await test.register({ ...visitor('Alone'), contactPoints: [] }))
    const home = await alone.get('/patient')
    assert.match(home.text, /We have no telephone number or email address for you/)
    assert.match(home.html, /href="\/patient\/details\/telephone\/add"/)
    assert.doesNotMatch(home.text, /It is a while since you told us/)
  })
  it('begins a change of address with the one that is held', async () => {
    assert.match(
      (await browser.get('/patient/details/address/home')).html,
      /value="1 High Street"[\s\S]*value="LS1 1AA"/,
    )
    assert.doesNotMatch((await browser.get('/patient/details/address/delivery')).html, /value="1 High Street"/)
  })
  it('moves house, and staff have a task to look at it', async () => {
    await browser.get('/patient/details/address/home')
    assert.match(
      (await browser.post('/patient/details/address/home', { ...addresses, postcode: 'X' })).text,
      /full UK postcode/,
    )
    const saved = await browser.post('/patient/details/address/home', addresses)
    assert.equal(saved.location, '/patient/details?notice=address')
    assert.match((await browser.follow(saved)).text, /2 Low Street York YO1 7HH/)
    assert.deepEqual(await openTasks(), [{ reason: 'own-record.address-changed' }])
  })
  it('sets and removes a delivery address and a stay, with one task while it is open', async () => {
    await browser.get('/patient/details/address/delivery')
    await browser.post('/patient/details/address/delivery', { ...addresses, line1: '3 Mill Lane' })
    await browser.get('/patient/details/address/temporary')
    const stay = {
      ...addresses,
      'start-day': '1',
      'start-month': '12',
      'start-year': '2026',
      'end-day': '1',
      'end-month': '12',
      'end-year': '2027',
    }
    assert.match((await browser.post('/patient/details/address/temporary', stay)).text, /must be the same as or before/)
    const saved = await browser.post('/patient/details/address/temporary', {
      ...stay,
      'end-year': '2026',
      'end-day': '20',
    })
    assert.equal(saved.location, '/patient/details?notice=address')
    assert.match((await browser.follow(saved)).text, /3 Mill Lane.*From 1 December 2026 to 20 December 2026/)
    assert.match(
      (await browser.get('/patient/details/address/temporary')).html,
      /name="end-day"[^>]*value="20"|value="20"[^>]*name="end-day"/,
    )
    for (const use of ['delivery', 'temporary']) {
      await browser.get(`/patient/details/address/${use}/remove`)
      assert.equal(
        (await browser.post(`/patient/details/address/${use}/remove`)).location,
        '/patient/details?notice=removed',
      )
    }
    assert.equal((await browser.get('/patient/details/address/home/remove')).status, 404)
    assert.equal((await openTasks()).length, 1)
  })
  it('says how they like us to get in touch, and changes nothing else of it', async () => {
    const { version, communication } = await patient()
    await changeCommunication(test.as(['nurse']), {
      patientId,
      version,
      communication: { ...communication, accessibleNeeds: ['large-print'] },
    })
    await browser.get('/patient/details/contact-preference')
    assert.equal((await browser.post('/patient/details/contact-preference', {})).status, 422)
    await browser.post('/patient/details/contact-preference', { channel: 'letter' })
    const after = (await patient()).communication
    assert.deepEqual([after.preferredChannel, after.accessibleNeeds], ['letter', ['large-print']])
  })
  it('acts once when a form is sent twice', async () => {
    await browser.get('/patient/details/telephone/add')
    const { version } = await patient()
    const send = () => browser.post('/patient/details/telephone/add', { number: '01632 960 777', kind: 'work' })
    const [one, other] = await Promise.all([send(), send()])
    assert.deepEqual([one.status, other.status], [303, 303])
    assert.equal((await patient()).version, version + 1)
  })
  it('keeps what staff changed in the meantime', async () => {
    await browser.get('/patient/details/e-mail/add')
    const { version, communication } = await patient()
    await changeCommunication(test.as(['nurse']), {
      patientId,
      version,
      communication: { ...communication, language: 'pl' },
    })
    const late = await browser.post('/patient/details/e-mail/add', { email: 'second@example.com' })
    assert.equal(late.status, 422)
    assert.match(late.text, /Someone else changed this while you were working/)
    assert.match(late.html, /value="second@example.com"/)
  })
  it('asks after a year whether it is still right', async () => {
    assert.doesNotMatch((await browser.get('/patient')).text, /Check how we reach you/)
    test.clock.move(366 * 24 * 60)
    const later = await test.signedIn(patientId)
    assert.match((await later.get('/patient')).text, /Check how we reach you/)
    await later.get('/patient/details/confirm')
    assert.equal((await later.post('/patient/details/confirm', {})).status, 422)
    assert.equal((await later.post('/patient/details/confirm', { right: 'no' })).location, '/patient/details')
    await later.get('/patient/details/confirm')
    assert.equal((await later.post('/patient/details/confirm', { right: 'yes' })).location, '/patient?notice=confirmed')
    assert.doesNotMatch((await later.get('/patient')).text, /Check how we reach you/)
    browser = later
  })
  it('asks for the password again after half an hour, keeps what was typed, and takes only the right one', async () => {
    for (let minutes = 0; minutes < 36; minutes += 9) {
      test.clock.move(9)
      assert.equal((await browser.get('/patient')).status, 200)
    }
    const asked = await browser.get('/patient/details/e-mail/add')
    assert.equal(asked.location, '/patient/confirm?next=%2Fpatient%2Fdetails%2Fe-mail%2Fadd')
    await browser.follow(asked)
    const before = browser.cookies.get('__Host-troth-session')
    assert.match(
      (await browser.post(asked.location!, { password: 'wrong wrong wrong' })).text,
      /The password is not right/,
    )
    const confirmed = await browser.post(asked.location!, { password: 'teapot umbrella sixteen' })
    assert.equal(confirmed.location, '/patient/details/e-mail/add')
    assert.notEqual(browser.cookies.get('__Host-troth-session'), before)
    assert.match((await browser.follow(confirmed)).text, /Add an email address/)
    const { version } = await patient()
    await assert.rejects(
      addOwnContact(own({ confirmedAt: new Date(test.clock.now().getTime() - 31 * 60_000) }), {
        patientId,
        version,
        point: { system: 'email', use: 'home', value: 'a@example.com' },
      }),
      NotAllowedError,
    )
  })
  it('changes nobody else, by any door', async () => {
    await browser.get('/patient/details/e-mail/add')
    const extra = await browser.post('/patient/details/e-mail/add', { email: 'a@example.com', patientId: otherId })
    assert.equal(extra.status, 400)
    const { version } = await patient(otherId)
    const point = { system: 'email', use: 'home', value: 'a@example.com' } as const
    await assert.rejects(addOwnContact(own(), { patientId: otherId, version, point }), NotAllowedError)
    await assert.rejects(
      changeOwnContact(own(), { patientId: otherId, version, entryId: '1', value: 'x' }),
      NotAllowedError,
    )
    await assert.rejects(
      changeOwnPreference(own(), { patientId: otherId, version, preferredChannel: 'email' }),
      NotAllowedError,
    )
    await assert.rejects(
      changeOwnAddress(own(), {
        patientId: otherId,
        version,
        address: { use: 'home', lines: ['x'], postcode: 'YO1 7HH' },
      }),
      NotAllowedError,
    )
    await assert.rejects(
      addOwnContact(own({ tenantId: test.otherTenantId }), { patientId, version, point }),
      NotFoundError,
    )
    await assert.rejects(addOwnContact(own({ purpose: 'direct-care' }), { patientId, version, point }), NotAllowedError)
    await assert.rejects(addOwnContact(test.as(['nurse']), { patientId, version, point }), NotAllowedError)
    await assert.rejects(addOwnContact(own(), { patientId, version: 1, point }), ConflictError)
    assert.equal((await patient(otherId)).version, version)
  })
  it('opens no page of staff to a patient, and none of a patient to staff', async () => {
    for (const path of [`/staff/patients/${patientId}/access`, `/staff/patients/${otherId}/access/withdraw`]) {
      assert.equal((await browser.get(path)).status, 403, path)
    }
    const nurse = await signInForTest(test, '44444444-4444-4444-8444-444444444444', ['nurse'])
    const staff = test.browser()
    for (const [name, value] of Object.entries(nurse.cookies)) staff.cookies.set(name, value)
    assert.notEqual((await staff.get('/patient/details')).status, 200)
  })
})

/** Old and new values of the last act that has any, opened with the patient's key. */
async function lastPayload(test: AccessTest, patientId: string): Promise<string> {
  const ctx = test.as([])
  return await inTenant<CoreTables, string>(ctx, async (tx) => {
    const { event_id, sealed } = await tx
      .selectFrom('core.audit_payload as payload')
      .innerJoin('core.audit_event as event', 'event.event_id', 'payload.event_id')
      .select(['payload.event_id', 'payload.sealed'])
      .where('payload.subject_id', '=', patientId)
      .orderBy('event.recorded_at', 'desc')
      .executeTakeFirstOrThrow()
    const place = { table: 'core.audit_payload', column: 'sealed', rowId: event_id }
    return (await openFor(tx, ctx, { subjectId: patientId, class: 'audit-payload' }, place, sealed)) ?? ''
  })
}
