import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startAdministrationTest, type AdministrationTest } from '../../../../test/support/administration.ts'
import { Browser } from '../../../../test/support/browser-without-script.ts'
import { emailsOf, linkIn } from '../../../../test/support/identity.ts'
import { PASSWORD } from '../../../../test/support/staff-sign-in.ts'
import { createApiClient } from '../../api-clients/index.ts'
import { inTenant } from '../../database/in-tenant.ts'
import { makeLink } from '../accounts/commands/sign-in-links.ts'
import { createStaffAccount } from '../accounts/index.ts'
import type { IdentityTables } from '../accounts/tables.ts'
import { changeAccess } from './commands/change-access.ts'
import { changeDetails } from './commands/change-details.ts'
import { weekdayHours } from '../../values/working-hours.ts'
import { changeOrganisation } from './commands/change-organisation.ts'
import { createAdministrator, createUser } from './commands/from-the-command-line.ts'
import { recordLeaving } from './commands/leave.ts'
import { resetAccount } from './commands/reset-account.ts'

const NURSE = {
  roles: ['nurse'] as const,
  rights: [],
  registrations: [{ register: 'nmc' as const, number: '12A3456E' }],
}

describe('Administration', () => {
  let given: AdministrationTest
  before(async () => {
    given = await startAdministrationTest()
  })
  after(() => given.stop())

  describe('changing what someone may do', () => {
    it('signs them out, and gives the new roles and rights from the next sign-in', async () => {
      const person = await given.someone()
      const browser = await given.signedIn(person)
      const change = {
        ...NURSE,
        rights: ['merge-records'] as const,
        accountId: person.accountId,
        version: person.version,
      }
      assert.equal(await changeAccess(given.admin(), change), 'done')
      assert.equal(await given.works(browser), false)
      assert.equal(
        (await (await given.signedIn(person)).get('/staff/account')).body.includes('Merge and unmerge'),
        true,
      )
      assert.deepEqual((await given.get(person.accountId)).roles, ['nurse'])
    })
    it('refuses a regulated role without its registration, and one that someone else holds', async () => {
      const person = await given.someone()
      const change = { accountId: person.accountId, version: person.version, roles: ['nurse'] as const, rights: [] }
      assert.equal(await changeAccess(given.admin(), { ...change, registrations: [] }), 'registration-missing')
      assert.equal(
        await changeAccess(given.admin(), { ...change, registrations: NURSE.registrations }),
        'registration-taken',
      )
    })
    it('is refused to those who do not administer, on the page too', async () => {
      const nurse = await given.someone()
      const browser = await given.signedIn(nurse)
      for (const path of ['', '/people', '/people/invite', `/people/${given.boss.accountId}/access`, '/organisation']) {
        assert.equal((await browser.get(`/staff/administration${path}`)).status, 403, path)
      }
      assert.equal((await browser.get('/staff/account')).body.includes('href="/staff/administration"'), false)
      assert.equal(
        (await (await given.signedIn(given.boss)).get('/staff/account')).body.includes('href="/staff/administration"'),
        true,
      )
    })
    it('through the page: the missing number is said where it is missing', async () => {
      const person = await given.someone()
      const browser = await given.signedIn(given.boss)
      const path = `/staff/administration/people/${person.accountId}/access`
      const refused = await browser.send(path, { roles: ['nurse', 'administrator'] })
      assert.equal(refused.status, 422)
      assert.match(refused.body, /Enter the NMC number, which a nurse must have/)
      const saved = await browser.post(path, { roles: ['nurse', 'administrator'], nmc: '13b4567c' })
      assert.equal(saved.location, `/staff/administration/people/${person.accountId}?notice=saved`, saved.body)
      assert.deepEqual((await given.get(person.accountId)).registrations, [{ register: 'nmc', number: '13B4567C' }])
    })
  })

  describe('what opens the most doors', () => {
    const LONG_AGO = () => ({ confirmedAt: new Date(given.clock.now().getTime() - 11 * 60_000) })
    const refused = { name: 'NotAllowedError' }
    it('asks whoever sits at the screen to prove that it is them', async () => {
      const person = await given.someone()
      const browser = await given.signedIn(given.boss)
      for (let minutes = 0; minutes < 12; minutes += 6) {
        given.clock.forward(6 * 60)
        await browser.get('/staff/account')
      }
      const of = `/staff/administration/people/${person.accountId}`
      for (const path of [`${of}/access`, `${of}/details`, `${of}/reset`, '/staff/administration/api-clients/new']) {
        const { location } = await browser.get(path)
        assert.equal(location, `/staff/confirm?next=${encodeURIComponent(path)}`)
      }
    })
    it('is refused in the commands too', async () => {
      const person = await given.someone()
      const { accountId, version, name, email } = person
      const admin = given.admin(LONG_AGO())
      const access = { roles: ['administrator'] as const, rights: [], registrations: [] }
      await assert.rejects(changeAccess(admin, { accountId, version, ...access }), refused)
      await assert.rejects(changeDetails(admin, { accountId, version, name, email }), refused)
      await assert.rejects(resetAccount(admin, { accountId, version, reason: 'x' }), refused)
      assert.deepEqual((await given.get(accountId)).roles, ['receptionist'])
      const system = { purpose: 'direct-care', scopes: [], rights: [], days: 1, tokenHash: '00'.repeat(32) } as const
      await assert.rejects(createApiClient(admin, { name: 'X', ...system }), refused)
    })
  })

  describe('correcting an e-mail address', () => {
    it('moves the sign-in, ends sessions and tells the old address', async () => {
      const person = await given.someone()
      const browser = await given.signedIn(person)
      const email = given.newEmail()
      const change = { accountId: person.accountId, version: person.version, name: 'New Name', email }
      assert.equal(await changeDetails(given.admin(), change), 'done')
      assert.equal(await given.works(browser), false)
      const old = await new Browser(given.app).send('/staff/sign-in', { email: person.email, password: PASSWORD })
      assert.equal(old.status, 422)
      await given.signedIn({ ...person, email })
      assert.match((await emailsOf(given.admin())).at(-1)?.text ?? '', /This address no longer works/)
    })
    it('refuses the address of a colleague', async () => {
      const [one, other] = [await given.someone(), await given.someone()]
      const change = { accountId: one.accountId, version: one.version, name: one.name, email: other.email }
      assert.equal(await changeDetails(given.admin(), change), 'email-taken')
    })
  })

  describe('a reset', () => {
    it('takes away what proves it is them, keeps the reason and sends a new link', async () => {
      const person = await given.someone()
      const browser = await given.signedIn(person)
      const reset = { accountId: person.accountId, version: person.version, reason: 'Lost phone, seen in person' }
      assert.equal(await resetAccount(given.admin(), reset), 'done')
      assert.equal(await given.works(browser), false)
      const answer = await new Browser(given.app).send('/staff/sign-in', { email: person.email, password: PASSWORD })
      assert.equal(answer.status, 422)
      const path = linkIn((await emailsOf(given.admin())).at(-1)?.text ?? '')
      const setUp = await new Browser(given.app).send(path, { password: 'walnut harbour pepper', code: '' })
      assert.match(setUp.location ?? '', /account-ready/)
    })
    it('is for active accounts', async () => {
      const person = await given.someone()
      await recordLeaving(given.admin(), { accountId: person.accountId, version: 1 })
      assert.equal(
        await resetAccount(given.admin(), { accountId: person.accountId, version: 2, reason: 'x' }),
        'not-active',
      )
    })
  })

  describe('the list of people', () => {
    it('filters, sorts and gives a file that no spreadsheet takes for a formula', async () => {
      await createStaffAccount(given.platform, {
        tenantId: given.test.tenantId,
        name: '=HYPERLINK("x")',
        email: 'zz.formula@riverside.example',
        roles: ['receptionist'],
      })
      const browser = await given.signedIn(given.boss)
      const filtered = await browser.get('/staff/administration/people?text=zz.form&role=receptionist&status=invited')
      assert.match(filtered.body, /1 result/)
      assert.match((await browser.get('/staff/administration/people?text=zz%25')).body, /Nobody matches/)
      assert.equal((await browser.get('/staff/administration/people?role=nonsense&page=-3&sort=x')).status, 200)
      const link =
        /href="([^"]+)" download/.exec((await browser.get('/staff/administration/people?status=invited')).body)?.[1] ??
        ''
      const file = await browser.get(link.replaceAll('&amp;', '&'))
      assert.match(file.body, /Name,Email address,Status/)
      assert.equal(/(^|,)=HYPERLINK/m.test(file.body), false)
      assert.equal(file.body.includes(given.boss.email), false, 'the filter holds in the file too')
    })
    it('shows nobody of another organisation', async () => {
      const stranger = await given.someone(['receptionist'], given.test.otherTenantId)
      const browser = await given.signedIn(given.boss)
      assert.match(
        (await browser.get(`/staff/administration/people?text=${encodeURIComponent(stranger.email)}`)).body,
        /Nobody matches/,
      )
      assert.equal((await browser.get(`/staff/administration/people/${stranger.accountId}`)).status, 404)
    })
    it('leads from a person to the records they opened', async () => {
      const browser = await given.signedIn(given.boss)
      const { body } = await browser.get(`/staff/administration/people/${given.boss.accountId}`)
      const link = `/staff/records/who-opened?who=${given.boss.accountId}`
      assert.ok(body.includes(`href="${link}"`))
      assert.equal((await browser.get(link)).status, 200)
    })
  })

  describe('the organisation', () => {
    it('changes through the page, keeps what the page does not ask, and shortens sessions that are open', async () => {
      const person = await given.someone()
      const browser = await given.signedIn(given.boss)
      const theirs = await given.signedIn(person)
      const answers = {
        name: 'Riverside NHS Trust',
        telephone: '020 7946 0000',
        addressLines: '12  Beckett Street\r\n\r\nLeeds\r\nLS9 7TF',
        safetyContact: '  Dr Helen  Marsh, clinical safety officer ',
        dataProtectionContact: ' Owen Price,  01632 960021',
        hospitalNumberSystem: 'https://riverside.example/Id/hospital-number',
        nation: 'wales',
        Monday: '9am to 5pm',
        bankHolidays: '10am to 2pm',
        Saturday: '9am to noon',
        staffIdle: '5',
        staffAbsolute: '2',
        patientIdle: '10',
        patientAbsolute: '12',
        authenticatorFor: 'everyone',
      }
      const path = '/staff/administration/organisation'
      const refused = await browser.send(path, answers)
      assert.match(refused.body, /Saturday must be times like 9am to 5pm/)
      const spaced = await browser.post(path, { ...answers, Saturday: '', hospitalNumberSystem: 'our numbers' })
      assert.match(spaced.body, /The system of hospital numbers must have no spaces/)
      const looser = await browser.post(path, { ...answers, Saturday: '', staffIdle: '16' })
      assert.match(looser.body, /must be between 5 and 15/)
      const wrong = await browser.post(path, { ...answers, Saturday: '', bankHolidays: 'noon' })
      assert.match(wrong.body, /Bank holidays must be times like 9am to 5pm/)
      const long = await browser.post(path, { ...answers, Saturday: '', addressLines: 'x\n'.repeat(7) })
      assert.match(long.body, /Postal address must be 6 lines or fewer/)
      const saved = await browser.post(path, { ...answers, Saturday: '9am to 12pm' })
      assert.equal(saved.location, `${path}?notice=saved`, saved.body)
      const after = await browser.get(path)
      assert.match(after.body, /value="09:00 to 17:00"/)
      assert.match(after.body, /value="10:00 to 14:00"/)
      assert.match(after.body, /value="Dr Helen Marsh, clinical safety officer"/)
      assert.match(after.body, /value="Owen Price, 01632 960021"/)
      assert.match(after.body, /value="https:\/\/riverside\.example\/Id\/hospital-number"/)
      assert.match(after.body, />12 Beckett Street\nLeeds\nLS9 7TF<\/textarea>/)
      const emptied = { ...answers, Saturday: '', dataProtectionContact: '', hospitalNumberSystem: '' }
      assert.equal((await browser.post(path, emptied)).location, `${path}?notice=saved`)
      assert.doesNotMatch((await browser.get(path)).body, /value="(Owen Price|https:\/\/riverside)/)
      assert.match((await theirs.get('/staff/account')).body, /data-idle-seconds="300"/)
      given.clock.forward(301)
      assert.equal(await given.works(theirs), false)
    })
    it('cannot be made looser than the given.platform, whoever asks', async () => {
      const version = 2
      const openingHours = {
        nation: 'england-and-wales' as const,
        week: weekdayHours('england-and-wales').week,
        bankHolidays: [],
        exceptions: [],
      }
      const change = { version, name: 'X', telephone: undefined, nation: 'england' as const, openingHours }
      for (const staffSession of [{ idleSeconds: 3600 }, { absoluteSeconds: 24 * 3600 }, { idleSeconds: 10 }]) {
        const settings = { staffSession, patientSession: {}, authenticatorFor: 'everyone' as const }
        await assert.rejects(changeOrganisation(given.admin(), { ...change, settings }), { name: 'BadRequestError' })
      }
    })
    it('is not changed over someone else’s change, nor by a nurse, nor with an address that fits no letter', async () => {
      const settings = { staffSession: {}, patientSession: {}, authenticatorFor: 'everyone' as const }
      const openingHours = {
        nation: 'england-and-wales' as const,
        week: weekdayHours('england-and-wales').week,
        bankHolidays: [],
        exceptions: [],
      }
      const change = { version: 0, name: 'X', telephone: undefined, nation: 'england' as const, openingHours, settings }
      await assert.rejects(changeOrganisation(given.admin(), change), { name: 'ConflictError' })
      for (const [field, length] of [
        ['dataProtectionContact', 301],
        ['hospitalNumberSystem', 201],
      ] as const) {
        const long = { ...change, settings: { ...settings, [field]: 'x'.repeat(length) } }
        await assert.rejects(changeOrganisation(given.admin(), long), { field })
      }
      const tooLong = { ...change, addressLines: ['x'.repeat(61)] }
      await assert.rejects(changeOrganisation(given.admin(), tooLong), { field: 'addressLines' })
      const nurse = given.test.as(['nurse'], { purpose: 'administration' })
      await assert.rejects(changeOrganisation(nurse, change), { name: 'NotAllowedError' })
    })
  })

  describe('from the command line', () => {
    it('makes an organisation with its first administrator, whose link works', async () => {
      const made = await createAdministrator(given.platform, {
        organisation: { slug: 'newtown', name: 'Newtown Surgery', kind: 'gp-practice' },
        name: 'Ada First',
        email: 'ada@newtown.example',
      })
      assert.match((await new Browser(given.app).get(new URL(made.link).pathname)).body, /Ada First/)
      const again = await createAdministrator(given.platform, {
        organisation: { slug: 'newtown' },
        name: 'Ada First',
        email: 'ADA@newtown.example',
      })
      assert.equal(again.accountId, made.accountId)
      const elsewhere = { db: given.platform.db, tenantId: made.tenantId, clock: given.clock }
      const forgotten = await inTenant<IdentityTables, string>(elsewhere, (tx) =>
        makeLink(tx, elsewhere, made.accountId, 'new-password'),
      )
      const forgottenPage = async () => (await new Browser(given.app).get(`/staff/new-password/${forgotten}`)).body
      assert.doesNotMatch(await forgottenPage(), /does not work/)
      await createAdministrator(given.platform, {
        organisation: { slug: 'newtown' },
        name: 'Ada First',
        email: 'ada@newtown.example',
      })
      assert.match(await forgottenPage(), /does not work/)
      assert.match((await new Browser(given.app).get(new URL(made.link).pathname)).body, /does not work/)
    })
    it('says in a sentence what is wrong', async () => {
      await assert.rejects(
        createAdministrator(given.platform, { organisation: { slug: 'nowhere' }, name: 'A', email: 'a@b.example' }),
        /There is no organisation "nowhere" yet/,
      )
      await assert.rejects(
        createUser(given.platform, { organisation: 'riverside', name: 'A', email: given.boss.email, roles: [] }),
        /already has that email address/,
      )
      await assert.rejects(
        createUser(given.platform, { organisation: 'riverside', name: 'A', email: 'd@x.example', roles: ['doctor'] }),
        /needs a professional registration/,
      )
    })
  })
})
