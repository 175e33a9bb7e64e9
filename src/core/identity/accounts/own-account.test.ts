import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { emailsOf, linkIn } from '../../../../test/support/identity.ts'
import {
  PASSWORD,
  recoveryCodesOn,
  secretOn,
  startSignInTest,
  type SignInTest,
} from '../../../../test/support/staff-sign-in.ts'

describe('Signed in', () => {
  let given: SignInTest
  before(async () => {
    given = await startSignInTest()
  })
  after(() => given.stop())

  describe('as a session', () => {
    const SESSION = '__Host-troth-session'
    it('has a new token at each step, and none that was there before', async () => {
      const { email } = await given.someone()
      const browser = given.newBrowser()
      const planted = 'A'.repeat(43)
      browser.cookies.set(SESSION, planted)
      await given.password(browser, email)
      const step = browser.cookies.get(SESSION)
      assert.notEqual(step, planted)
      await browser.get('/staff/sign-in/authenticator')
      const secret = secretOn(browser.body)
      await browser.post('/staff/sign-in/authenticator', { code: given.codeOf(secret) })
      assert.notEqual(browser.cookies.get(SESSION), step)
      for (const old of [planted, step ?? '']) {
        const thief = given.newBrowser()
        thief.cookies.set(SESSION, old)
        assert.equal(await given.isSignedIn(thief), false)
      }
    })
    it('ends the one this browser had', async () => {
      const { email } = await given.someone()
      const browser = given.newBrowser()
      const { codes } = await given.enrol(browser, email)
      const before = browser.cookies.get(SESSION) ?? ''
      await given.password(browser, email)
      const thief = given.newBrowser()
      thief.cookies.set(SESSION, before)
      assert.equal(await given.isSignedIn(thief), false)
      await browser.send('/staff/sign-in/code', { code: codes[0] ?? '' })
      assert.equal(await given.isSignedIn(browser), true)
    })
    it('ends after 15 minutes without use, 10 for an administrator, whatever the browser says', async () => {
      for (const [roles, minutes] of [
        [['receptionist'], 15],
        [['administrator'], 10],
      ] as const) {
        const { email } = await given.someone({ roles })
        const browser = given.newBrowser()
        await given.enrol(browser, email)
        given.clock.forward(minutes * 60 - 31)
        assert.equal(await given.isSignedIn(browser), true)
        given.clock.forward(minutes * 60 + 1)
        assert.equal(await given.isSignedIn(browser), false)
      }
    })
    it('ends after 12 hours of use', async () => {
      const { email } = await given.someone()
      const browser = given.newBrowser()
      await given.enrol(browser, email)
      for (let minutes = 0; minutes < 12 * 60 - 10; minutes += 10) {
        given.clock.forward(600)
        assert.equal(await given.isSignedIn(browser), true)
      }
      given.clock.forward(601)
      assert.equal(await given.isSignedIn(browser), false)
    })
    it('can be seen and ended by its owner, and by nobody else', async () => {
      const [one, other] = [await given.someone(), await given.someone()]
      const [mine, theirs] = [given.newBrowser(), given.newBrowser()]
      const { codes } = await given.enrol(mine, one.email)
      await given.enrol(theirs, other.email)
      const second = given.newBrowser()
      await given.password(second, one.email)
      await second.send('/staff/sign-in/code', { code: codes[0] ?? '' })
      await theirs.get('/staff/account/sessions')
      const foreign = /name="session" value="([0-9a-f-]{36})"/.exec(theirs.body)?.[1] ?? ''
      await mine.send('/staff/account/sessions', { session: foreign })
      assert.equal(await given.isSignedIn(theirs), true)
      await mine.get('/staff/account/sessions')
      assert.equal([...mine.body.matchAll(/name="session" value="[0-9a-f-]{36}"/g)].length, 2)
      await mine.post('/staff/account/sessions', { session: 'all' })
      assert.deepEqual(
        [await given.isSignedIn(mine), await given.isSignedIn(second), await given.isSignedIn(theirs)],
        [false, false, true],
      )
    })
  })

  describe('one’s own account', () => {
    it('changes the password, and ends every session', async () => {
      const { email } = await given.someone()
      const [browser, second] = [given.newBrowser(), given.newBrowser()]
      const { codes } = await given.enrol(browser, email)
      await given.password(second, email)
      await second.send('/staff/sign-in/code', { code: codes[0] ?? '' })
      const path = '/staff/account/password'
      const wrong = await browser.send(path, { current: 'not the password', next: 'walnut harbour pepper' })
      assert.match(wrong.body, /The password is not right/)
      const poor = await browser.post(path, { current: PASSWORD, next: 'riverside riverside' })
      assert.match(poor.body, /must not include|harder to guess/)
      const done = await browser.post(path, { current: PASSWORD, next: 'walnut harbour pepper' })
      assert.equal(done.location, '/staff/sign-in?notice=password-changed', done.body)
      assert.match((await emailsOf(given.test.as([]))).at(-1)?.subject ?? '', /password was changed/)
      assert.deepEqual([await given.isSignedIn(browser), await given.isSignedIn(second)], [false, false])
      assert.equal((await given.password(given.newBrowser(), email)).status, 422)
      assert.match((await given.password(given.newBrowser(), email, 'walnut harbour pepper')).location ?? '', /code/)
      assert.match(
        (await emailsOf(given.test.as([]))).at(-1)?.text ?? '',
        /was changed, and you were signed out everywhere/,
      )
    })
    it('asks to confirm it’s you before new recovery codes, and then shows them once', async () => {
      const { email } = await given.someone()
      const browser = given.newBrowser()
      const { secret, codes } = await given.enrol(browser, email)
      given.clock.forward(11 * 60)
      const asked = await browser.get('/staff/account/recovery-codes')
      assert.equal(asked.location, '/staff/confirm?next=%2Fstaff%2Faccount%2Frecovery-codes')
      const before = browser.cookies.get('__Host-troth-session') ?? ''
      assert.equal((await browser.send(asked.location, { code: '000000' })).status, 422)
      const confirmed = await browser.post(asked.location, { code: given.codeOf(secret) })
      assert.equal(confirmed.location, '/staff/account/recovery-codes')
      const thief = given.newBrowser()
      thief.cookies.set('__Host-troth-session', before)
      assert.equal(await given.isSignedIn(thief), false, 'the token from before is worth nothing')
      await browser.get('/staff/account/recovery-codes')
      const shown = await browser.post('/staff/account/recovery-codes', {})
      const fresh = recoveryCodesOn(shown.body)
      assert.equal(fresh.length, 10)
      assert.equal(fresh.includes(codes[0] ?? ''), false)
      const again = given.newBrowser()
      await given.password(again, email)
      assert.equal(
        (await again.send('/staff/sign-in/code', { code: codes[5] ?? '' })).status,
        422,
        'the old ones are dead',
      )
      assert.equal((await again.post('/staff/sign-in/code', { code: fresh[5] ?? '' })).status, 303)
    })
    it('does not forgive wrong codes for a right password', async () => {
      const { email } = await given.someone()
      const browser = given.newBrowser()
      const { secret } = await given.enrol(browser, email)
      given.clock.forward(60)
      for (let tries = 0; tries < 5; tries += 1) {
        await browser.send('/staff/confirm', { code: '000000' })
        const short = await browser.send('/staff/account/password', { current: PASSWORD, next: 'short' })
        assert.match(short.body, /must be 12 characters or more/)
      }
      assert.equal((await browser.send('/staff/confirm', { code: given.codeOf(secret) })).status, 422)
    })
    it('replaces the authenticator app', async () => {
      const { email } = await given.someone()
      const browser = given.newBrowser()
      const { secret } = await given.enrol(browser, email)
      const elsewhere = given.newBrowser()
      given.clock.forward(60)
      await given.password(elsewhere, email)
      await elsewhere.send('/staff/sign-in/code', { code: given.codeOf(secret) })
      assert.equal(await given.isSignedIn(elsewhere), true)
      await browser.get('/staff/account/authenticator')
      const next = secretOn(browser.body)
      assert.notEqual(next, secret)
      assert.match((await browser.post('/staff/account/authenticator', { code: '000000' })).body, /code is not right/)
      assert.match(
        (await browser.post('/staff/account/authenticator', { code: given.codeOf(next) })).body,
        /Your recovery codes/,
      )
      assert.equal(await given.isSignedIn(browser), true)
      assert.equal(await given.isSignedIn(elsewhere), false)
      assert.match((await emailsOf(given.test.as([]))).at(-1)?.text ?? '', /A new authenticator app was connected/)
      given.clock.forward(60)
      const again = given.newBrowser()
      await given.password(again, email)
      assert.equal((await again.send('/staff/sign-in/code', { code: given.codeOf(secret) })).status, 422)
      assert.equal((await again.post('/staff/sign-in/code', { code: given.codeOf(next) })).status, 303)
    })
  })

  describe('after forgetting the password', () => {
    const ask = (email: string, address?: string) =>
      given.newBrowser(address).send('/staff/sign-in/recovery', { email })
    it('sends a link that works once, for an hour, and still asks for the code', async () => {
      const { email } = await given.someone()
      const { codes } = await given.enrol(given.newBrowser(), email)
      assert.equal((await ask(email)).location, '/staff/sign-in/recovery?sent=yes')
      const path = linkIn((await emailsOf(given.test.as([]))).at(-1)?.text ?? '')
      assert.match((await given.newBrowser().send(path, { password: 'short' })).body, /must be 12 characters or more/)
      const done = await given.newBrowser().send(path, { password: 'walnut harbour pepper' })
      assert.equal(done.location, '/staff/sign-in?notice=password-changed', done.body)
      assert.match((await given.newBrowser().get(path)).body, /This link does not work/)
      const browser = given.newBrowser()
      assert.equal((await given.password(browser, email, 'walnut harbour pepper')).location, '/staff/sign-in/code')
      assert.equal((await browser.send('/staff/sign-in/code', { code: codes[0] ?? '' })).status, 303)
      await ask(email)
      const late = linkIn((await emailsOf(given.test.as([]))).at(-1)?.text ?? '')
      given.clock.forward(3601)
      assert.match((await given.newBrowser().get(late)).body, /This link does not work/)
    })
    it('says the same to an address that has no account, and sends nothing', async () => {
      const before = (await emailsOf(given.test.as([]))).length
      assert.equal((await ask('nobody@riverside.example')).location, '/staff/sign-in/recovery?sent=yes')
      assert.equal((await emailsOf(given.test.as([]))).length, before)
    })
    it('does not fill a mailbox', async () => {
      const { email } = await given.someone()
      const before = (await emailsOf(given.test.as([]))).length
      for (let tries = 0; tries < 9; tries += 1) await ask(email, `198.51.100.${tries}`)
      assert.equal((await emailsOf(given.test.as([]))).length, before + 5)
    })
  })
})
