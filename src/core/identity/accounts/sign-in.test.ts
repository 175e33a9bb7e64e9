import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import { buildServer } from '../../http/server.ts'
import { createStaffAccount } from './commands/add-staff.ts'
import { findSignedIn } from './find-signed-in.ts'
import { Browser } from '../../../../test/support/browser-without-script.ts'

const PASSWORD = 'correct horse battery'

describe('Signing in', () => {
  let test: TestPlatform
  let app: FastifyInstance
  before(async () => {
    test = await startTestPlatform()
    test = { ...test, platform: { ...test.platform, demonstration: true } }
    app = await buildServer(test.platform, {
      findSignedIn,
      demonstration: true,
      publicUrl: 'http://localhost',
      rateLimits: false,
    })
    await createStaffAccount(test.platform, {
      tenantId: test.tenantId,
      name: 'Amina Khan',
      email: 'nurse@riverside.example',
      roles: ['nurse'],
      registrations: [{ register: 'nmc', number: '12A3456E' }],
      password: PASSWORD,
      demonstration: true,
    })
  })
  after(async () => {
    await app.close()
    await test.stop()
  })
  it('works', async () => {
    const browser = new Browser(app)
    const a = await browser.send('/staff/sign-in?next=%2Fstaff%2Faccount', {
      email: 'Nurse@Riverside.example',
      password: PASSWORD,
    })
    assert.equal(a.location, '/staff/account', a.body)
    const b = await browser.send('/staff/sign-in', { email: 'Nurse@Riverside.example', password: 'wrong wrong wrong' })
    assert.equal(b.status, 422)
    console.log(/<main[\s\S]*<\/main>/.exec(b.body)?.[0])
  })
})
