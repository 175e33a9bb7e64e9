import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { generateSync } from 'otplib'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import { Browser } from '../../../../test/support/browser-without-script.ts'
import {
  auditOf,
  emailsOf,
  linkIn,
  movingClock,
  serverOf,
  type MovingClock,
} from '../../../../test/support/identity.ts'
import { onPlatform } from '../../database/in-tenant.ts'
import { createStaffAccount } from './commands/add-staff.ts'
import type { NewStaff } from './commands/insert-staff.ts'
import { hashPassword, type PasswordHash } from './password-hash.ts'
import { signInAs } from './commands/sign-in-as.ts'
import type { AccountTables } from './tables.ts'
import { createOrganisation } from '../../tenancy/create-organisation.ts'
import type { TenancyTables } from '../../tenancy/tables.ts'
import { newUuid } from '../../values/uuid.ts'

const PASSWORD = 'marmalade otter kettle'

describe('Signing in', () => {
  let test: TestPlatform
  let clock: MovingClock
  let app: FastifyInstance
  let hash: PasswordHash
  let made = 0

  before(async () => {
    clock = movingClock('2026-11-22T10:00:00Z')
    test = await startTestPlatform(clock)
    app = await serverOf(test.platform)
    hash = await hashPassword(test.platform.keys, PASSWORD)
  })
  after(async () => {
    await app.close()
    await test.stop()
  })

  /** Someone of their own for one test. */
  async function someone(
    over: Partial<Omit<NewStaff, 'password'>> & { tenantId?: string; password?: PasswordHash | undefined } = {},
  ) {
    const email = over.email ?? `person${++made}@riverside.example`
    const accountId = await createStaffAccount(test.platform, {
      tenantId: test.tenantId,
      name: 'Amina Khan',
      roles: ['receptionist'],
      password: hash,
      ...over,
      email,
    })
    return { email, accountId }
  }
  let visitors = 0
  /** A browser at an address of its own, unless one is named. */
  const newBrowser = (address = `192.0.2.${(visitors++ % 250) + 1}`) => new Browser(app, address)
  const attempts = () =>
    onPlatform<AccountTables, { outcome: string }[]>(test.platform, (tx) =>
      tx
        .selectFrom('core.sign_in_attempt')
        .select(['outcome', 'address_index', 'email_index'])
        .orderBy(sql`ctid`)
        .execute(),
    )
  /** Connects an authenticator at the first sign-in, and returns its secret. */
  async function enrol(browser: Browser, email: string): Promise<{ secret: string; codes: string[] }> {
    const first = await browser.send('/staff/sign-in', { email, password: PASSWORD })
    assert.equal(first.location, '/staff/sign-in/authenticator', first.body)
    await browser.get('/staff/sign-in/authenticator')
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(browser.body)?.[1]?.replaceAll(' ', '') ?? ''
    const shown = await browser.post('/staff/sign-in/authenticator', { code: codeOf(secret) })
    assert.equal(shown.status, 200, shown.body)
    return {
      secret,
      codes: [...shown.body.matchAll(/<code>([0-9A-Z]{4}-[0-9A-Z]{4})<\/code>/g)].map(([, code]) => code ?? ''),
    }
  }
  const codeOf = (secret: string) => generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1000) })
  const isSignedIn = async (browser: Browser) => (await browser.get('/staff/account')).status === 200
  const password = (browser: Browser, email: string, text = PASSWORD) =>
    browser.send('/staff/sign-in', { email, password: text })

  describe('with a password', () => {
    it('asks a new person to connect an authenticator, and lets them in with its code', async () => {
      const { email } = await someone()
      const browser = newBrowser()
      const { codes } = await enrol(browser, email)
      assert.equal(codes.length, 10)
      assert.equal(await isSignedIn(browser), true)
    })
    it('does not let in someone who stops before the authenticator', async () => {
      const { email } = await someone()
      const browser = newBrowser()
      await password(browser, email)
      assert.equal(await isSignedIn(browser), false)
    })
    it('takes capitals in the email address, and goes to the page that was asked for', async () => {
      const { email } = await someone()
      const browser = newBrowser()
      const { secret } = await enrol(browser, email)
      clock.forward(60)
      const first = await browser.send('/staff/sign-in?next=%2Fstaff%2Ftasks%3Fpage%3D2', {
        email: email.toUpperCase(),
        password: PASSWORD,
      })
      assert.equal(first.location, '/staff/sign-in/code?next=%2Fstaff%2Ftasks%3Fpage%3D2')
      const second = await browser.send(first.location, { code: codeOf(secret) })
      assert.equal(second.location, '/staff/tasks?page=2')
    })
    it('gives the same answer to an unknown address, a wrong password, a person who was invited and one who is locked', async () => {
      const { email } = await someone()
      const { email: invited } = await someone({ password: undefined })
      const { email: locked } = await someone()
      for (let tries = 0; tries < 5; tries += 1) await password(newBrowser(), locked, 'not the password at all')
      const answers = []
      for (const [address, text] of [
        ['nobody@riverside.example', PASSWORD],
        [email, 'not the password at all'],
        [invited, PASSWORD],
        [locked, PASSWORD],
      ] as const) {
        const answer = await password(newBrowser(), address, text)
        answers.push(`${answer.status} ${withoutSecrets(answer.body).replaceAll(address, 'ADDRESS')}`)
      }
      assert.equal(new Set(answers).size, 1)
      assert.match(answers[0] ?? '', /^422 [\s\S]*not right, or there were too many attempts/)
    })
    it('records every attempt: in the organisation when the account is known, in the security log always', async () => {
      const { email, accountId } = await someone()
      await password(newBrowser(), email, 'not the password at all')
      const event = (await auditOf(test.as([]))).at(-1)
      assert.deepEqual(
        [event?.action, event?.outcome, event?.entity_id],
        ['identity.sign-in.refused', 'refused', accountId],
      )
      const before = await attempts()
      await password(newBrowser(), 'nobody.at.all@riverside.example', 'not the password at all')
      const after = await attempts()
      assert.equal(after.length, before.length + 1)
      assert.equal(JSON.stringify(after).includes('nobody.at.all'), false)
    })
    it('takes a password of any length and script, whole', async () => {
      const long = 'Zoë 🦦 '.repeat(16)
      const { email } = await someone({ password: await hashPassword(test.platform.keys, long) })
      assert.equal((await password(newBrowser(), email, `${long}x`)).status, 422)
      assert.match((await password(newBrowser(), email, long.normalize('NFD'))).location ?? '', /authenticator/)
    })
    it('refuses a megabyte before reading it', async () => {
      const answer = await password(newBrowser(), 'a@riverside.example', 'x'.repeat(1_000_000))
      assert.equal(answer.status, 413)
    })
    it('refuses everyone of an organisation that has closed', async () => {
      const tenantId = await createOrganisation(test.platform, {
        slug: 'closing',
        name: 'Closing',
        kind: 'gp-practice',
      })
      const { email } = await someone({ tenantId })
      assert.match((await password(newBrowser(), email)).location ?? '', /authenticator/)
      await onPlatform<TenancyTables, void>(test.platform, async (tx) => {
        await tx.updateTable('core.tenant').set({ closed_at: new Date() }).where('tenant_id', '=', tenantId).execute()
      })
      assert.equal((await password(newBrowser(), email)).status, 422)
    })
  })

  describe('with too many wrong attempts', () => {
    it('makes the account wait, from whatever address, in every process, and lets the right one in afterwards', async () => {
      const { email } = await someone()
      for (let tries = 0; tries < 5; tries += 1)
        await password(newBrowser(`198.51.100.${tries}`), email, 'not the password')
      assert.equal((await password(newBrowser('203.0.113.9'), email)).status, 422)
      const otherProcess = await serverOf(test.platform)
      const elsewhere = new Browser(otherProcess, '203.0.113.10')
      assert.equal((await password(elsewhere, email)).status, 422)
      await otherProcess.close()
      clock.forward(31)
      assert.match((await password(newBrowser(), email)).location ?? '', /authenticator/)
    })
    it('counts a hundred at once as a hundred', async () => {
      const { email } = await someone()
      const browsers = Array.from({ length: 12 }, (_, at) => newBrowser(`198.51.100.${at}`))
      for (const browser of browsers) await browser.get('/staff/sign-in')
      await Promise.all(
        browsers.map((browser) => browser.post('/staff/sign-in', { email, password: 'not the password' })),
      )
      const reasons = (await attempts()).slice(-12).map(({ outcome }) => outcome)
      assert.equal(reasons.filter((outcome) => outcome === 'not-right').length, 5)
      assert.equal(reasons.filter((outcome) => outcome === 'locked').length, 7)
    })
    it('treats an address that has no account just the same', async () => {
      const email = 'never.heard.of@riverside.example'
      for (let tries = 0; tries < 6; tries += 1)
        await password(newBrowser(`198.51.100.${tries}`), email, 'not the password')
      assert.equal((await attempts()).at(-1)?.outcome, 'locked')
    })
    it('makes a network address wait that tries many accounts', async () => {
      const address = '203.0.113.77'
      const guesses = Array.from({ length: 50 }, (_, at) =>
        password(newBrowser(address), `many${at}@riverside.example`, 'x'),
      )
      await Promise.all(guesses)
      const { email } = await someone()
      assert.equal((await password(newBrowser(address), email)).status, 422)
      assert.match((await password(newBrowser('203.0.113.78'), email)).location ?? '', /authenticator/)
    })
    it('starts afresh after a right password', async () => {
      const { email } = await someone()
      for (let round = 0; round < 3; round += 1) {
        for (let tries = 0; tries < 4; tries += 1) await password(newBrowser(), email, 'not the password')
        assert.match((await password(newBrowser(), email)).location ?? '', /authenticator/)
      }
    })
  })

  describe('with a code', () => {
    it('takes each code once, also in two browsers at the same moment', async () => {
      const { email } = await someone()
      const { secret } = await enrol(newBrowser(), email)
      clock.forward(60)
      const two = [newBrowser(), newBrowser()]
      for (const browser of two) {
        await password(browser, email)
        await browser.get('/staff/sign-in/code')
      }
      const answers = await Promise.all(
        two.map((browser) => browser.post('/staff/sign-in/code', { code: codeOf(secret) })),
      )
      assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422])
      assert.equal((await two.find((browser, at) => answers[at]?.status === 422)?.get('/staff/account'))?.status, 303)
    })
    it('does not take the code that connected the app', async () => {
      const { email } = await someone()
      const { secret } = await enrol(newBrowser(), email)
      const browser = newBrowser()
      await password(browser, email)
      assert.equal((await browser.send('/staff/sign-in/code', { code: codeOf(secret) })).status, 422)
    })
    it('takes each recovery code once', async () => {
      const { email } = await someone()
      const { codes } = await enrol(newBrowser(), email)
      const use = async (code: string) => {
        const browser = newBrowser()
        await password(browser, email)
        return (await browser.send('/staff/sign-in/code', { code })).status
      }
      assert.equal(await use((codes[3] ?? '').toLowerCase()), 303)
      assert.equal(await use(codes[3] ?? ''), 422)
      assert.equal(await use(codes[4] ?? ''), 303)
    })
    it('makes the account wait after five wrong codes, whoever knows the password', async () => {
      const { email } = await someone()
      const { codes } = await enrol(newBrowser(), email)
      const browser = newBrowser()
      for (let tries = 0; tries < 5; tries += 1) {
        await password(browser, email)
        await browser.send('/staff/sign-in/code', { code: '000000' })
      }
      await password(browser, email)
      assert.equal((await browser.send('/staff/sign-in/code', { code: codes[0] ?? '' })).status, 422)
      clock.forward(31)
      assert.equal((await browser.post('/staff/sign-in/code', { code: codes[0] ?? '' })).status, 303)
    })
    it('is over after 10 minutes, and cannot be reached without the password', async () => {
      const { email } = await someone()
      const { codes } = await enrol(newBrowser(), email)
      const late = newBrowser()
      await password(late, email)
      clock.forward(601)
      assert.match((await late.send('/staff/sign-in/code', { code: codes[0] ?? '' })).location ?? '', /too-late/)
      assert.match(
        (await newBrowser().send('/staff/sign-in/code', { code: codes[0] ?? '' })).location ?? '',
        /too-late/,
      )
    })
  })

  describe('in several organisations', () => {
    it('asks which, and enters that one alone', async () => {
      const { email } = await someone({ name: 'Two Hats' })
      await someone({ email, tenantId: test.otherTenantId, name: 'Two Hats' })
      const browser = newBrowser()
      assert.equal((await password(browser, email)).location, '/staff/sign-in/organisation')
      const page = await browser.get('/staff/sign-in/organisation')
      assert.match(page.body, /Riverside NHS Trust[\s\S]*Hillview NHS Trust/)
      assert.equal(
        (await browser.post('/staff/sign-in/organisation', { organisation: newUuid(clock.now()) })).status,
        422,
      )
      const chosen = await browser.post('/staff/sign-in/organisation', { organisation: test.otherTenantId })
      assert.equal(chosen.location, '/staff/sign-in/authenticator')
      assert.match((await browser.get('/staff/sign-in/authenticator')).body, /Connect an authenticator app/)
    })
    it('opens only those whose password it is', async () => {
      const { email } = await someone()
      await someone({
        email,
        tenantId: test.otherTenantId,
        password: await hashPassword(test.platform.keys, 'another one entirely'),
      })
      assert.equal((await password(newBrowser(), email)).location, '/staff/sign-in/authenticator')
    })
    it('shows nobody the organisations of someone else', async () => {
      assert.match((await newBrowser().get('/staff/sign-in/organisation')).body, /Sign in again/)
    })
  })

  describe('as a session', () => {
    const SESSION = '__Host-troth-session'
    it('has a new token at each step, and none that was there before', async () => {
      const { email } = await someone()
      const browser = newBrowser()
      const planted = 'A'.repeat(43)
      browser.cookies.set(SESSION, planted)
      await password(browser, email)
      const step = browser.cookies.get(SESSION)
      assert.notEqual(step, planted)
      await browser.get('/staff/sign-in/authenticator')
      const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(browser.body)?.[1]?.replaceAll(' ', '') ?? ''
      await browser.post('/staff/sign-in/authenticator', { code: codeOf(secret) })
      assert.notEqual(browser.cookies.get(SESSION), step)
      for (const old of [planted, step ?? '']) {
        const thief = newBrowser()
        thief.cookies.set(SESSION, old)
        assert.equal(await isSignedIn(thief), false)
      }
    })
    it('ends the one this browser had', async () => {
      const { email } = await someone()
      const browser = newBrowser()
      const { codes } = await enrol(browser, email)
      const before = browser.cookies.get(SESSION) ?? ''
      await password(browser, email)
      const thief = newBrowser()
      thief.cookies.set(SESSION, before)
      assert.equal(await isSignedIn(thief), false)
      await browser.send('/staff/sign-in/code', { code: codes[0] ?? '' })
      assert.equal(await isSignedIn(browser), true)
    })
    it('ends after 15 minutes without use, 10 for an administrator, whatever the browser says', async () => {
      for (const [roles, minutes] of [
        [['receptionist'], 15],
        [['administrator'], 10],
      ] as const) {
        const { email } = await someone({ roles })
        const browser = newBrowser()
        await enrol(browser, email)
        clock.forward(minutes * 60 - 31)
        assert.equal(await isSignedIn(browser), true)
        clock.forward(minutes * 60 + 1)
        assert.equal(await isSignedIn(browser), false)
      }
    })
    it('ends after 12 hours of use', async () => {
      const { email } = await someone()
      const browser = newBrowser()
      await enrol(browser, email)
      for (let minutes = 0; minutes < 12 * 60 - 10; minutes += 10) {
        clock.forward(600)
        assert.equal(await isSignedIn(browser), true)
      }
      clock.forward(601)
      assert.equal(await isSignedIn(browser), false)
    })
    it('can be seen and ended by its owner, and by nobody else', async () => {
      const [one, other] = [await someone(), await someone()]
      const [mine, theirs] = [newBrowser(), newBrowser()]
      const { codes } = await enrol(mine, one.email)
      await enrol(theirs, other.email)
      const second = newBrowser()
      await password(second, one.email)
      await second.send('/staff/sign-in/code', { code: codes[0] ?? '' })
      await theirs.get('/staff/account/sessions')
      const foreign = /name="session" value="([0-9a-f-]{36})"/.exec(theirs.body)?.[1] ?? ''
      await mine.send('/staff/account/sessions', { session: foreign })
      assert.equal(await isSignedIn(theirs), true)
      await mine.get('/staff/account/sessions')
      assert.equal([...mine.body.matchAll(/name="session" value="[0-9a-f-]{36}"/g)].length, 2)
      await mine.post('/staff/account/sessions', { session: 'all' })
      assert.deepEqual(
        [await isSignedIn(mine), await isSignedIn(second), await isSignedIn(theirs)],
        [false, false, true],
      )
    })
  })

  describe('one’s own account', () => {
    it('changes the password, and ends every session', async () => {
      const { email } = await someone()
      const [browser, second] = [newBrowser(), newBrowser()]
      const { codes } = await enrol(browser, email)
      await password(second, email)
      await second.send('/staff/sign-in/code', { code: codes[0] ?? '' })
      const path = '/staff/account/password'
      const wrong = await browser.send(path, { current: 'not the password', next: 'walnut harbour pepper' })
      assert.match(wrong.body, /The password is not right/)
      const poor = await browser.post(path, { current: PASSWORD, next: 'riverside riverside' })
      assert.match(poor.body, /must not include|harder to guess/)
      const done = await browser.post(path, { current: PASSWORD, next: 'walnut harbour pepper' })
      assert.equal(done.location, '/staff/sign-in?notice=password-changed', done.body)
      assert.deepEqual([await isSignedIn(browser), await isSignedIn(second)], [false, false])
      assert.equal((await password(newBrowser(), email)).status, 422)
      assert.match((await password(newBrowser(), email, 'walnut harbour pepper')).location ?? '', /code/)
      assert.match((await emailsOf(test.as([]))).at(-1)?.text ?? '', /was changed, and you were signed out everywhere/)
    })
    it('asks to confirm it’s you before new recovery codes, and then shows them once', async () => {
      const { email } = await someone()
      const browser = newBrowser()
      const { secret, codes } = await enrol(browser, email)
      clock.forward(11 * 60)
      const asked = await browser.get('/staff/account/recovery-codes')
      assert.equal(asked.location, '/staff/confirm?next=%2Fstaff%2Faccount%2Frecovery-codes')
      const before = browser.cookies.get('__Host-troth-session') ?? ''
      assert.equal((await browser.send(asked.location, { code: '000000' })).status, 422)
      const confirmed = await browser.post(asked.location, { code: codeOf(secret) })
      assert.equal(confirmed.location, '/staff/account/recovery-codes')
      const thief = newBrowser()
      thief.cookies.set('__Host-troth-session', before)
      assert.equal(await isSignedIn(thief), false, 'the token from before is worth nothing')
      await browser.get('/staff/account/recovery-codes')
      const shown = await browser.post('/staff/account/recovery-codes', {})
      const fresh = [...shown.body.matchAll(/<code>([0-9A-Z]{4}-[0-9A-Z]{4})<\/code>/g)].map(([, code]) => code ?? '')
      assert.equal(fresh.length, 10)
      assert.equal(fresh.includes(codes[0] ?? ''), false)
      const again = newBrowser()
      await password(again, email)
      assert.equal(
        (await again.send('/staff/sign-in/code', { code: codes[5] ?? '' })).status,
        422,
        'the old ones are dead',
      )
      assert.equal((await again.post('/staff/sign-in/code', { code: fresh[5] ?? '' })).status, 303)
    })
    it('replaces the authenticator app', async () => {
      const { email } = await someone()
      const browser = newBrowser()
      const { secret } = await enrol(browser, email)
      await browser.get('/staff/account/authenticator')
      const next = /<code>([A-Z2-7 ]+)<\/code>/.exec(browser.body)?.[1]?.replaceAll(' ', '') ?? ''
      assert.notEqual(next, secret)
      assert.match((await browser.post('/staff/account/authenticator', { code: '000000' })).body, /code is not right/)
      assert.match(
        (await browser.post('/staff/account/authenticator', { code: codeOf(next) })).body,
        /Your recovery codes/,
      )
      clock.forward(60)
      const again = newBrowser()
      await password(again, email)
      assert.equal((await again.send('/staff/sign-in/code', { code: codeOf(secret) })).status, 422)
      assert.equal((await again.post('/staff/sign-in/code', { code: codeOf(next) })).status, 303)
    })
  })

  describe('after forgetting the password', () => {
    const ask = (email: string, address?: string) => newBrowser(address).send('/staff/sign-in/recovery', { email })
    it('sends a link that works once, for an hour, and still asks for the code', async () => {
      const { email } = await someone()
      const { codes } = await enrol(newBrowser(), email)
      assert.equal((await ask(email)).location, '/staff/sign-in/recovery?sent=yes')
      const path = linkIn((await emailsOf(test.as([]))).at(-1)?.text ?? '')
      assert.match((await newBrowser().send(path, { password: 'short' })).body, /must be 12 characters or more/)
      const done = await newBrowser().send(path, { password: 'walnut harbour pepper' })
      assert.equal(done.location, '/staff/sign-in?notice=password-changed', done.body)
      assert.match((await newBrowser().get(path)).body, /This link does not work/)
      const browser = newBrowser()
      assert.equal((await password(browser, email, 'walnut harbour pepper')).location, '/staff/sign-in/code')
      assert.equal((await browser.send('/staff/sign-in/code', { code: codes[0] ?? '' })).status, 303)
      await ask(email)
      const late = linkIn((await emailsOf(test.as([]))).at(-1)?.text ?? '')
      clock.forward(3601)
      assert.match((await newBrowser().get(late)).body, /This link does not work/)
    })
    it('says the same to an address that has no account, and sends nothing', async () => {
      const before = (await emailsOf(test.as([]))).length
      assert.equal((await ask('nobody@riverside.example')).location, '/staff/sign-in/recovery?sent=yes')
      assert.equal((await emailsOf(test.as([]))).length, before)
    })
    it('does not fill a mailbox', async () => {
      const { email } = await someone()
      const before = (await emailsOf(test.as([]))).length
      for (let tries = 0; tries < 9; tries += 1) await ask(email, `198.51.100.${tries}`)
      assert.equal((await emailsOf(test.as([]))).length, before + 5)
    })
  })

  describe('as a made-up person', () => {
    let demonstration: FastifyInstance
    let madeUp: { email: string; accountId: string }
    before(async () => {
      const platform = { ...test.platform, demonstration: true }
      demonstration = await serverOf(platform)
      const email = 'made.up@riverside.example'
      const accountId = await createStaffAccount(platform, {
        tenantId: test.tenantId,
        name: 'Made Up',
        email,
        roles: ['administrator'],
        password: hash,
        demonstration: true,
      })
      madeUp = { email, accountId }
    })
    after(() => demonstration.close())
    const account = () => `${test.tenantId}/${madeUp.accountId}`

    it('is one press in a demonstration', async () => {
      const browser = new Browser(demonstration)
      assert.match((await browser.get('/staff/sign-in')).body, /Made Up/)
      assert.equal(
        (await browser.post('/staff/sign-in/as?next=%2Fstaff%2Ftasks', { account: account() })).location,
        '/staff/tasks',
      )
      assert.equal(await isSignedIn(browser), true)
    })
    it('is for made-up people only, even there', async () => {
      const real = await someone()
      const browser = new Browser(demonstration)
      await browser.get('/staff/sign-in')
      const answer = await browser.post('/staff/sign-in/as', { account: `${test.tenantId}/${real.accountId}` })
      assert.equal(answer.status, 403)
      assert.equal(await isSignedIn(browser), false)
    })
    it('does not exist anywhere else: not listed, not served, not done', async () => {
      const browser = newBrowser()
      assert.equal((await browser.get('/staff/sign-in')).body.includes('Made Up'), false)
      assert.equal((await browser.post('/staff/sign-in/as', { account: account() })).status, 404)
      assert.equal((await browser.get('/staff/sign-in/as')).status, 404)
      const ref = { tenantId: test.tenantId, accountId: madeUp.accountId }
      await assert.rejects(signInAs(test.as(['public'], { visitor: { address: '192.0.2.1' } }), ref), {
        name: 'NotAllowedError',
      })
    })
    it('cannot sign in with their password anywhere else, nor go on with a session from a demonstration', async () => {
      assert.equal((await password(newBrowser(), madeUp.email)).status, 422)
      const there = new Browser(demonstration)
      assert.equal((await password(there, madeUp.email)).location, '/staff')
      const here = newBrowser()
      for (const [name, value] of there.cookies) here.cookies.set(name, value)
      assert.equal(await isSignedIn(here), false)
    })
    it('cannot be made anywhere else', () =>
      assert.rejects(someone({ demonstration: true }), /in a demonstration only/))
  })
})

/** The page without what differs between any two visits. */
const withoutSecrets = (body: string): string => body.replaceAll(/name="_(csrf|idempotency)" value="[^"]*"/g, '')
