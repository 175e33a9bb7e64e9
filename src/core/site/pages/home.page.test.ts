import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { Browser } from '../../../../test/support/browser-without-script.ts'
import { serverOf } from '../../../../test/support/identity.ts'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'

describe('The front page', () => {
  let test: TestPlatform
  let app: FastifyInstance
  before(async () => {
    test = await startTestPlatform()
    app = await serverOf(test.platform)
  })
  after(async () => {
    await app.close()
    await test.stop()
  })

  it('leads only to what is there', async () => {
    const { body } = await new Browser(app).get('/')
    const addresses = [...new Set([...body.matchAll(/<a [^>]*href="(\/[^"#]*)"/g)].map(([, href]) => href!))]
    assert.ok(addresses.length >= 6, addresses.join())
    for (const address of addresses) {
      const { status } = await new Browser(app).get(address)
      assert.ok(status < 400, `${address} answers ${status}`)
    }
  })
  it('promises no service that is not built', async () => {
    const { body } = await new Browser(app).get('/')
    assert.doesNotMatch(body, /medicines at home|your follow-up|your messages|appointments|\/promises|\/provider/i)
  })
})
