import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { BrowserLike } from '../../../../test/support/browser-like.ts'
import { createStaffAccount } from '../accounts/commands/add-staff.ts'
import { onPlatform } from '../../database/in-tenant.ts'
import { markSensitive } from '../../patients/commands/mark-sensitive.ts'
import type { StaffRole } from '../../policy/roles.ts'
import { startSession } from '../sessions/commands.ts'
import { SESSION_LIMITS } from '../sessions/session.ts'
import type { SessionTables } from '../sessions/tables.ts'
import { AMINA, startAccessTest, visitor, type AccessTest } from './people.test-support.ts'

async function staffBrowser(test: AccessTest, role: StaffRole, tenantId = test.tenantId): Promise<BrowserLike> {
  const accountId = await createStaffAccount(test.platform, {
    tenantId,
    name: 'Rita Reed',
    email: `${role}@riverside.example`,
    roles: [role],
    password: { scheme: 'bcrypt-hmac-sha384', hash: '$2b$11$kimAbgyHPXOkhddUC0wlfu4obgo1a01/NTj9kXCkVjoO6XjzgIQYW' },
  })
  const { token } = await onPlatform<SessionTables, { token: string }>(test.platform, (tx) =>
    startSession(tx, test.clock, { tenantId, accountId, accountKind: 'staff' }, SESSION_LIMITS.staff),
  )
  const fresh = test.browser()
  fresh.cookies.set('__Host-troth-session', token)
  return fresh
}

describe('The page on which staff give access', () => {
  let test: AccessTest
  let patientId: string
  let browser: BrowserLike
  before(async () => {
    test = await startAccessTest({ publicUrl: 'https://troth.example' })
    patientId = await test.register(AMINA)
    browser = await staff('receptionist')
  })
  after(() => test.stop())
  const staff = (role: StaffRole, tenantId = test.tenantId) => staffBrowser(test, role, tenantId)
  const path = (whom = patientId) => `/staff/patients/${whom}/access`
  const letterFor = async (whom: string, by = browser) => {
    await by.get(path(whom))
    return await by.post(path(whom), { channel: 'letter' })
  }

  it('has the identity banner, says that there is no access yet, and that texts are not set up', async () => {
    const page = await browser.get(path())
    assert.match(page.html, /aria-label="Patient SMITH, Amina \(Mrs\)"/)
    assert.match(page.text, /Has not signed in yet/)
    assert.match(page.text, /Text messages are not set up here/)
    assert.doesNotMatch(page.html, /value="text"/)
    assert.match(page.text, /nobody can sign in for another person yet/)
  })
  it('shows a letter once: to whom, from whom, where to go, the code and its last day', async () => {
    const letter = await letterFor(patientId)
    assert.equal(letter.status, 200)
    assert.match(letter.text, /Mrs Amina Smith 1 High Street Leeds LS1 1AA/)
    assert.match(letter.text, /Go to troth\.example\/patient\/activate/)
    assert.match(
      letter.text,
      /Your code: [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4} Your code works until the end of 6 December 2026/,
    )
    assert.match(letter.html, /troth-letter--12/)
    const page = await browser.get(path())
    assert.match(page.text, /Not used yet. Letter, made on 22 November 2026 at 10am by Rita Reed/)
    assert.doesNotMatch(page.text, /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)
  })
  it('gives the same letter to a double click', async () => {
    const first = await browser.get(path())
    const send = () => browser.post(path(), { channel: 'letter' })
    const [one, other] = await Promise.all([send(), send()])
    const codeOf = (text: string) => /Your code: (\S+)/.exec(text)?.[1]
    assert.ok(codeOf(one.text))
    assert.equal(codeOf(one.text), codeOf(other.text))
    test.clock.move(3)
    const hidden = Object.fromEntries(
      [...first.html.matchAll(/name="(_[a-z]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
    )
    const late = await browser.post(path(), { channel: 'letter' }, hidden)
    assert.match(late.text, /was shown before, and is not shown again/)
  })
  it('prints large for those who need it, and warns where print is not enough', async () => {
    const large = await test.register({
      ...visitor('Large'),
      communication: {
        language: 'pl',
        interpreterRequired: false,
        accessibleNeeds: ['large-print-24', 'braille'],
        needsAskedOn: undefined,
        preferredChannel: undefined,
      },
    })
    const letter = await letterFor(large)
    assert.match(letter.html, /troth-letter--24/)
    assert.match(letter.text, /Printed words alone do not reach this person/)
    assert.match(letter.text, /Order the letter in contracted \(Grade 2\) braille/)
    assert.match(letter.text, /This letter is in English. This person reads Polish/)
  })
  it('says so when there is nowhere to post to, and hides the address of a sensitive record', async () => {
    const nowhere = await test.register({ ...visitor('Nowhere'), addresses: [] })
    assert.match((await letterFor(nowhere)).text, /There is no address to post this to/)
    const hidden = await test.register(visitor('Hidden'))
    await markSensitive(test.as(['nurse'], { rights: ['see-sensitive-records'] }), {
      patientId: hidden,
      version: 1,
      sensitive: true,
    } as never)
    const letter = await letterFor(hidden)
    assert.match(letter.text, /The address is hidden, as this is a sensitive record/)
    assert.doesNotMatch(letter.text, /High Street/)
  })
  it('offers nothing for a child, and says why', async () => {
    const child = await test.register({ ...visitor('Child'), birthDate: '2015-01-01' })
    const page = await browser.get(path(child))
    assert.match(page.text, /This person is under 16/)
    assert.doesNotMatch(page.text, /Make a code/)
  })
  it('stops access at once, with a reason, and says so', async () => {
    const patient = await test.signedIn(patientId)
    await browser.get(`${path()}/withdraw`)
    assert.equal((await browser.post(`${path()}/withdraw`, {})).status, 422)
    const stopped = await browser.post(`${path()}/withdraw`, { reason: 'asked-by-patient' })
    assert.equal(stopped.location, `${path()}?notice=withdrawn`)
    assert.match((await browser.follow(stopped)).text, /Stopped on .*: the patient asked us to/)
    assert.match((await patient.get('/patient')).location ?? '', /^\/patient\/sign-in/)
  })
  it('says so when there is no access to stop', async () => {
    const nobody = await test.register(visitor('Nobody'))
    await browser.get(`${path(nobody)}/withdraw`)
    const answer = await browser.post(`${path(nobody)}/withdraw`, { reason: 'safeguarding' })
    assert.equal(answer.status, 422)
    assert.match(answer.text, /There is nothing to stop/)
  })
  it('is not for other roles, nor for another organisation', async () => {
    assert.equal((await (await staff('website-editor')).get(path())).status, 403)
    const stranger = await staff('care-coordinator', test.otherTenantId)
    assert.equal((await stranger.get(path())).status, 404)
    assert.equal((await stranger.get(`${path()}/withdraw`)).status, 404)
  })
})

describe('Where texts can be sent, the page on which staff give access', () => {
  let test: AccessTest
  before(async () => {
    test = await startAccessTest({
      publicUrl: 'https://troth.example',
      doors: { text: { handOver: () => Promise.resolve({ result: 'handed-over' }) } },
    })
  })
  after(() => test.stop())

  it('says how each number ends, and lets staff choose', async () => {
    const patientId = await test.register(AMINA)
    const patient = await test.signedIn(patientId)
    const staff = await staffBrowser(test, 'receptionist')
    const path = `/staff/patients/${patientId}/access`
    assert.doesNotMatch((await staff.get(path)).html, /text-to-account/)
    await patient.get('/patient/mobile')
    await patient.post('/patient/mobile', { mobile: '07700 900777' })
    const page = await staff.get(path)
    assert.match(page.text, /to the number on their record Ends in 0123. Ask them whether that is theirs/)
    assert.match(page.text, /to the number they gave online for codes Ends in 0777/)
    assert.doesNotMatch(page.text, /7700900/)
    assert.equal((await staff.post(path, { channel: 'text-to-account' })).location, `${path}?notice=texted`)
  })
})
