import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { generateSync } from 'otplib'
import { startAdministrationTest, type AdministrationTest } from '../../../../test/support/administration.ts'
import { Browser } from '../../../../test/support/browser-without-script.ts'
import { emailsOf, linkIn } from '../../../../test/support/identity.ts'
import { PASSWORD, recoveryCodesOn } from '../../../../test/support/staff-sign-in.ts'
import { inTenant } from '../../database/in-tenant.ts'
import { createStaffAccount, findSignedIn } from '../accounts/index.ts'
import type { StaffAccount } from '../accounts/staff-account.ts'
import type { IdentityTables } from '../accounts/tables.ts'
import type { Session } from '../sessions/session.ts'
import { changeAccess } from './commands/change-access.ts'
import { changeDetails } from './commands/change-details.ts'
import { inviteStaff, inviteAgain } from './commands/invite-staff.ts'
import { recordLeaving } from './commands/leave.ts'

const NURSE = {
  roles: ['nurse'] as const,
  rights: [],
  registrations: [{ register: 'nmc' as const, number: '12A3456E' }],
}

describe('People join and leave', () => {
  let given: AdministrationTest
  before(async () => {
    given = await startAdministrationTest()
  })
  after(() => given.stop())

  describe('inviting', () => {
    const invite = (over = {}) =>
      inviteStaff(given.admin(), {
        name: 'Amina Khan',
        email: given.newEmail(),
        ...NURSE,
        registrations: [],
        roles: ['receptionist'],
        ...over,
      })

    it('e-mails a link that sets up the account, once', async () => {
      const answer = await invite()
      assert.ok(typeof answer === 'object')
      const email = (await emailsOf(given.admin())).at(-1)
      assert.equal(email?.accountId, answer.accountId)
      const path = linkIn(email.text)
      const browser = new Browser(given.app)
      const [twin, lurker, late] = [new Browser(given.app), new Browser(given.app), new Browser(given.app)]
      for (const other of [twin, lurker, late]) await other.get(path)
      const opened = await browser.get(path)
      assert.match(opened.body, /Amina Khan, you are setting up your account at Riverside NHS Trust/)
      const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(opened.body)?.[1]?.replaceAll(' ', '') ?? ''
      const code = generateSync({ secret, epoch: Math.floor(given.clock.now().getTime() / 1000) })
      assert.match(
        (await browser.post(path, { password: PASSWORD, code: '' })).body,
        /Enter the code from your authenticator app/,
      )
      const short = await browser.post(path, { password: 'short', code })
      assert.match(short.body, /must be 12 characters or more/)
      assert.equal(short.body.includes(secret.match(/.{1,4}/g)?.join(' ') ?? '-'), true, 'the picture stays the same')
      const done = await browser.post(path, { password: PASSWORD, code })
      assert.match(done.body, /Your recovery codes/)
      assert.equal((await given.get(answer.accountId)).status, 'active')
      const twice = await twin.post(path, { password: PASSWORD, code })
      assert.deepEqual(recoveryCodesOn(twice.body), recoveryCodesOn(done.body))
      assert.equal(recoveryCodesOn(twice.body).length, 10)
      await lurker.post(path, { password: 'not the password they chose', code })
      assert.equal(recoveryCodesOn(lurker.body).length, 0)
      given.clock.forward(121)
      assert.equal(recoveryCodesOn((await late.post(path, { password: PASSWORD, code })).body).length, 0)
      assert.match((await new Browser(given.app).get(path)).body, /This link does not work/)
    })
    it('stops the link after 7 days, and after a newer one', async () => {
      const answer = await invite()
      assert.ok(typeof answer === 'object')
      const first = linkIn((await emailsOf(given.admin())).at(-1)?.text ?? '')
      assert.equal(await inviteAgain(given.admin(), { accountId: answer.accountId, version: 1 }), 'done')
      assert.match((await new Browser(given.app).get(first)).body, /This link does not work/)
      const second = linkIn((await emailsOf(given.admin())).at(-1)?.text ?? '')
      assert.match((await new Browser(given.app).get(second)).body, /Set up your account/)
      given.clock.forward(7 * 86_400)
      assert.match((await new Browser(given.app).get(second)).body, /This link does not work/)
    })
    it('refuses an address that is taken, in capitals too', async () => {
      const known = await given.someone()
      assert.equal(await invite({ email: known.email.toUpperCase() }), 'email-taken')
      assert.equal((await given.lastEvent())?.outcome, 'refused')
    })
    it('says of someone who is here already that their address is taken, not their own registration', async () => {
      const again = { email: 'technician@riverside.example', roles: ['pharmacy-technician'] as const }
      const registrations = [{ register: 'gphc' as const, number: '5765432' }]
      assert.equal(typeof (await invite({ ...again, registrations })), 'object')
      assert.equal(await invite({ ...again, registrations }), 'email-taken')
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
      await assert.rejects(inviteStaff(given.test.as(['nurse'], { purpose: 'administration' }), input), refused)
      await assert.rejects(
        inviteStaff(given.test.as(['data-protection-officer'], { purpose: 'administration' }), input),
        refused,
      )
      await assert.rejects(inviteStaff(given.admin({ purpose: 'direct-care' }), input), refused)
      assert.equal((await given.lastEvent())?.outcome, 'refused')
    })
    it('shows the administrator the link where no e-mail can be sent, and acts once for a double click', async () => {
      const browser = await given.signedIn(given.boss)
      await browser.get('/staff/administration/people/invite')
      const answers = { name: 'Twice', email: 'twice@riverside.example', roles: ['receptionist'] }
      const first = await browser.post('/staff/administration/people/invite', answers)
      assert.match(first.body, /Give them this link[\s\S]*http:\/\/localhost:3000\/staff\/set-up\//)
    })
    it('shows the same link when that page is loaded again, and none once the account is in use', async () => {
      const browser = await given.signedIn(given.boss)
      const path = '/staff/administration/people/invite'
      await browser.get(path)
      const form = browser.body
      const answers = { name: 'Reloaded', email: 'reloaded@riverside.example', roles: ['receptionist'] }
      const send = () => {
        browser.body = form
        return browser.post(path, answers)
      }
      const linkOn = (body: string) =>
        new URL(/<code>(http[^<]+)<\/code>/.exec(body)?.[1] ?? 'http://none/none').pathname
      const link = linkOn((await send()).body)
      assert.match(link, /^\/staff\/set-up\//)
      assert.equal(linkOn((await send()).body), link)
      const theirs = new Browser(given.app)
      const opened = await theirs.get(link)
      const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(opened.body)?.[1]?.replaceAll(' ', '') ?? ''
      const code = generateSync({ secret, epoch: Math.floor(given.clock.now().getTime() / 1000) })
      assert.match((await theirs.post(link, { password: PASSWORD, code })).body, /Your recovery codes/)
      assert.match((await send()).location ?? '', /\?notice=invited$/)
    })
    it('goes to the right address when a mistyped one is corrected, and the wrong one hears nothing', async () => {
      const answer = await invite()
      assert.ok(typeof answer === 'object')
      const first = linkIn((await emailsOf(given.admin())).at(-1)?.text ?? '')
      const before = (await emailsOf(given.admin())).length
      const change = { accountId: answer.accountId, version: 1, name: 'Amina Khan', email: given.newEmail() }
      assert.equal(await changeDetails(given.admin(), change), 'invited-again')
      const sent = (await emailsOf(given.admin())).slice(before)
      assert.deepEqual(
        sent.map(({ accountId }) => accountId),
        [answer.accountId],
      )
      assert.match((await new Browser(given.app).get(linkIn(sent[0]?.text ?? ''))).body, /Set up your account/)
      assert.match((await new Browser(given.app).get(first)).body, /This link does not work/)
    })
  })

  describe('leaving', () => {
    it('takes effect on the very next request, and for good', async () => {
      const leaver = await given.someone()
      const browser = await given.signedIn(leaver)
      assert.equal(await given.works(browser), true)
      assert.equal(await recordLeaving(given.admin(), { accountId: leaver.accountId, version: leaver.version }), 'done')
      assert.equal(await given.works(browser), false)
      const again = await new Browser(given.app).send('/staff/sign-in', { email: leaver.email, password: PASSWORD })
      assert.equal(again.status, 422)
      assert.equal((await given.get(leaver.accountId)).status, 'left')
    })
    it('is seen by whoever asks who is signed in, even if a session was left open', async () => {
      const leaver = await given.someone()
      await recordLeaving(given.admin(), { accountId: leaver.accountId, version: leaver.version })
      const session = { tenantId: given.test.tenantId, accountId: leaver.accountId, accountKind: 'staff' } as Session
      assert.equal(await findSignedIn(given.platform, session), undefined)
    })
    it('ends the links that lead into the account', async () => {
      const invited = await inviteStaff(given.admin(), {
        name: 'Gone',
        email: given.newEmail(),
        roles: ['receptionist'],
      })
      assert.ok(typeof invited === 'object')
      const path = linkIn((await emailsOf(given.admin())).at(-1)?.text ?? '')
      await recordLeaving(given.admin(), { accountId: invited.accountId, version: 1 })
      assert.match((await new Browser(given.app).get(path)).body, /This link does not work/)
    })
    it('can be undone by inviting again, which needs a new password', async () => {
      const leaver = await given.someone()
      await recordLeaving(given.admin(), { accountId: leaver.accountId, version: 1 })
      assert.equal(await inviteAgain(given.admin(), { accountId: leaver.accountId, version: 2 }), 'done')
      assert.equal((await given.get(leaver.accountId)).status, 'invited')
      const answer = await new Browser(given.app).send('/staff/sign-in', { email: leaver.email, password: PASSWORD })
      assert.equal(answer.status, 422)
    })
    it('ends extra rights, which do not come back with an invitation', async () => {
      const leaver = await given.someone()
      const { accountId } = leaver
      const access = { roles: ['receptionist'] as const, rights: ['merge-records'] as const, registrations: [] }
      await changeAccess(given.admin(), { accountId, version: 1, ...access })
      await recordLeaving(given.admin(), { accountId, version: 2 })
      await inviteAgain(given.admin(), { accountId, version: 3 })
      const { roles, rights } = await given.get(accountId)
      assert.deepEqual([roles, rights], [['receptionist'], []])
    })
    it('is refused on an account that changed meanwhile', async () => {
      const leaver = await given.someone()
      await assert.rejects(recordLeaving(given.admin(), { accountId: leaver.accountId, version: 7 }), {
        name: 'ConflictError',
      })
      assert.equal((await given.get(leaver.accountId)).status, 'active')
    })
    it('finds nobody of another organisation', async () => {
      const stranger = await given.someone(['receptionist'], given.test.otherTenantId)
      await assert.rejects(recordLeaving(given.admin(), { accountId: stranger.accountId, version: 1 }), {
        name: 'NotFoundError',
      })
      assert.equal((await given.get(stranger.accountId, given.test.otherTenantId)).status, 'active')
    })
  })

  describe('the last administrator', () => {
    const elsewhere = () =>
      given.test.as(['administrator'], { purpose: 'administration', tenantId: given.test.otherTenantId })
    const activeAdministrators = async (accounts: readonly StaffAccount[]) => {
      const now = await Promise.all(accounts.map(({ accountId }) => given.get(accountId, given.test.otherTenantId)))
      return now.filter(({ status, roles }) => status === 'active' && roles.includes('administrator')).length
    }
    it('cannot leave, nor lose the role', async () => {
      const only = await given.someone(['administrator'], given.test.otherTenantId)
      const { accountId, version } = only
      assert.equal(await recordLeaving(elsewhere(), { accountId, version }), 'last-administrator')
      const less = { accountId, version, roles: ['receptionist'] as const, rights: [], registrations: [] }
      assert.equal(await changeAccess(elsewhere(), less), 'last-administrator')
      await createStaffAccount(given.platform, {
        tenantId: given.test.otherTenantId,
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
        const more = await Promise.all([0, 1, 2].map(() => given.someone(['administrator'], given.test.otherTenantId)))
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
        { db: given.platform.db, tenantId: given.test.otherTenantId },
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
      return await Promise.all(others.map(({ account_id: id }) => given.get(id, given.test.otherTenantId)))
    }
  })
})
