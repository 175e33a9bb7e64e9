import assert from 'node:assert/strict'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { generateSync } from 'otplib'
import { onPlatform } from '../../src/core/database/in-tenant.ts'
import {
  createStaffAccount,
  hashPassword,
  type NewStaff,
  type PasswordHash,
} from '../../src/core/identity/accounts/index.ts'
import type { AccountTables } from '../../src/core/identity/accounts/tables.ts'
import { Browser } from './browser-without-script.ts'
import { movingClock, serverOf, type MovingClock } from './identity.ts'
import { startTestPlatform, type TestPlatform } from './test-platform.ts'

export const PASSWORD = 'marmalade otter kettle'

type Someone = Partial<Omit<NewStaff, 'password'>> & { tenantId?: string; password?: PasswordHash | undefined }

/** Everything a test of signing in needs: a server, a clock to move, and people and browsers of their own for each test. */
export interface SignInTest {
  readonly test: TestPlatform
  readonly clock: MovingClock
  readonly app: FastifyInstance
  /** The hash of PASSWORD, made once. */
  readonly hash: PasswordHash
  /** A receptionist of their own, who signs in with PASSWORD. */
  readonly someone: (over?: Someone) => Promise<{ email: string; accountId: string }>
  /** A browser at an address of its own, unless one is named. */
  readonly newBrowser: (address?: string) => Browser
  /** Sends e-mail address and password. */
  readonly password: (browser: Browser, email: string, text?: string) => ReturnType<Browser['send']>
  /** Connects an authenticator at the first sign-in. */
  readonly enrol: (browser: Browser, email: string) => Promise<{ secret: string; codes: string[] }>
  readonly codeOf: (secret: string) => string
  readonly isSignedIn: (browser: Browser) => Promise<boolean>
  /** The security log, oldest first. */
  readonly attempts: () => Promise<{ outcome: string }[]>
  readonly stop: () => Promise<void>
}

export async function startSignInTest(): Promise<SignInTest> {
  const clock = movingClock('2026-11-22T10:00:00Z')
  const test = await startTestPlatform(clock)
  const app = await serverOf(test.platform)
  const hash = await hashPassword(test.platform.keys, PASSWORD)
  let made = 0
  let visitors = 0
  const codeOf = (secret: string) => generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1000) })
  return {
    test,
    clock,
    app,
    hash,
    codeOf,
    async someone(over = {}) {
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
    },
    newBrowser: (address = `192.0.2.${(visitors++ % 250) + 1}`) => new Browser(app, address),
    password: (browser, email, text = PASSWORD) => browser.send('/staff/sign-in', { email, password: text }),
    async enrol(browser, email) {
      const first = await browser.send('/staff/sign-in', { email, password: PASSWORD })
      assert.equal(first.location, '/staff/sign-in/authenticator', first.body)
      await browser.get('/staff/sign-in/authenticator')
      const secret = secretOn(browser.body)
      const shown = await browser.post('/staff/sign-in/authenticator', { code: codeOf(secret) })
      assert.equal(shown.status, 200, shown.body)
      return { secret, codes: recoveryCodesOn(shown.body) }
    },
    isSignedIn: async (browser) => (await browser.get('/staff/account')).status === 200,
    attempts: () =>
      onPlatform<AccountTables, { outcome: string }[]>(test.platform, (tx) =>
        tx
          .selectFrom('core.sign_in_attempt')
          .select(['outcome', 'address_index', 'email_index'])
          .orderBy(sql`ctid`)
          .execute(),
      ),
    async stop() {
      await app.close()
      await test.stop()
    },
  }
}

/** The authenticator secret that a page shows for typing. */
export const secretOn = (body: string): string =>
  /<code>([A-Z2-7 ]+)<\/code>/.exec(body)?.[1]?.replaceAll(' ', '') ?? ''

/** The recovery codes that a page shows. */
export const recoveryCodesOn = (body: string): string[] =>
  [...body.matchAll(/<code>([0-9A-Z]{4}-[0-9A-Z]{4})<\/code>/g)].map(([, code]) => code ?? '')
