import assert from 'node:assert/strict'
import type { FastifyInstance } from 'fastify'
import type { Context, Platform } from '../../src/core/context.ts'
import { inTenant } from '../../src/core/database/in-tenant.ts'
import { createStaffAccount, getStaffAccount, hashPassword } from '../../src/core/identity/accounts/index.ts'
import type { StaffAccount } from '../../src/core/identity/accounts/staff-account.ts'
import type { IdentityTables } from '../../src/core/identity/accounts/tables.ts'
import type { StaffRole } from '../../src/core/policy/roles.ts'
import { Browser } from './browser-without-script.ts'
import { auditOf, movingClock, serverOf, type MovingClock } from './identity.ts'
import { PASSWORD } from './staff-sign-in.ts'
import { startTestPlatform, type TestPlatform } from './test-platform.ts'

/** A demonstration with one administrator, and people of their own for each test. */
export interface AdministrationTest {
  readonly test: TestPlatform
  readonly platform: Platform
  readonly clock: MovingClock
  readonly app: FastifyInstance
  readonly boss: StaffAccount
  /** A made-up person, so that no authenticator stands in the way. */
  readonly someone: (roles?: StaffRole[], tenantId?: string) => Promise<StaffAccount>
  readonly get: (accountId: string, tenantId?: string) => Promise<StaffAccount>
  readonly admin: (over?: Partial<Context>) => Context
  readonly newEmail: () => string
  readonly lastEvent: () => Promise<Awaited<ReturnType<typeof auditOf>>[number] | undefined>
  readonly signedIn: (account: Pick<StaffAccount, 'email'>) => Promise<Browser>
  readonly works: (browser: Browser) => Promise<boolean>
  readonly stop: () => Promise<void>
}

export async function startAdministrationTest(): Promise<AdministrationTest> {
  const clock = movingClock('2026-11-22T10:00:00Z')
  const test = await startTestPlatform(clock)
  const platform = { ...test.platform, demonstration: true }
  const app = await serverOf(platform)
  const hash = await hashPassword(platform.keys, PASSWORD)
  let made = 0
  const newEmail = () => `person${++made}@riverside.example`
  const get = (accountId: string, tenantId = test.tenantId) =>
    inTenant<IdentityTables, StaffAccount>({ db: platform.db, tenantId }, (tx) =>
      getStaffAccount(tx, tenantId, accountId),
    )
  const someone = async (roles: StaffRole[] = ['receptionist'], tenantId = test.tenantId) => {
    const email = newEmail()
    const person = { tenantId, name: `Person ${made}`, email, roles, password: hash, demonstration: true }
    return await get(await createStaffAccount(platform, person), tenantId)
  }
  const boss = await someone(['administrator'])
  const admin = (over: Partial<Context> = {}) =>
    test.as(['administrator'], {
      purpose: 'administration',
      actorId: boss.accountId,
      confirmedAt: clock.now(),
      ...over,
    })
  return {
    test,
    platform,
    clock,
    app,
    boss,
    someone,
    get,
    admin,
    newEmail,
    lastEvent: async () => (await auditOf(admin())).at(-1),
    async signedIn({ email }) {
      const browser = new Browser(app)
      const answer = await browser.send('/staff/sign-in', { email, password: PASSWORD })
      assert.equal(answer.location, '/staff', answer.body)
      return browser
    },
    works: async (browser) => (await browser.get('/staff/account')).status === 200,
    async stop() {
      await app.close()
      await test.stop()
    },
  }
}
