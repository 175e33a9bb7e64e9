import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { Browser } from '../../../test/support/browser-without-script.ts'
import { serverOf } from '../../../test/support/identity.ts'
import { createStaffAccount, hashPassword } from '../identity/accounts/index.ts'

const LIMITS = { perAddressPerMinute: 12, perAccountPerMinute: 6, secretsPerMinute: 3 }

describe('Requests are limited', () => {
  let test: TestPlatform
  let app: FastifyInstance
  before(async () => {
    test = await startTestPlatform()
    const platform = { ...test.platform, demonstration: true }
    app = await serverOf(platform, { rateLimits: LIMITS, trustedProxies: ['127.0.0.1'] })
    const password = await hashPassword(platform.keys, 'marmalade otter kettle')
    for (const name of ['a', 'b']) {
      await createStaffAccount(platform, {
        tenantId: test.tenantId,
        name: `Person ${name}`,
        email: `${name}@riverside.example`,
        roles: ['receptionist'],
        password,
        demonstration: true,
      })
    }
  })
  after(async () => {
    await app.close()
    await test.stop()
  })
  const statuses = async (times: number, ask: () => Promise<{ status: number }>) => {
    const answers = []
    for (let at = 0; at < times; at += 1) answers.push((await ask()).status)
    return answers
  }

  it('by network address, and says when to try again', async () => {
    const browser = new Browser(app, '192.0.2.1')
    const answers = await statuses(13, () => browser.get('/staff/sign-in/recovery'))
    assert.deepEqual(answers.slice(-2), [200, 429])
    const refused = await app.inject({ url: '/staff/sign-in', remoteAddress: '192.0.2.1' })
    assert.match(refused.body, /Too many requests/)
    assert.ok(Number(refused.headers['retry-after']) > 0)
  })
  it('but one address does not slow another', async () => {
    assert.equal((await new Browser(app, '192.0.2.2').get('/staff/sign-in/recovery')).status, 200)
  })
  it('more strictly where a secret is checked, and only there', async () => {
    const browser = new Browser(app, '192.0.2.3')
    await browser.get('/staff/sign-in')
    const wrong = { email: 'nobody@riverside.example', password: 'wrong' }
    assert.deepEqual(await statuses(4, () => browser.post('/staff/sign-in', wrong)), [422, 422, 422, 429])
    assert.equal((await browser.get('/staff/sign-in')).status, 200)
  })
  it('by account, from however many addresses', async () => {
    const accountOf = async (name: string, address: string) => {
      const browser = new Browser(app, address)
      await browser.get('/staff/sign-in')
      const label = `Sign in as Person ${name}`
      const before = browser.body.slice(0, browser.body.indexOf(label))
      const row = /name="account" value="([^"]+)"/.exec(before.slice(before.lastIndexOf('name="account"')))?.[1] ?? ''
      assert.equal((await browser.post('/staff/sign-in/as', { account: row })).location, '/staff')
      return browser
    }
    const mine = await accountOf('a', '192.0.2.10')
    const elsewhere = new Browser(app, '192.0.2.11')
    for (const [name, value] of mine.cookies) elsewhere.cookies.set(name, value)
    await statuses(3, () => mine.get('/staff/account'))
    assert.deepEqual(await statuses(4, () => elsewhere.get('/staff/account')), [200, 200, 200, 429])
    assert.match(elsewhere.body, /Too many requests/)
    const colleague = await accountOf('b', '192.0.2.12')
    assert.equal((await colleague.get('/staff/account')).status, 200)
  })
  it('by the address that a trusted proxy reports, and by nothing that a stranger claims', async () => {
    const ask = (remoteAddress: string, forwarded: string) =>
      app.inject({ url: '/staff/sign-in/recovery', remoteAddress, headers: { 'x-forwarded-for': forwarded } })
    const fromProxy = await Promise.all(Array.from({ length: 14 }, (_, at) => ask('127.0.0.1', `198.51.100.${at}`)))
    assert.ok(fromProxy.every((answer) => answer.statusCode === 200))
    const claimed = await Promise.all(Array.from({ length: 14 }, (_, at) => ask('192.0.2.20', `198.51.100.${at}`)))
    assert.ok(claimed.some((answer) => answer.statusCode === 429))
  })
})
