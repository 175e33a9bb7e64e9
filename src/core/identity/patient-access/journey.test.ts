import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { browserLike } from '../../../../test/support/browser-like.ts'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import { AMINA, codeFor, register, serverOf } from './people.test-support.ts'

const PASSWORD = 'teapot umbrella sixteen'
const born = { 'birthDate-day': '12', 'birthDate-month': '3', 'birthDate-year': '1961' }

describe('Beginning with a code', () => {
  let test: TestPlatform
  let server: FastifyInstance
  let patientId: string
  before(async () => {
    test = await startTestPlatform()
    server = await serverOf(test)
    patientId = await register(test, AMINA)
  })
  after(async () => {
    await server.close()
    await test.stop()
  })

  it('leads from the letter to the record', async () => {
    const browser = browserLike(server)
    const code = await codeFor(test, patientId)
    await browser.get('/patient/activate')
    const checked = await browser.post('/patient/activate', { code: code.toLowerCase().replaceAll('-', ' '), ...born })
    assert.equal(checked.status, 303, checked.text)
    const named = await browser.follow(checked)
    assert.match(named.text, /How do you want to sign in\?/)
    const chosen = await browser.post('/patient/activate/name', { name: 'nhs-number' })
    const asked = await browser.follow(chosen)
    assert.match(asked.text, /Choose a password/)
    const done = await browser.post(chosen.location!, { password: PASSWORD })
    assert.equal(done.location, '/patient/welcome', done.text)
    const welcome = await browser.follow(done)
    assert.match(welcome.text, /You sign in with your NHS number: Information: 999 000 0018/)
  })
})
