import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { platformReader } from '../../database/platform-reader.ts'
import { systemContext } from '../../context.ts'
import { newUuid } from '../../values/uuid.ts'
import { sweepAccess } from './commands/sweep-access.ts'
import { startStep } from './commands/steps.ts'
import { AMINA, AMINA_BORN, PASSWORD, visitor, startAccessTest, type AccessTest } from './people.test-support.ts'
import type { PatientAccessTables } from './tables.ts'

const NEW = 'seventeen green kettles'

describe('Looking after one’s own sign-in', () => {
  let test: AccessTest
  let patientId: string
  before(async () => {
    test = await startAccessTest()
    patientId = await test.register(AMINA)
  })
  after(() => test.stop())

  it('changes the password, goes on here, and signs out everywhere else', async () => {
    const elsewhere = await test.signedIn(patientId)
    const first = test.browser()
    await first.get('/patient/sign-in')
    await first.post('/patient/sign-in', { name: '9990000018', password: PASSWORD })
    await first.get('/patient/password')
    const wrong = await first.post('/patient/password', { current: 'wrong wrong wrong', password: NEW })
    assert.match(wrong.text, /The password is not right/)
    assert.match(
      (await first.post('/patient/password', { current: PASSWORD, password: 'short' })).text,
      /New password must/,
    )
    const changed = await first.post('/patient/password', { current: PASSWORD, password: NEW })
    assert.equal(changed.location, '/patient?notice=password')
    assert.match((await first.follow(changed)).text, /Your password has been changed/)
    assert.match((await elsewhere.get('/patient')).location ?? '', /^\/patient\/sign-in/)
    const again = test.browser()
    await again.get('/patient/sign-in')
    assert.equal((await again.post('/patient/sign-in', { name: '9990000018', password: PASSWORD })).status, 422)
    assert.equal((await again.post('/patient/sign-in', { name: '9990000018', password: NEW })).location, '/patient')
  })
  it('waits after five wrong passwords', async () => {
    const browser = await test.signedIn(patientId)
    await browser.get('/patient/password')
    for (let tries = 0; tries < 5; tries += 1) {
      await browser.post('/patient/password', { current: 'wrong wrong wrong', password: NEW })
    }
    assert.equal((await browser.post('/patient/password', { current: PASSWORD, password: NEW })).status, 422)
    test.clock.move(9)
    await browser.get('/patient')
    test.clock.move(8)
    await browser.get('/patient/password')
    assert.equal((await browser.post('/patient/password', { current: PASSWORD, password: NEW })).status, 303)
  })
  it('keeps a mobile number for codes, and can forget it', async () => {
    const browser = await test.signedIn(patientId)
    await browser.get('/patient/mobile')
    assert.equal((await browser.post('/patient/mobile', { mobile: '01632 960123' })).status, 422)
    assert.equal((await browser.post('/patient/mobile', { mobile: '07700 900777' })).location, '/patient?notice=mobile')
    assert.match((await browser.get('/patient/mobile')).html, /value="07700 900777"/)
    assert.equal((await browser.post('/patient/mobile', { mobile: '' })).location, '/patient?notice=mobile')
    assert.equal((await browser.post('/patient/mobile', { mobile: '' })).location, '/patient')
  })
  it('signs out', async () => {
    const browser = await test.signedIn(patientId)
    const html = (await browser.get('/patient')).html
    const csrf = /action="\/sign-out"[\s\S]*?name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const out = await browser.post('/sign-out', { _csrf: csrf })
    assert.equal(out.location, '/patient/sign-in?notice=signed-out')
    assert.match((await browser.follow(out)).text, /You have signed out/)
    assert.match((await browser.get('/patient')).location ?? '', /^\/patient\/sign-in/)
  })
  it('ends the session that the browser had as soon as a code is typed in it', async () => {
    const library = await test.signedIn(patientId)
    const before = library.cookies.get('__Host-troth-session') ?? ''
    const other = await test.register(visitor('Library'))
    await library.get('/patient/activate')
    const begun = await library.post('/patient/activate', { code: await test.codeFor(other), ...AMINA_BORN })
    assert.equal(begun.status, 303, begun.text)
    const left = test.browser()
    left.cookies.set('__Host-troth-session', before)
    assert.match((await left.get('/patient')).location ?? '', /^\/patient\/sign-in/)
  })
  it('leaves nothing behind where the organisation is not known', async () => {
    await test.codeFor(patientId)
    await startStep(test.platform, 'activate', [{ tenantId: test.tenantId, id: patientId }])
    test.clock.move(17 * 24 * 60)
    await sweepAccess(systemContext(test.platform, test.tenantId, newUuid(test.clock.now())))
    const platform = platformReader<PatientAccessTables>(test.platform)
    assert.deepEqual(await platform.selectFrom('core.activation_lookup').selectAll().execute(), [])
    assert.deepEqual(await platform.selectFrom('core.patient_sign_in_step').selectAll().execute(), [])
  })
})
