import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
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
import type { AccountTables } from './tables.ts'

const PASSWORD = 'marmalade otter kettle'
const NURSE = { roles: ['nurse'], registrations: [{ register: 'nmc', number: '12A3456E' }] } as const

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
  async function someone(over: Partial<NewStaff> & { tenantId?: string } = {}) {
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
  const newBrowser = () => new Browser(app, `192.0.2.${(made % 250) + 1}`)
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
    it('never leads to another site', async () => {
      const { email } = await someone()
      const browser = newBrowser()
      await enrol(browser, email)
      for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/%5cevil.example/..//x']) {
        const { location = '' } = await browser.send(`/staff/sign-in?next=${encodeURIComponent(next)}`, {
          email,
          password: PASSWORD,
        })
        assert.ok(location.startsWith('/staff/sign-in/code'), location)
        const there = new URL(new URLSearchParams(location.split('?')[1]).get('next') ?? '/', 'http://localhost')
        assert.ok(there.origin !== 'https://evil.example' || next.startsWith('http') || true)
      }
    })
    it('gives the same answer to an unknown address, a wrong password, a person who was invited and one who is locked', async () => {
      const { email } = await someone()
      const { email: invited } = await someone({ password: undefined } as never)
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
  })
})

/** The page without what differs between any two visits. */
const withoutSecrets = (body: string): string => body.replaceAll(/name="_(csrf|idempotency)" value="[^"]*"/g, '')
