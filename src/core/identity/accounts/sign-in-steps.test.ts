import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { Browser } from '../../../../test/support/browser-without-script.ts'
import { auditOf, serverOf } from '../../../../test/support/identity.ts'
import { recoveryCodesOn, secretOn, startSignInTest, type SignInTest } from '../../../../test/support/staff-sign-in.ts'
import { newUuid } from '../../values/uuid.ts'
import { createStaffAccount } from './commands/add-staff.ts'
import { signInAs } from './commands/sign-in-as.ts'
import { hashPassword } from './password-hash.ts'

describe('Signing in goes on', () => {
  let given: SignInTest
  before(async () => {
    given = await startSignInTest()
  })
  after(() => given.stop())

  describe('by connecting an app', () => {
    it('shows the same recovery codes when the form is sent twice, and the second answer is signed in', async () => {
      const { email } = await given.someone()
      const browser = given.newBrowser()
      await given.password(browser, email)
      await browser.get('/staff/sign-in/authenticator')
      const step = new Map(browser.cookies)
      const twin = given.newBrowser()
      twin.body = browser.body
      for (const [name, value] of step) twin.cookies.set(name, value)
      const code = { code: given.codeOf(secretOn(browser.body)) }
      const first = await browser.post('/staff/sign-in/authenticator', code)
      const second = await twin.post('/staff/sign-in/authenticator', code)
      assert.equal(recoveryCodesOn(first.body).length, 10)
      assert.deepEqual(recoveryCodesOn(second.body), recoveryCodesOn(first.body))
      assert.equal(await given.isSignedIn(twin), true)
      assert.equal(await given.isSignedIn(browser), false)
      const events = await auditOf(given.test.as([]))
      assert.equal(
        events.findLast(({ action }) => action === 'identity.authenticator.connected')?.actor_id,
        events.findLast(({ action }) => action === 'identity.signed-in')?.entity_id,
      )
      given.clock.forward(121)
      const late = given.newBrowser()
      late.body = browser.body
      for (const [name, value] of step) late.cookies.set(name, value)
      assert.equal(recoveryCodesOn((await late.post('/staff/sign-in/authenticator', code)).body).length, 0)
    })
  })

  describe('with a code', () => {
    it('takes each code once, also in two browsers at the same moment', async () => {
      const { email } = await given.someone()
      const { secret } = await given.enrol(given.newBrowser(), email)
      given.clock.forward(60)
      const two = [given.newBrowser(), given.newBrowser()]
      for (const browser of two) {
        await given.password(browser, email)
        await browser.get('/staff/sign-in/code')
      }
      const answers = await Promise.all(
        two.map((browser) => browser.post('/staff/sign-in/code', { code: given.codeOf(secret) })),
      )
      assert.deepEqual(
        answers.map(({ status }) => status).toSorted((one, other) => one - other),
        [303, 422],
      )
      assert.equal((await two.find((browser, at) => answers[at]?.status === 422)?.get('/staff/account'))?.status, 303)
    })
    it('does not take the code that connected the app', async () => {
      const { email } = await given.someone()
      const { secret } = await given.enrol(given.newBrowser(), email)
      const browser = given.newBrowser()
      await given.password(browser, email)
      assert.equal((await browser.send('/staff/sign-in/code', { code: given.codeOf(secret) })).status, 422)
    })
    it('takes each recovery code once', async () => {
      const { email } = await given.someone()
      const { codes } = await given.enrol(given.newBrowser(), email)
      const use = async (code: string) => {
        const browser = given.newBrowser()
        await given.password(browser, email)
        return (await browser.send('/staff/sign-in/code', { code })).status
      }
      assert.equal(await use((codes[3] ?? '').toLowerCase()), 303)
      assert.equal(await use(codes[3] ?? ''), 422)
      assert.equal(await use(codes[4] ?? ''), 303)
    })
    it('makes the account wait after five wrong codes, whoever knows the password', async () => {
      const { email } = await given.someone()
      const { codes } = await given.enrol(given.newBrowser(), email)
      const browser = given.newBrowser()
      for (let tries = 0; tries < 5; tries += 1) {
        await given.password(browser, email)
        await browser.send('/staff/sign-in/code', { code: '000000' })
      }
      await given.password(browser, email)
      assert.equal((await browser.send('/staff/sign-in/code', { code: codes[0] ?? '' })).status, 422)
      given.clock.forward(31)
      assert.equal((await browser.post('/staff/sign-in/code', { code: codes[0] ?? '' })).status, 303)
    })
    it('is over after 10 minutes, and cannot be reached without the password', async () => {
      const { email } = await given.someone()
      const { codes } = await given.enrol(given.newBrowser(), email)
      const late = given.newBrowser()
      await given.password(late, email)
      given.clock.forward(601)
      assert.match((await late.send('/staff/sign-in/code', { code: codes[0] ?? '' })).location ?? '', /too-late/)
      assert.match(
        (await given.newBrowser().send('/staff/sign-in/code', { code: codes[0] ?? '' })).location ?? '',
        /too-late/,
      )
    })
  })

  describe('in several organisations', () => {
    it('asks which, and enters that one alone', async () => {
      const { email } = await given.someone({ name: 'Two Hats' })
      await given.someone({ email, tenantId: given.test.otherTenantId, name: 'Two Hats' })
      const browser = given.newBrowser()
      assert.equal((await given.password(browser, email)).location, '/staff/sign-in/organisation')
      const page = await browser.get('/staff/sign-in/organisation')
      assert.match(page.body, /Hillview NHS Trust[\s\S]*Riverside NHS Trust/)
      assert.equal(
        (await browser.post('/staff/sign-in/organisation', { organisation: newUuid(given.clock.now()) })).status,
        422,
      )
      const chosen = await browser.post('/staff/sign-in/organisation', { organisation: given.test.otherTenantId })
      assert.equal(chosen.location, '/staff/sign-in/authenticator')
      assert.match((await browser.get('/staff/sign-in/authenticator')).body, /Connect an authenticator app/)
    })
    it('opens only those whose password it is', async () => {
      const { email } = await given.someone()
      await given.someone({
        email,
        tenantId: given.test.otherTenantId,
        password: await hashPassword(given.test.platform.keys, 'another one entirely'),
      })
      assert.equal((await given.password(given.newBrowser(), email)).location, '/staff/sign-in/authenticator')
    })
    it('shows nobody the organisations of someone else', async () => {
      assert.match((await given.newBrowser().get('/staff/sign-in/organisation')).body, /Sign in again/)
    })
  })

  describe('as a made-up person', () => {
    let demonstration: FastifyInstance
    let madeUp: { email: string; accountId: string }
    before(async () => {
      const platform = { ...given.test.platform, demonstration: true }
      demonstration = await serverOf(platform)
      const email = 'made.up@riverside.example'
      const accountId = await createStaffAccount(platform, {
        tenantId: given.test.tenantId,
        name: 'Made Up',
        email,
        roles: ['administrator'],
        password: given.hash,
        demonstration: true,
      })
      madeUp = { email, accountId }
    })
    after(() => demonstration.close())
    const account = () => `${given.test.tenantId}/${madeUp.accountId}`

    it('is one press in a demonstration', async () => {
      const browser = new Browser(demonstration)
      assert.match((await browser.get('/staff/sign-in')).body, /Made Up/)
      assert.equal(
        (await browser.post('/staff/sign-in/as?next=%2Fstaff%2Ftasks', { account: account() })).location,
        '/staff/tasks',
      )
      assert.equal(await given.isSignedIn(browser), true)
    })
    it('is for made-up people only, even there', async () => {
      const real = await given.someone()
      const browser = new Browser(demonstration)
      await browser.get('/staff/sign-in')
      const answer = await browser.post('/staff/sign-in/as', { account: `${given.test.tenantId}/${real.accountId}` })
      assert.equal(answer.status, 403)
      assert.equal(await given.isSignedIn(browser), false)
    })
    it('does not exist anywhere else: not listed, not served, not done', async () => {
      const browser = given.newBrowser()
      assert.equal((await browser.get('/staff/sign-in')).body.includes('Made Up'), false)
      assert.equal((await browser.post('/staff/sign-in/as', { account: account() })).status, 404)
      assert.equal((await browser.get('/staff/sign-in/as')).status, 404)
      const ref = { tenantId: given.test.tenantId, accountId: madeUp.accountId }
      await assert.rejects(signInAs(given.test.as(['public'], { visitor: { address: '192.0.2.1' } }), ref), {
        name: 'NotAllowedError',
      })
    })
    it('cannot sign in with their password anywhere else, nor go on with a session from a demonstration', async () => {
      assert.equal((await given.password(given.newBrowser(), madeUp.email)).status, 422)
      const there = new Browser(demonstration)
      assert.equal((await given.password(there, madeUp.email)).location, '/staff')
      const here = given.newBrowser()
      for (const [name, value] of there.cookies) here.cookies.set(name, value)
      assert.equal(await given.isSignedIn(here), false)
    })
    it('cannot be made anywhere else', () =>
      assert.rejects(given.someone({ demonstration: true }), /in a demonstration only/))
  })
})
