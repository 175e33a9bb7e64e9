import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../../../test/support/browser-without-script.ts'
import { auditOf, serverOf } from '../../../../test/support/identity.ts'
import { COOKIES } from '../../http/cookies.ts'
import { PASSWORD, startSignInTest, type SignInTest } from '../../../../test/support/staff-sign-in.ts'
import { onPlatform } from '../../database/in-tenant.ts'
import { createOrganisation } from '../../tenancy/create-organisation.ts'
import type { TenancyTables } from '../../tenancy/tables.ts'
import { hashPassword } from './password-hash.ts'

describe('Signing in', () => {
  let given: SignInTest
  before(async () => {
    given = await startSignInTest()
  })
  after(() => given.stop())

  describe('with a password', () => {
    it('asks a new person to connect an authenticator, and lets them in with its code', async () => {
      const { email } = await given.someone()
      const browser = given.newBrowser()
      const { codes } = await given.enrol(browser, email)
      assert.equal(codes.length, 10)
      assert.equal(await given.isSignedIn(browser), true)
    })
    it('does not let in someone who stops before the authenticator', async () => {
      const { email } = await given.someone()
      const browser = given.newBrowser()
      await given.password(browser, email)
      assert.equal(await given.isSignedIn(browser), false)
    })
    it('takes capitals in the email address, and goes to the page that was asked for', async () => {
      const { email } = await given.someone()
      const browser = given.newBrowser()
      const { secret } = await given.enrol(browser, email)
      given.clock.forward(60)
      const first = await browser.send('/staff/sign-in?next=%2Fstaff%2Ftasks%3Fpage%3D2', {
        email: email.toUpperCase(),
        password: PASSWORD,
      })
      assert.equal(first.location, '/staff/sign-in/code?next=%2Fstaff%2Ftasks%3Fpage%3D2')
      const second = await browser.send(first.location, { code: given.codeOf(secret) })
      assert.equal(second.location, '/staff/tasks?page=2')
    })
    it('gives the same answer to an unknown address, a wrong password, a person who was invited and one who is locked', async () => {
      const { email } = await given.someone()
      const { email: invited } = await given.someone({ password: undefined })
      const { email: locked } = await given.someone()
      for (let tries = 0; tries < 5; tries += 1)
        await given.password(given.newBrowser(), locked, 'not the password at all')
      const answers = []
      for (const [address, text] of [
        ['nobody@riverside.example', PASSWORD],
        [email, 'not the password at all'],
        [invited, PASSWORD],
        [locked, PASSWORD],
      ] as const) {
        const answer = await given.password(given.newBrowser(), address, text)
        answers.push(`${answer.status} ${withoutSecrets(answer.body).replaceAll(address, 'ADDRESS')}`)
      }
      assert.equal(new Set(answers).size, 1)
      assert.match(answers[0] ?? '', /^422 [\s\S]*not right, or there were too many attempts/)
    })
    it('records every attempt: in the organisation when the account is known, in the security log always', async () => {
      const { email, accountId } = await given.someone()
      await given.password(given.newBrowser(), email, 'not the password at all')
      const event = (await auditOf(given.test.as([]))).at(-1)
      assert.deepEqual(
        [event?.action, event?.outcome, event?.entity_id],
        ['identity.sign-in.refused', 'refused', accountId],
      )
      const before = await given.attempts()
      await given.password(given.newBrowser(), 'nobody.at.all@riverside.example', 'not the password at all')
      const after = await given.attempts()
      assert.equal(after.length, before.length + 1)
      assert.equal(JSON.stringify(after).includes('nobody.at.all'), false)
    })
    it('takes a password of any length and script, whole', async () => {
      const long = 'Zoë 🦦 '.repeat(16)
      const { email } = await given.someone({ password: await hashPassword(given.test.platform.keys, long) })
      assert.equal((await given.password(given.newBrowser(), email, `${long}x`)).status, 422)
      assert.match(
        (await given.password(given.newBrowser(), email, long.normalize('NFD'))).location ?? '',
        /authenticator/,
      )
    })
    it('refuses a megabyte before reading it', async () => {
      const answer = await given.password(given.newBrowser(), 'a@riverside.example', 'x'.repeat(1_000_000))
      assert.equal(answer.status, 413)
    })
    it('refuses everyone of an organisation that has closed', async () => {
      const tenantId = await createOrganisation(given.test.platform, {
        slug: 'closing',
        name: 'Closing',
        kind: 'gp-practice',
      })
      const { email } = await given.someone({ tenantId })
      assert.match((await given.password(given.newBrowser(), email)).location ?? '', /authenticator/)
      await onPlatform<TenancyTables, void>(given.test.platform, async (tx) => {
        await tx.updateTable('core.tenant').set({ closed_at: new Date() }).where('tenant_id', '=', tenantId).execute()
      })
      assert.equal((await given.password(given.newBrowser(), email)).status, 422)
    })
  })

  describe('with too many wrong attempts', () => {
    it('makes the account wait, from whatever address, in every process, and lets the right one in afterwards', async () => {
      const { email } = await given.someone()
      for (let tries = 0; tries < 5; tries += 1)
        await given.password(given.newBrowser(`198.51.100.${tries}`), email, 'not the password')
      assert.equal((await given.password(given.newBrowser('203.0.113.9'), email)).status, 422)
      const otherProcess = await serverOf(given.test.platform)
      const elsewhere = new Browser(otherProcess, '203.0.113.10')
      assert.equal((await given.password(elsewhere, email)).status, 422)
      await otherProcess.close()
      given.clock.forward(31)
      assert.match((await given.password(given.newBrowser(), email)).location ?? '', /authenticator/)
    })
    it('lets the right one in from a browser they used before, while strangers try without end', async () => {
      const { email } = await given.someone()
      const own = given.newBrowser('203.0.113.20')
      const { secret } = await given.enrol(own, email)
      const browserCookie = own.cookies.get(COOKIES.browser.name)
      assert.ok(browserCookie)
      const attack = async () => {
        for (let tries = 0; tries < 6; tries += 1)
          await given.password(given.newBrowser(`198.51.100.${tries}`), email, 'not the password')
      }
      await attack()
      const stranger = await given.password(given.newBrowser('203.0.113.21'), email)
      assert.equal(stranger.status, 422, 'a browser that is not known waits')
      const again = given.newBrowser('203.0.113.20')
      again.cookies.set(COOKIES.browser.name, browserCookie)
      assert.match((await given.password(again, email)).location ?? '', /code/)
      given.clock.forward(60)
      const code = await again.send('/staff/sign-in/code', { code: given.codeOf(secret) })
      assert.equal(code.status, 303)
      assert.notEqual(again.cookies.get(COOKIES.browser.name), browserCookie)
      await attack()
      const copied = given.newBrowser('203.0.113.22')
      copied.cookies.set(COOKIES.browser.name, browserCookie)
      assert.equal((await given.password(copied, email)).status, 422, 'a token that was replaced is of no use')
    })
    it('makes a known browser wait for what is tried in it, and knows it for its own name only', async () => {
      const [{ email }, { email: other }] = [await given.someone(), await given.someone()]
      const own = given.newBrowser('203.0.113.30')
      await given.enrol(own, email)
      const cookie = own.cookies.get(COOKIES.browser.name) ?? ''
      const sameBrowser = () => {
        const browser = given.newBrowser('203.0.113.30')
        browser.cookies.set(COOKIES.browser.name, cookie)
        return browser
      }
      for (let tries = 0; tries < 5; tries += 1) await given.password(sameBrowser(), email, 'not the password')
      assert.equal((await given.password(sameBrowser(), email)).status, 422)
      assert.match(
        (await given.password(given.newBrowser('203.0.113.31'), email)).location ?? '',
        /code/,
        'the name does not wait for it',
      )
      for (let tries = 0; tries < 5; tries += 1)
        await given.password(given.newBrowser(`198.51.100.${tries}`), other, 'not the password')
      assert.equal((await given.password(sameBrowser(), other)).status, 422)
    })
    it('counts a hundred at once as a hundred', async () => {
      const { email } = await given.someone()
      const browsers = Array.from({ length: 12 }, (_, at) => given.newBrowser(`198.51.100.${at}`))
      for (const browser of browsers) await browser.get('/staff/sign-in')
      await Promise.all(
        browsers.map((browser) => browser.post('/staff/sign-in', { email, password: 'not the password' })),
      )
      const reasons = (await given.attempts()).slice(-12).map(({ outcome }) => outcome)
      assert.equal(reasons.filter((outcome) => outcome === 'not-right').length, 5)
      assert.equal(reasons.filter((outcome) => outcome === 'locked').length, 7)
    })
    it('treats an address that has no account just the same', async () => {
      const email = 'never.heard.of@riverside.example'
      for (let tries = 0; tries < 6; tries += 1)
        await given.password(given.newBrowser(`198.51.100.${tries}`), email, 'not the password')
      assert.equal((await given.attempts()).at(-1)?.outcome, 'locked')
    })
    it('makes a network address wait that tries many accounts', async () => {
      const address = '203.0.113.77'
      const guesses = Array.from({ length: 50 }, (_, at) =>
        given.password(given.newBrowser(address), `many${at}@riverside.example`, 'x'),
      )
      await Promise.all(guesses)
      const { email } = await given.someone()
      assert.equal((await given.password(given.newBrowser(address), email)).status, 422)
      assert.match((await given.password(given.newBrowser('203.0.113.78'), email)).location ?? '', /authenticator/)
    })
    it('starts afresh after a right password', async () => {
      const { email } = await given.someone()
      for (let round = 0; round < 3; round += 1) {
        for (let tries = 0; tries < 4; tries += 1) await given.password(given.newBrowser(), email, 'not the password')
        assert.match((await given.password(given.newBrowser(), email)).location ?? '', /authenticator/)
      }
    })
  })
})

/** The page without what differs between any two visits. */
const withoutSecrets = (body: string): string => body.replaceAll(/name="_(csrf|idempotency)" value="[^"]*"/g, '')
