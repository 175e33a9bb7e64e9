import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { BrowserLike } from '../../../test/support/browser-like.ts'
import { record } from '../audit/record.ts'
import type { CoreTables } from '../command.ts'
import { inTenant } from '../database/in-tenant.ts'
import { AMINA, startAccessTest, visitor, type AccessTest } from '../identity/patient-access/people.test-support.ts'
import { createStaffAccount } from '../identity/accounts/commands/add-staff.ts'
import type { TaskTables } from '../tasks/tables.ts'

describe('Who has looked at one’s record', () => {
  let test: AccessTest
  let patientId: string
  let nurseId: string
  let browser: BrowserLike
  before(async () => {
    test = await startAccessTest()
    patientId = await test.register(AMINA)
    nurseId = await createStaffAccount(test.platform, {
      tenantId: test.tenantId,
      name: 'Nadia Naylor',
      email: 'nadia@riverside.example',
      roles: ['nurse'],
      registrations: [{ register: 'nmc', number: '12A3456E' }],
    })
    await inTenant<TaskTables, void>(test.as([]), async (tx) => {
      const team = { tenant_id: test.tenantId, team_id: '88888888-8888-4888-8888-888888888888' }
      await tx
        .insertInto('core.team')
        .values({ ...team, name: 'Rheumatology', role: null, created_at: test.clock.now(), closed_at: null })
        .execute()
      await tx
        .insertInto('core.team_member')
        .values({ ...team, account_id: nurseId, is_lead: false, added_at: test.clock.now() })
        .execute()
    })
    browser = await test.signedIn(patientId)
  })
  after(() => test.stop())
  const look = (times: number, subject = patientId) =>
    inTenant<CoreTables, void>(test.as(['nurse']), async (tx) => {
      for (let time = 0; time < times; time += 1) {
        await record(tx, test.as(['nurse'], { actorId: nurseId }), {
          action: 'patient.view.viewed',
          outcome: 'viewed',
          subjects: [subject],
        })
      }
    })

  it('says role, team, time and what, and no name', async () => {
    await look(1)
    const page = await browser.get('/patient/access-history')
    assert.match(page.text, /Nurse, Rheumatology/)
    assert.match(page.text, /Looked at your record/)
    assert.match(page.text, /Receptionist.*Made a code for you to sign in/)
    assert.doesNotMatch(page.html, /Nadia|Naylor/)
    assert.doesNotMatch(page.html, new RegExp(nurseId))
  })
  it('keeps the person’s own visits apart', async () => {
    await browser.get('/patient/details')
    assert.doesNotMatch((await browser.get('/patient/access-history')).text, /Signed in /)
    const own = await browser.get('/patient/access-history/own')
    assert.match(own.text, /Signed in/)
    assert.doesNotMatch(own.text, /Nurse/)
  })
  it('shows nothing of other people', async () => {
    await look(1, await test.register(visitor('Other')))
    const before = (await browser.get('/patient/access-history')).html.match(/<tr/g)?.length
    await look(1, await test.register(visitor('Another')))
    assert.equal((await browser.get('/patient/access-history')).html.match(/<tr/g)?.length, before)
  })
  it('shows names where the organisation chose so', async () => {
    await inTenant(test.as([]), (tx) =>
      sql`update core.organisation set settings = '{"staffNamesForPatients": true}' where tenant_id = ${test.tenantId}`.execute(
        tx,
      ),
    )
    assert.match((await browser.get('/patient/access-history')).text, /Nadia Naylor, Nurse, Rheumatology/)
  })
  it('is shown a page at a time, and never more than its pages', async () => {
    await look(60)
    const first = await browser.get('/patient/access-history')
    assert.match(first.html, /href="\/patient\/access-history\?page=2"/)
    assert.equal((await browser.get('/patient/access-history?page=2')).status, 200)
    assert.equal((await browser.get('/patient/access-history?page=0')).status, 400)
    assert.equal((await browser.get('/patient/access-history?page=one')).status, 400)
  })
})
