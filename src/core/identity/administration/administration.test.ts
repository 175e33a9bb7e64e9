import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { generateSync } from 'otplib'
import { Browser } from '../../../../test/support/browser-without-script.ts'
import {
  auditOf,
  emailsOf,
  linkIn,
  movingClock,
  serverOf,
  type MovingClock,
} from '../../../../test/support/identity.ts'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import type { Context, Platform } from '../../context.ts'
import { inTenant } from '../../database/in-tenant.ts'
import type { StaffRole } from '../../policy/roles.ts'
import {
  createStaffAccount,
  findSignedIn,
  getStaffAccount,
  hashPassword,
  type PasswordHash,
} from '../accounts/index.ts'
import type { StaffAccount } from '../accounts/staff-account.ts'
import type { IdentityTables } from '../accounts/tables.ts'
import { startSession } from '../sessions/commands.ts'
import { SESSION_LIMITS, type Session } from '../sessions/session.ts'
import { changeAccess } from './commands/change-access.ts'
import { changeDetails } from './commands/change-details.ts'
import { changeOrganisation } from './commands/change-organisation.ts'
import { createAdministrator, createUser } from './commands/from-the-command-line.ts'
import { inviteAgain, inviteStaff } from './commands/invite-staff.ts'
import { recordLeaving } from './commands/leave.ts'
import { resetAccount } from './commands/reset-account.ts'

const PASSWORD = 'marmalade otter kettle'
const NURSE = {
  roles: ['nurse'] as StaffRole[],
  rights: [],
  registrations: [{ register: 'nmc' as const, number: '12A3456E' }],
}

describe('Administration', () => {
  let test: TestPlatform
  let platform: Platform
  let clock: MovingClock
  let app: FastifyInstance
  let hash: PasswordHash
  let boss: StaffAccount
  let made = 0

  before(async () => {
    clock = movingClock('2026-11-22T10:00:00Z')
    test = await startTestPlatform(clock)
    platform = { ...test.platform, demonstration: true }
    app = await serverOf(platform)
    hash = await hashPassword(platform.keys, PASSWORD)
    boss = await someone(['administrator'])
  })
  after(async () => {
    await app.close()
    await test.stop()
  })

  /** A made-up person of their own for one test, so that no authenticator stands in the way. */
  async function someone(roles: StaffRole[] = ['receptionist'], tenantId = test.tenantId): Promise<StaffAccount> {
    const accountId = await createStaffAccount(platform, {
      tenantId,
      name: `Person ${++made}`,
      email: `person${made}@riverside.example`,
      roles,
      password: hash,
      demonstration: true,
    })
    return await get(accountId, tenantId)
  }
  const get = (accountId: string, tenantId = test.tenantId) =>
    inTenant<IdentityTables, StaffAccount>({ db: platform.db, tenantId }, (tx) =>
      getStaffAccount(tx, tenantId, accountId),
    )
  const admin = (over: Partial<Context> = {}) =>
    test.as(['administrator'], { purpose: 'administration', actorId: boss.accountId, ...over })
  const lastEvent = async () => (await auditOf(admin())).at(-1)

  async function signedIn(account: StaffAccount): Promise<Browser> {
    const browser = new Browser(app)
    const answer = await browser.send('/staff/sign-in', { email: account.email, password: PASSWORD })
    assert.equal(answer.location, '/staff', answer.body)
    return browser
  }
  const works = async (browser: Browser) => (await browser.get('/staff/account')).status === 200

  describe('inviting', () => {
    const invite = (over = {}) =>
      inviteStaff(admin(), {
        name: 'Amina Khan',
        email: `amina${++made}@riverside.example`,
        ...NURSE,
        registrations: [],
        roles: ['receptionist'],
        ...over,
      })

    it('e-mails a link that sets up the account, once', async () => {
      const answer = await invite()
      assert.ok(typeof answer === 'object')
      const email = (await emailsOf(admin())).at(-1)
      assert.equal(email?.accountId, answer.accountId)
      const path = linkIn(email.text)
      const browser = new Browser(app)
      const opened = await browser.get(path)
      assert.match(opened.body, /Amina Khan, you are setting up your account at Riverside NHS Trust/)
      const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(opened.body)?.[1]?.replaceAll(' ', '') ?? ''
      const code = generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1000) })
      assert.match(
        (await browser.post(path, { password: PASSWORD, code: '' })).body,
        /Enter the code from your authenticator app/,
      )
      const short = await browser.post(path, { password: 'short', code })
      assert.match(short.body, /must be 12 characters or more/)
      assert.equal(short.body.includes(secret.match(/.{1,4}/g)?.join(' ') ?? '-'), true, 'the picture stays the same')
      const done = await browser.post(path, { password: PASSWORD, code })
      assert.match(done.body, /Your recovery codes/)
      assert.equal((await get(answer.accountId)).status, 'active')
      assert.match((await new Browser(app).get(path)).body, /This link does not work/)
    })
    it('stops the link after 7 days, and after a newer one', async () => {
      const answer = await invite()
      assert.ok(typeof answer === 'object')
      const first = linkIn((await emailsOf(admin())).at(-1)?.text ?? '')
      assert.equal(await inviteAgain(admin(), { accountId: answer.accountId, version: 1 }), 'done')
      assert.match((await new Browser(app).get(first)).body, /This link does not work/)
      const second = linkIn((await emailsOf(admin())).at(-1)?.text ?? '')
      assert.match((await new Browser(app).get(second)).body, /Set up your account/)
      clock.forward(7 * 86_400)
      assert.match((await new Browser(app).get(second)).body, /This link does not work/)
    })
    it('refuses an address that is taken, in capitals too', async () => {
      const known = await someone()
      assert.equal(await invite({ email: known.email.toUpperCase() }), 'email-taken')
      assert.equal((await lastEvent())?.outcome, 'refused')
    })
    it('refuses a nurse, doctor, pharmacist or technician without the right registration', async () => {
      for (const role of ['nurse', 'doctor', 'pharmacist', 'pharmacy-technician'] as const) {
        assert.equal(await invite({ roles: [role] }), 'registration-missing', role)
      }
      const technician = [{ register: 'gphc', number: '5123456' }]
      assert.equal(await invite({ roles: ['pharmacist'], registrations: technician }), 'registration-missing')
      assert.equal(typeof (await invite({ roles: ['pharmacy-technician'], registrations: technician })), 'object')
      assert.equal(await invite({ roles: ['pharmacy-technician'], registrations: technician }), 'registration-taken')
    })
    it('is for administrators of this organisation, administering', async () => {
      const input = { name: 'X', email: 'x@riverside.example', roles: ['receptionist'] as const }
      const refused = { name: 'NotAllowedError' }
      await assert.rejects(inviteStaff(test.as(['nurse'], { purpose: 'administration' }), input), refused)
      await assert.rejects(
        inviteStaff(test.as(['data-protection-officer'], { purpose: 'administration' }), input),
        refused,
      )
      await assert.rejects(inviteStaff(admin({ purpose: 'direct-care' }), input), refused)
      assert.equal((await lastEvent())?.outcome, 'refused')
    })
    it('shows the administrator the link where no e-mail can be sent, and acts once for a double click', async () => {
      const browser = await signedIn(boss)
      await browser.get('/staff/administration/people/invite')
      const answers = { name: 'Twice', email: 'twice@riverside.example', roles: ['receptionist'] }
      const first = await browser.post('/staff/administration/people/invite', answers)
      assert.match(first.body, /Give them this link[\s\S]*http:\/\/localhost:3000\/staff\/set-up\//)
    })
  })

  describe('leaving', () => {
    it('takes effect on the very next request, and for good', async () => {
      const leaver = await someone()
      const browser = await signedIn(leaver)
      assert.equal(await works(browser), true)
      assert.equal(await recordLeaving(admin(), { accountId: leaver.accountId, version: leaver.version }), 'done')
      assert.equal(await works(browser), false)
      const again = await new Browser(app).send('/staff/sign-in', { email: leaver.email, password: PASSWORD })
      assert.equal(again.status, 422)
      assert.equal((await get(leaver.accountId)).status, 'left')
    })
    it('is seen by whoever asks who is signed in, even if a session was left open', async () => {
      const leaver = await someone()
      await recordLeaving(admin(), { accountId: leaver.accountId, version: leaver.version })
      const session = { tenantId: test.tenantId, accountId: leaver.accountId, accountKind: 'staff' } as Session
      assert.equal(await findSignedIn(platform, session), undefined)
    })
    it('ends the links that lead into the account', async () => {
      const invited = await inviteStaff(admin(), {
        name: 'Gone',
        email: `gone${++made}@riverside.example`,
        roles: ['receptionist'],
      })
      assert.ok(typeof invited === 'object')
      const path = linkIn((await emailsOf(admin())).at(-1)?.text ?? '')
      await recordLeaving(admin(), { accountId: invited.accountId, version: 1 })
      assert.match((await new Browser(app).get(path)).body, /This link does not work/)
    })
    it('can be undone by inviting again, which needs a new password', async () => {
      const leaver = await someone()
      await recordLeaving(admin(), { accountId: leaver.accountId, version: 1 })
      assert.equal(await inviteAgain(admin(), { accountId: leaver.accountId, version: 2 }), 'done')
      assert.equal((await get(leaver.accountId)).status, 'invited')
      const answer = await new Browser(app).send('/staff/sign-in', { email: leaver.email, password: PASSWORD })
      assert.equal(answer.status, 422)
    })
    it('is refused on an account that changed meanwhile', async () => {
      const leaver = await someone()
      await assert.rejects(recordLeaving(admin(), { accountId: leaver.accountId, version: 7 }), {
        name: 'ConflictError',
      })
      assert.equal((await get(leaver.accountId)).status, 'active')
    })
    it('finds nobody of another organisation', async () => {
      const stranger = await someone(['receptionist'], test.otherTenantId)
      await assert.rejects(recordLeaving(admin(), { accountId: stranger.accountId, version: 1 }), {
        name: 'NotFoundError',
      })
      assert.equal((await get(stranger.accountId, test.otherTenantId)).status, 'active')
    })
  })

  describe('the last administrator', () => {
    const elsewhere = () => test.as(['administrator'], { purpose: 'administration', tenantId: test.otherTenantId })
    const activeAdministrators = async (accounts: readonly StaffAccount[]) => {
      const now = await Promise.all(accounts.map(({ accountId }) => get(accountId, test.otherTenantId)))
      return now.filter(({ status, roles }) => status === 'active' && roles.includes('administrator')).length
    }
    it('cannot leave, nor lose the role', async () => {
      const only = await someone(['administrator'], test.otherTenantId)
      const { accountId, version } = only
      assert.equal(await recordLeaving(elsewhere(), { accountId, version }), 'last-administrator')
      const less = { accountId, version, roles: ['receptionist'] as const, rights: [], registrations: [] }
      assert.equal(await changeAccess(elsewhere(), less), 'last-administrator')
      await createStaffAccount(platform, {
        tenantId: test.otherTenantId,
        name: 'Invited',
        email: 'i@x.example',
        roles: ['administrator'],
      })
      assert.equal(
        await recordLeaving(elsewhere(), { accountId, version }),
        'last-administrator',
        'someone invited does not count',
      )
    })
    it('stays when several leave at the same moment, whichever way they go', async () => {
      for (let round = 0; round < 3; round += 1) {
        const more = await Promise.all([0, 1, 2].map(() => someone(['administrator'], test.otherTenantId)))
        const everyone = [...more, ...(await othersOf(more))]
        const answers = await Promise.all(
          everyone.map(({ accountId, version }, at) =>
            at % 2 === 0
              ? recordLeaving(elsewhere(), { accountId, version })
              : changeAccess(elsewhere(), {
                  accountId,
                  version,
                  roles: ['receptionist'],
                  rights: [],
                  registrations: [],
                }),
          ),
        )
        assert.equal(await activeAdministrators(everyone), 1)
        assert.equal(answers.filter((answer) => answer === 'last-administrator').length, 1)
      }
    })
    async function othersOf(known: readonly StaffAccount[]): Promise<StaffAccount[]> {
      const rows = await inTenant<IdentityTables, { account_id: string }[]>(
        { db: platform.db, tenantId: test.otherTenantId },
        (tx) =>
          tx
            .selectFrom('core.staff_role')
            .innerJoin('core.staff_account', (join) =>
              join.onRef('core.staff_account.account_id', '=', 'core.staff_role.account_id'),
            )
            .select('core.staff_role.account_id')
            .where('role', '=', 'administrator')
            .where('status', '=', 'active')
            .execute(),
      )
      const others = rows.filter(({ account_id: id }) => !known.some(({ accountId }) => accountId === id))
      return await Promise.all(others.map(({ account_id: id }) => get(id, test.otherTenantId)))
    }
  })

  describe('changing what someone may do', () => {
    it('signs them out, and gives the new roles and rights from the next sign-in', async () => {
      const person = await someone()
      const browser = await signedIn(person)
      const change = {
        ...NURSE,
        rights: ['merge-records'] as const,
        accountId: person.accountId,
        version: person.version,
      }
      assert.equal(await changeAccess(admin(), change), 'done')
      assert.equal(await works(browser), false)
      assert.equal((await (await signedIn(person)).get('/staff/account')).body.includes('Merge and unmerge'), true)
      assert.deepEqual((await get(person.accountId)).roles, ['nurse'])
    })
    it('refuses a regulated role without its registration, and one that someone else holds', async () => {
      const person = await someone()
      const change = { accountId: person.accountId, version: person.version, roles: ['nurse'] as const, rights: [] }
      assert.equal(await changeAccess(admin(), { ...change, registrations: [] }), 'registration-missing')
      assert.equal(await changeAccess(admin(), { ...change, registrations: NURSE.registrations }), 'registration-taken')
    })
    it('is refused to those who do not administer, on the page too', async () => {
      const nurse = await someone()
      const browser = await signedIn(nurse)
      for (const path of ['', '/people', '/people/invite', `/people/${boss.accountId}/access`, '/organisation']) {
        assert.equal((await browser.get(`/staff/administration${path}`)).status, 403, path)
      }
      assert.equal((await browser.get('/staff/account')).body.includes('href="/staff/administration"'), false)
      assert.equal(
        (await (await signedIn(boss)).get('/staff/account')).body.includes('href="/staff/administration"'),
        true,
      )
    })
    it('through the page: the missing number is said where it is missing', async () => {
      const person = await someone()
      const browser = await signedIn(boss)
      const path = `/staff/administration/people/${person.accountId}/access`
      const refused = await browser.send(path, { roles: ['nurse', 'administrator'] })
      assert.equal(refused.status, 422)
      assert.match(refused.body, /Enter the NMC number, which a nurse must have/)
      const saved = await browser.post(path, { roles: ['nurse', 'administrator'], nmc: '13b4567c' })
      assert.equal(saved.location, `/staff/administration/people/${person.accountId}?notice=saved`, saved.body)
      assert.deepEqual((await get(person.accountId)).registrations, [{ register: 'nmc', number: '13B4567C' }])
    })
  })

  describe('correcting an e-mail address', () => {
    it('moves the sign-in, ends sessions and tells the old address', async () => {
      const person = await someone()
      const browser = await signedIn(person)
      const email = `moved${made}@riverside.example`
      const change = { accountId: person.accountId, version: person.version, name: 'New Name', email }
      assert.equal(await changeDetails(admin(), change), 'done')
      assert.equal(await works(browser), false)
      const old = await new Browser(app).send('/staff/sign-in', { email: person.email, password: PASSWORD })
      assert.equal(old.status, 422)
      await signedIn({ ...person, email })
      assert.match((await emailsOf(admin())).at(-1)?.text ?? '', /This address no longer works/)
    })
    it('refuses the address of a colleague', async () => {
      const [one, other] = [await someone(), await someone()]
      const change = { accountId: one.accountId, version: one.version, name: one.name, email: other.email }
      assert.equal(await changeDetails(admin(), change), 'email-taken')
    })
  })

  describe('a reset', () => {
    it('takes away what proves it is them, keeps the reason and sends a new link', async () => {
      const person = await someone()
      const browser = await signedIn(person)
      const reset = { accountId: person.accountId, version: person.version, reason: 'Lost phone, seen in person' }
      assert.equal(await resetAccount(admin(), reset), 'done')
      assert.equal(await works(browser), false)
      const answer = await new Browser(app).send('/staff/sign-in', { email: person.email, password: PASSWORD })
      assert.equal(answer.status, 422)
      const path = linkIn((await emailsOf(admin())).at(-1)?.text ?? '')
      const setUp = await new Browser(app).send(path, { password: 'walnut harbour pepper', code: '' })
      assert.match(setUp.location ?? '', /account-ready/)
    })
    it('is for active accounts', async () => {
      const person = await someone()
      await recordLeaving(admin(), { accountId: person.accountId, version: 1 })
      assert.equal(await resetAccount(admin(), { accountId: person.accountId, version: 2, reason: 'x' }), 'not-active')
    })
  })

  describe('the list of people', () => {
    it('filters, sorts and gives a file that no spreadsheet takes for a formula', async () => {
      await createStaffAccount(platform, {
        tenantId: test.tenantId,
        name: '=HYPERLINK("x")',
        email: 'zz.formula@riverside.example',
        roles: ['receptionist'],
      })
      const browser = await signedIn(boss)
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
      assert.equal(file.body.includes(boss.email), false, 'the filter holds in the file too')
    })
    it('shows nobody of another organisation', async () => {
      const stranger = await someone(['receptionist'], test.otherTenantId)
      const browser = await signedIn(boss)
      assert.match(
        (await browser.get(`/staff/administration/people?text=${encodeURIComponent(stranger.email)}`)).body,
        /Nobody matches/,
      )
      assert.equal((await browser.get(`/staff/administration/people/${stranger.accountId}`)).status, 404)
    })
  })

  describe('the organisation', () => {
    it('changes through the page, keeps what the page does not ask, and shortens sessions that are open', async () => {
      const person = await someone()
      const browser = await signedIn(boss)
      const theirs = await signedIn(person)
      const answers = {
        name: 'Riverside NHS Trust',
        telephone: '020 7946 0000',
        nation: 'wales',
        Monday: '9am to 5pm',
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
      const looser = await browser.post(path, { ...answers, Saturday: '', staffIdle: '16' })
      assert.match(looser.body, /must be between 5 and 15/)
      const saved = await browser.post(path, { ...answers, Saturday: '9am to 12pm' })
      assert.equal(saved.location, `${path}?notice=saved`, saved.body)
      assert.match((await browser.get(path)).body, /value="09:00 to 17:00"/)
      assert.match((await theirs.get('/staff/account')).body, /data-idle-seconds="300"/)
      clock.forward(301)
      assert.equal(await works(theirs), false)
    })
    it('cannot be made looser than the platform, whoever asks', async () => {
      const version = 2
      const openingHours = { nation: 'england-and-wales' as const, week: {} as never, bankHolidays: [], exceptions: [] }
      const change = { version, name: 'X', telephone: undefined, nation: 'england' as const, openingHours }
      for (const staffSession of [{ idleSeconds: 3600 }, { absoluteSeconds: 24 * 3600 }, { idleSeconds: 10 }]) {
        const settings = { staffSession, patientSession: {}, authenticatorFor: 'everyone' as const }
        await assert.rejects(changeOrganisation(admin(), { ...change, settings }), { name: 'BadRequestError' })
      }
    })
  })

  describe('from the command line', () => {
    it('makes an organisation with its first administrator, whose link works', async () => {
      const made = await createAdministrator(platform, {
        organisation: { slug: 'newtown', name: 'Newtown Surgery', kind: 'gp-practice' },
        name: 'Ada First',
        email: 'ada@newtown.example',
      })
      assert.match((await new Browser(app).get(new URL(made.link).pathname)).body, /Ada First/)
      const again = await createAdministrator(platform, {
        organisation: { slug: 'newtown' },
        name: 'Ada First',
        email: 'ADA@newtown.example',
      })
      assert.equal(again.accountId, made.accountId)
      assert.match((await new Browser(app).get(new URL(made.link).pathname)).body, /does not work/)
    })
    it('says in a sentence what is wrong', async () => {
      await assert.rejects(
        createAdministrator(platform, { organisation: { slug: 'nowhere' }, name: 'A', email: 'a@b.example' }),
        /There is no organisation "nowhere" yet/,
      )
      await assert.rejects(
        createUser(platform, { organisation: 'riverside', name: 'A', email: boss.email, roles: [] }),
        /already has that email address/,
      )
      await assert.rejects(
        createUser(platform, { organisation: 'riverside', name: 'A', email: 'd@x.example', roles: ['doctor'] }),
        /needs a professional registration/,
      )
    })
  })
})
