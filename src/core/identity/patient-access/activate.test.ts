import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { NotAllowedError } from '../../errors.ts'
import { publicVisitor } from './public-visitor.test-support.ts'
import { activate } from './commands/activate.ts'
import { checkCode } from './commands/check-code.ts'
import { AMINA, AMINA_BORN, PASSWORD, startAccessTest, visitor, type AccessTest } from './people.test-support.ts'

const wrongDay = { ...AMINA_BORN, 'birthDate-day': '13' }
const NOT_RIGHT = /The code or the date of birth is not right/

describe('Using a code', () => {
  let test: AccessTest
  let patientId: string
  before(async () => {
    test = await startAccessTest()
    patientId = await test.register(AMINA)
  })
  after(() => test.stop())
  const tryCode = async (code: string, born: Record<string, string> = AMINA_BORN, browser = test.browser()) => {
    await browser.get('/patient/activate')
    return await browser.post('/patient/activate', { code, ...born })
  }

  it('leads from the letter to the record, and signs in', async () => {
    const browser = test.browser()
    const code = await test.codeFor(patientId)
    const checked = await tryCode(code.toLowerCase().replaceAll('-', ' '), AMINA_BORN, browser)
    assert.match((await browser.follow(checked)).text, /How do you want to sign in\?/)
    const chosen = await browser.post('/patient/activate/how', { name: 'nhs-number' })
    assert.match((await browser.follow(chosen)).text, /Choose a password/)
    const step = browser.cookies.get('__Host-troth-session')
    const done = await browser.post(chosen.location!, { password: PASSWORD })
    assert.equal(done.location, '/patient/welcome', done.text)
    assert.notEqual(browser.cookies.get('__Host-troth-session'), step)
    assert.match((await browser.follow(done)).text, /You sign in with your NHS number: Information: 999 000 0018/)
    assert.match((await browser.get('/patient')).text, /Hello, Amina Smith/)
    const actions = (await test.events()).map(({ action }) => action)
    assert.ok(actions.includes('patient-access.activated') && actions.includes('patient-access.signed-in'))

    const again = await tryCode(code)
    assert.equal(again.status, 422)
    assert.match(again.text, NOT_RIGHT)
  })
  it('sets a new password for someone who has a sign-in, and ends their sessions', async () => {
    const old = await test.signedIn(patientId)
    const browser = test.browser()
    const checked = await tryCode(await test.codeFor(patientId), AMINA_BORN, browser)
    assert.match((await browser.follow(checked)).text, /You have a sign-in with Riverside NHS Trust already/)
    await browser.get('/patient/activate/password')
    const done = await browser.post('/patient/activate/password', { password: 'another umbrella sixteen' })
    assert.equal(done.location, '/patient/welcome')
    assert.match((await old.get('/patient')).location ?? '', /^\/patient\/sign-in\?/)
  })
  it('gives a made name to someone without an NHS number', async () => {
    const browser = await test.signedIn(await test.register(visitor('Zoë')))
    assert.match((await browser.get('/patient/welcome')).text, /sign-in name: Information: [a-z]+-[a-z]+-\d{4}/)
  })
  it('acts once when the last form is sent twice', async () => {
    const browser = test.browser()
    const fresh = await test.register(visitor('Twice'))
    await tryCode(await test.codeFor(fresh), AMINA_BORN, browser)
    await browser.get('/patient/activate/password')
    const cookies = new Map(browser.cookies)
    const send = () => browser.post('/patient/activate/password', { password: PASSWORD })
    const [one, other] = await Promise.all([send(), send()])
    assert.deepEqual([one.location, other.location], ['/patient/welcome', '/patient/welcome'])
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    assert.match(
      (await browser.get('/patient/activate/password')).text,
      /If you have just chosen your password, sign in/,
    )
  })
  it('refuses a weak password, and keeps the code', async () => {
    const browser = test.browser()
    await tryCode(await test.codeFor(patientId), AMINA_BORN, browser)
    await browser.get('/patient/activate/password')
    for (const password of ['short', 'password1234', 'mrs amina smith', '999 000 0018']) {
      const answer = await browser.post('/patient/activate/password', { password })
      assert.equal(answer.status, 422, password)
      assert.match(answer.text, /Your password must/, password)
    }
    const done = await browser.post('/patient/activate/password', { password: PASSWORD })
    assert.equal(done.location, '/patient/welcome')
  })
  it('stops after five wrong dates of birth, with the same words for each', async () => {
    const code = await test.codeFor(patientId)
    const answers = new Set<string>()
    for (let tries = 0; tries < 5; tries += 1) {
      const answer = await tryCode(code, wrongDay)
      assert.equal(answer.status, 422)
      answers.add(/<div class="nhsuk-error-summary[\s\S]*?<\/div>\s*<\/div>/.exec(answer.html)?.[0] ?? '')
      test.clock.move(30)
    }
    assert.equal(answers.size, 1)
    assert.match((await tryCode(code)).text, NOT_RIGHT)
    const refused = (await test.events()).filter(({ action }) => action === 'patient-access.code.refused')
    assert.ok(refused.length >= 5 && refused.every(({ subjects }) => subjects[0] === patientId))
  })
  it('says the same for a code that never was, that was used and that was taken back', async () => {
    const revoked = await test.codeFor(patientId)
    const used = await test.codeFor(patientId)
    const browser = test.browser()
    await tryCode(used, AMINA_BORN, browser)
    await browser.get('/patient/activate/password')
    await browser.post('/patient/activate/password', { password: PASSWORD })
    const [never, spent, back] = [await tryCode('0000-0000-0000'), await tryCode(used), await tryCode(revoked)]
    for (const answer of [never, spent, back]) assert.match(answer.text, NOT_RIGHT)
  })
  it('says that it is out of date only to someone who has both right', async () => {
    const code = await test.codeFor(patientId)
    test.clock.move(15 * 24 * 60)
    assert.match((await tryCode(code)).text, /This code is out of date/)
    assert.match((await tryCode(code, wrongDay)).text, NOT_RIGHT)
  })
  it('does not count a slip of the finger', async () => {
    const code = await test.codeFor(patientId)
    const answer = await tryCode(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`)
    assert.match(answer.text, /Enter your code as it is written/)
  })
  it('lets a browser that has shown no code choose nothing', async () => {
    const browser = test.browser()
    assert.match((await browser.get('/patient/activate/password')).text, /Sign in or use your code again/)
    await browser.get('/patient/activate')
    const sent = await browser.post('/patient/activate/password', { password: PASSWORD })
    assert.equal(sent.status, 422)
    const code = await test.codeFor(patientId)
    const { codeId } = await test.codeRow(code)
    await assert.rejects(
      activate(publicVisitor(test), { codeId, name: 'nhs-number', password: () => ({ scheme: 'x', hash: 'x' }) }),
      NotAllowedError,
    )
  })
  it('is refused to a browser that took too long', async () => {
    const browser = test.browser()
    await tryCode(await test.codeFor(patientId), AMINA_BORN, browser)
    test.clock.move(21)
    assert.match((await browser.get('/patient/activate/password')).text, /Sign in or use your code again/)
  })
  it('slows down a network address that tries many codes', async () => {
    const stranger = publicVisitor(test, '203.0.113.9')
    const outcomes = []
    for (let tries = 0; tries < 60; tries += 1) {
      outcomes.push(
        await checkCode(stranger, { code: `00000000${String(tries).padStart(4, '0')}`, birthDate: '1961-03-12' }),
      )
    }
    assert.ok(outcomes.every((outcome) => outcome === 'not-right'))
    const code = (await test.codeFor(patientId)).replaceAll('-', '')
    assert.equal(await checkCode(stranger, { code, birthDate: '1961-03-12' }), 'not-right')
    assert.ok(typeof (await checkCode(publicVisitor(test), { code, birthDate: '1961-03-12' })) === 'object')
  })
})
