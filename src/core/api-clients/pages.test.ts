import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../../test/support/browser-without-script.ts'
import { startTestPlatform, STAFF_ID, type TestPlatform } from '../../../test/support/test-platform.ts'
import { onPlatform } from '../database/in-tenant.ts'
import { COOKIES } from '../http/cookies.ts'
import { buildServer } from '../http/server.ts'
import { startSession } from '../identity/sessions/commands.ts'
import { SESSION_LIMITS } from '../identity/sessions/session.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import { startImport } from '../imports/index.ts'
import type { Role } from '../policy/roles.ts'
import { apiClientsPath, newApiClientPath } from './paths.ts'

describe('The pages of connected systems and of imports', () => {
  let test: TestPlatform
  let app: Browser['app']
  let roles: Role[] = ['administrator']
  before(async () => {
    test = await startTestPlatform()
    app = await buildServer(test.platform, {
      findSignedIn: (_platform, session) =>
        Promise.resolve({
          actor: { kind: 'staff', id: session.accountId, roles, rights: [] },
          name: 'Ada Admin',
          roleName: 'Administrator',
          limits: SESSION_LIMITS.administrator,
        }),
      demonstration: false,
      publicUrl: 'http://localhost',
      rateLimits: false,
    })
  })
  after(async () => {
    await app.close()
    await test.stop()
  })

  const signIn = async (as: Role): Promise<Browser> => {
    roles = [as]
    const who = { tenantId: test.tenantId, accountId: STAFF_ID, accountKind: 'staff' } as const
    const { token } = await onPlatform<SessionTables, { token: string }>(test.platform, (tx) =>
      startSession(tx, test.platform.clock, who, SESSION_LIMITS.administrator),
    )
    const browser = new Browser(app)
    browser.cookies.set(COOKIES.session.name, token)
    return browser
  }
  const answers = { name: 'Hospital system', scopes: ['system/Patient.rs'], purpose: 'direct-care', life: '90' }
  const tokenOn = (page: string): string => /troth_[\w-]{43}/.exec(page)?.[0] ?? assert.fail('no token was shown')
  const metadata = (token: string) =>
    app.inject({ url: '/fhir/R4/Patient', headers: { authorization: `Bearer ${token}` } })

  it('show the token of a new system once, and it works', async () => {
    const browser = await signIn('administrator')
    await browser.send(newApiClientPath(), answers)
    const token = tokenOn(browser.body)
    assert.equal((await metadata(token)).statusCode, 200)
    await browser.get(apiClientsPath())
    assert.match(browser.body, /Hospital system/)
    assert.doesNotMatch(browser.body, /troth_/)
  })
  it('say what is missing, and keep what was typed', async () => {
    const browser = await signIn('administrator')
    const answer = await browser.send(newApiClientPath(), { name: 'Half typed' })
    assert.equal(answer.status, 422)
    assert.match(browser.body, /Select what the system can do/)
    assert.match(browser.body, /Half typed/)
  })
  it('stop a system for good', async () => {
    const browser = await signIn('administrator')
    await browser.send(newApiClientPath(), { ...answers, name: 'To be stopped' })
    const token = tokenOn(browser.body)
    await browser.get(apiClientsPath())
    const stop = /href="([^"]+\/stop)"[^>]*>\s*Stop<span[^>]*> To be stopped/.exec(browser.body)?.[1]
    assert.ok(stop)
    assert.equal((await browser.send(stop, {})).status, 303)
    assert.equal((await metadata(token)).statusCode, 401)
  })
  it('are refused to those who do not run the service', async () => {
    for (const path of [apiClientsPath(), newApiClientPath(), '/staff/administration/imports'])
      assert.equal((await (await signIn('doctor')).get(path)).status, 403, path)
  })
  it('let the data protection officer look, and no more', async () => {
    const browser = await signIn('data-protection-officer')
    assert.equal((await browser.get(apiClientsPath())).status, 200)
    assert.doesNotMatch(browser.body, /Connect a system/)
    assert.equal((await browser.get(newApiClientPath())).status, 403)
  })
  it('list imports and show one, in its own organisation only', async () => {
    const by = test.as(['system'], { purpose: 'administration' })
    const hash = 'ab'.repeat(32)
    const start = {
      kind: 'patients',
      mode: 'apply',
      format: 'csv',
      fileHash: hash,
      settingsHash: hash,
      fileBytes: 1,
    } as const
    const { runId } = await startImport(by, start)
    const { runId: foreign } = await startImport({ ...by, tenantId: test.otherTenantId }, start)
    const browser = await signIn('administrator')
    await browser.get('/staff/administration/imports')
    assert.match(browser.body, new RegExp(runId))
    assert.doesNotMatch(browser.body, new RegExp(foreign))
    assert.equal((await browser.get(`/staff/administration/imports/${runId}`)).status, 200)
    assert.match(browser.body, /This has not finished/)
    for (const id of [foreign, 'not-an-id'])
      assert.equal((await browser.get(`/staff/administration/imports/${id}`)).status, 404)
  })
})
