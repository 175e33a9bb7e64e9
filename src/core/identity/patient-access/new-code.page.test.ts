import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTenant } from '../../database/in-tenant.ts'
import type { TaskTables } from '../../tasks/tables.ts'
import { AMINA, startAccessTest, visitor, type AccessTest } from './people.test-support.ts'

const amina = {
  givenName: 'Amina',
  familyName: 'smith',
  'birthDate-day': '12',
  'birthDate-month': '3',
  'birthDate-year': '1961',
  knowsNumber: 'yes',
  nhsNumber: '999 000 0018',
  postcode: '',
}

describe('Asking for a letter with a code', () => {
  let test: AccessTest
  let patientId: string
  before(async () => {
    test = await startAccessTest()
    patientId = await test.register(AMINA)
    await test.register(visitor('Twin'))
    await test.register({ ...visitor('Twin'), contactPoints: [] })
  })
  after(() => test.stop())
  const ask = async (over: Partial<typeof amina> = {}) => {
    const browser = test.browser()
    await browser.get('/riverside/new-code')
    return await browser.post('/riverside/new-code', { ...amina, ...over })
  }
  const mainOf = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0]
  const tasks = (tenantId = test.tenantId) =>
    inTenant<TaskTables, { patient_id: string | null; closed_at: Date | null }[]>(
      { ...test.platform, tenantId },
      (tx) =>
        tx
          .selectFrom('core.task')
          .select(['patient_id', 'closed_at'])
          .where('reason', '=', 'patient-access.send-code')
          .execute(),
    )

  it('is reached from help, which names the organisations and says what is not possible yet', async () => {
    const help = await test.browser().get('/patient/sign-in/help')
    assert.match(help.html, /href="\/riverside\/new-code"/)
    assert.match(help.text, /You cannot sign in for another person yet/)
    assert.equal((await test.browser().get('/nowhere/new-code')).status, 404)
  })
  it('makes one task for the one record that fits, however often it is asked', async () => {
    assert.equal((await ask()).status, 200)
    assert.equal((await ask({ knowsNumber: 'no', nhsNumber: '', postcode: 'LS1 1AA' })).status, 200)
    assert.deepEqual(await tasks(), [{ patient_id: patientId, closed_at: null }])
  })
  it('gives the same page to someone with no record, to one of two who are alike, and to someone who asks too often', async () => {
    const known = mainOf((await ask()).html)
    for (const over of [
      { nhsNumber: '999 000 0026' },
      { familyName: 'Jones' },
      { givenName: 'Twin', familyName: 'Visitor', knowsNumber: 'no', nhsNumber: '', postcode: 'LS1 1AA' },
    ]) {
      assert.equal(mainOf((await ask(over)).html), known, JSON.stringify(over))
    }
    for (let times = 0; times < 6; times += 1) assert.equal(mainOf((await ask()).html), known)
    assert.equal((await tasks()).length, 1)
    assert.deepEqual(await tasks(test.otherTenantId), [])
  })
  it('asks for what is missing, and keeps what was typed', async () => {
    const answer = await ask({ nhsNumber: '999 000 0019', familyName: '' })
    assert.equal(answer.status, 422)
    assert.match(answer.text, /Enter last name/)
    assert.match((await ask({ nhsNumber: '999 000 0019' })).text, /NHS number/)
    assert.match((await ask({ knowsNumber: 'no', postcode: 'LS1' })).text, /Enter your full postcode/)
  })
  it('is done when a code is made', async () => {
    await test.codeFor(patientId)
    assert.ok((await tasks())[0]?.closed_at)
  })
})
