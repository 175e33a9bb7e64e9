import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { CompiledQuery } from 'kysely'
import type { BrowserLike } from '../../../../test/support/browser-like.ts'
import { inTenant } from '../../database/in-tenant.ts'
import { recordDeath } from '../../patients/commands/change-details.ts'
import { mergePatients } from '../../patients/commands/merge-patients.ts'
import { unmergePatients } from '../../patients/commands/unmerge-patients.ts'
import { getPatient } from '../../patients/queries.ts'
import type { PatientTables } from '../../patients/tables.ts'
import { hashPassword, type PasswordHash } from '../accounts/password-hash.ts'
import { ENOUGH } from '../accounts/commands/enough-time.ts'
import { createPatientAccount } from './commands/activate.ts'
import { withdrawAccess } from './commands/withdraw.ts'
import { AMINA, PASSWORD, startAccessTest, visitor, type AccessTest } from './people.test-support.ts'

const NOT_RIGHT = /The name or password is not right, or there were too many tries/

describe('Signing in as a patient', () => {
  let test: AccessTest
  let hash: PasswordHash
  let patientId: string
  before(async () => {
    test = await startAccessTest({ demonstration: true })
    hash = await hashPassword(test.platform.keys, PASSWORD)
    patientId = await test.register(AMINA)
    await account(patientId)
  })
  after(() => test.stop())
  const account = (whom: string, over: { tenantId?: string; demonstration?: boolean; password?: PasswordHash } = {}) =>
    createPatientAccount(test.platform, { tenantId: test.tenantId, patientId: whom, password: hash, ...over })
  const signIn = async (name: string, password = PASSWORD, browser: BrowserLike = test.browser(), query = '') => {
    await browser.get(`/patient/sign-in${query}`)
    return await browser.post(`/patient/sign-in${query}`, { name, password })
  }
  const errorOf = (html: string) => /<main[\s\S]*<\/main>/.exec(html.replaceAll(/value="[^"]*"/g, ''))?.[0]

  it('works with the NHS number as people write it, and goes on where they were', async () => {
    const browser = test.browser()
    assert.equal(
      (await signIn('999 000 0018', PASSWORD, browser, '?next=%2Fpatient%2Fdetails')).location,
      '/patient/details',
    )
    assert.match((await browser.get('/patient/details')).text, /Amina Smith, Patient, Riverside NHS Trust/)
    const { action, subjects } = (await test.events()).findLast((event) => event.action === 'patient-access.signed-in')!
    assert.deepEqual([action, subjects], ['patient-access.signed-in', [patientId]])
  })
  it('says the same, on the same page, for a wrong password, an unknown number and a name of nobody', async () => {
    const answers = await Promise.all([
      signIn('9990000018', 'not the password at all'),
      signIn('9990000026'),
      signIn('garden-river-4821'),
      signIn('anything else'),
    ])
    for (const answer of answers) {
      assert.equal(answer.status, 422)
      assert.match(answer.text, NOT_RIGHT)
    }
    assert.equal(new Set(answers.map(({ html }) => errorOf(html))).size, 1)
    await signIn('9990000018')
  })
  it('takes as long to refuse someone whom nobody knows as someone who is known', async () => {
    for (const name of ['9990000018', '9990000026']) {
      const browser = test.browser()
      await browser.get('/patient/sign-in')
      const start = performance.now()
      await browser.post('/patient/sign-in', { name, password: 'not the password at all' })
      assert.ok(performance.now() - start >= ENOUGH - 5, name)
    }
    await signIn('9990000018')
  })
  it('keeps a wrong try in the patient’s own history', async () => {
    await signIn('9990000018', 'not the password at all')
    const refused = (await test.events()).findLast(({ action }) => action === 'patient-access.sign-in.refused')
    assert.deepEqual(refused, { action: 'patient-access.sign-in.refused', outcome: 'refused', subjects: [patientId] })
    await signIn('9990000018')
  })
  it('makes everyone wait after five wrong tries, known or not, and lets them in later', async () => {
    for (const name of ['9990000018', '9990000034']) {
      for (let tries = 0; tries < 5; tries += 1) await signIn(name, 'not the password at all')
      assert.match((await signIn(name)).text, NOT_RIGHT)
    }
    test.clock.move(16)
    assert.equal((await signIn('9990000018')).location, '/patient')
  })
  it('gives a new token, and ends the session that the browser had', async () => {
    const browser = test.browser()
    await signIn('9990000018', PASSWORD, browser)
    const first = browser.cookies.get('__Host-troth-session')!
    await signIn('9990000018', PASSWORD, browser)
    assert.notEqual(browser.cookies.get('__Host-troth-session'), first)
    browser.cookies.set('__Host-troth-session', first)
    assert.equal((await browser.get('/patient')).location, '/patient/sign-in?next=%2Fpatient&ended=yes')
  })
  it('does not take a token that someone else chose', async () => {
    const browser = test.browser()
    browser.cookies.set('__Host-troth-session', 'A'.repeat(43))
    await signIn('9990000018', PASSWORD, browser)
    assert.notEqual(browser.cookies.get('__Host-troth-session'), 'A'.repeat(43))
  })
  it('ends after ten minutes without a page, and never leads to another site', async () => {
    const browser = test.browser()
    assert.equal((await signIn('9990000018', PASSWORD, browser, '?next=%2F%2Fevil.example')).location, '/patient')
    test.clock.move(11)
    assert.match((await browser.get('/patient')).location ?? '', /^\/patient\/sign-in\?/)
  })
  it('asks which record when two organisations have the same number and password', async () => {
    const there = await test.register(AMINA, test.otherTenantId)
    await account(there, { tenantId: test.otherTenantId })
    const browser = test.browser()
    const proved = await signIn('9990000018', PASSWORD, browser, '?next=%2Fpatient%2Fdetails')
    assert.equal(proved.location, '/patient/sign-in/organisation?next=%2Fpatient%2Fdetails')
    assert.match((await browser.get('/patient')).location ?? '', /sign-in/)
    const asked = await browser.follow(proved)
    assert.match(asked.text, /Hillview NHS Trust Riverside NHS Trust/)
    const stranger = '33333333-3333-4333-8333-333333333333'
    assert.equal((await browser.post(proved.location!, { organisation: stranger })).status, 422)
    const chosen = await browser.post(proved.location!, { organisation: test.otherTenantId })
    assert.equal(chosen.location, '/patient/details')
    assert.match((await browser.follow(chosen)).text, /Amina Smith, Patient, Hillview NHS Trust/)
    assert.deepEqual(
      (await test.events(test.otherTenantId)).findLast(({ action }) => action === 'own-record.view.viewed')?.subjects,
      [there],
    )
    await withdrawAccess(test.as(['receptionist'], { tenantId: test.otherTenantId }), {
      patientId: there,
      reason: 'other',
    })
    assert.equal((await signIn('9990000018')).location, '/patient')
  })
  it('is closed at once when access is stopped, and opens again with a new code only', async () => {
    const browser = test.browser()
    await signIn('9990000018', PASSWORD, browser)
    await withdrawAccess(test.as(['receptionist']), { patientId, reason: 'someone-else-used-it' })
    assert.match((await browser.get('/patient')).location ?? '', /^\/patient\/sign-in\?/)
    assert.match((await signIn('9990000018')).text, NOT_RIGHT)
    await test.signedIn(patientId)
    test.clock.move(16)
    assert.equal((await signIn('9990000018')).location, '/patient')
  })
  it('is closed at once when the person has died', async () => {
    const whom = await test.register(visitor('Ending'))
    const { signInName } = await account(whom)
    const browser = test.browser()
    assert.equal((await signIn(signInName, PASSWORD, browser)).location, '/patient')
    const death = { on: '2026-11-20', notice: 'informal', source: 'family' } as const
    await recordDeath(test.as(['nurse']), { patientId: whom, version: 1, death })
    assert.match((await browser.get('/patient')).location ?? '', /^\/patient\/sign-in\?/)
    assert.match((await signIn(signInName)).text, NOT_RIGHT)
  })
  it('follows a record that is merged, and comes back when it is taken apart', async () => {
    const [kept, gone] = [await test.register(visitor('Kept')), await test.register(visitor('Gone'))]
    const { signInName } = await account(gone)
    const browser = test.browser()
    await signIn(signInName, PASSWORD, browser)
    const merger = test.as(['receptionist'], { rights: ['merge-records'] })
    const { mergeId } = await mergePatients(merger, {
      survivorId: kept,
      survivorVersion: 1,
      mergedId: gone,
      mergedVersion: 1,
      reason: 'Registered twice',
      choices: {},
    })
    assert.match((await browser.get('/patient')).text, /Hello, Kept Visitor/)
    const { version } = await inTenant<PatientTables, { version: number }>(merger, (tx) => getPatient(tx, merger, kept))
    await unmergePatients(merger, { mergeId, survivorVersion: version, reason: 'Two people after all' })
    assert.match((await browser.get('/patient')).text, /Hello, Gone Visitor/)
  })
  it('opens a demonstration account in a demonstration only', async () => {
    const { signInName } = await account(await test.register(visitor('Made up')), { demonstration: true })
    assert.equal((await signIn(signInName)).location, '/patient')
    await assert.rejects(
      createPatientAccount(
        { ...test.platform, demonstration: false },
        {
          tenantId: test.tenantId,
          patientId,
          password: hash,
          demonstration: true,
        },
      ),
    )
  })
  it('keeps no name that can be read where the organisation is not known', async () => {
    const { signInName } = await account(await test.register(visitor('Hidden')))
    const { rows } = await test.platform.db.executeQuery<{ all: string }>(
      CompiledQuery.raw('select row_to_json(known)::text as all from core.patient_sign_in known'),
    )
    assert.ok(rows.length > 0 && rows.every((row) => !row.all.includes('9990000018') && !row.all.includes(signInName)))
  })
})
