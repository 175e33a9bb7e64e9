import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { startSmtpSimulator, type SmtpSimulator } from '../../integrations/smtp/simulator.ts'
import { smtpDoor } from '../../integrations/smtp/client.ts'
import { systemContext, type Context } from '../context.ts'
import type { EmailDoor } from '../email-door.ts'
import { inTenant } from '../database/in-tenant.ts'
import type { AccountTables } from '../identity/accounts/tables.ts'
import { discardJob } from '../jobs/commands/handle-troubled-job.ts'
import { addStaff } from '../tasks/people.test-support.ts'
import { newUuid } from '../values/uuid.ts'
import { handOverEmail } from './commands/hand-over-email.ts'
import { choosePreference, readNotifications } from './commands/own-notifications.ts'
import { MOST_ATTEMPTS } from './email.ts'
import { emailTemplate } from './email-template.ts'
import { countUnread, notify, sendEmail } from './index.ts'
import { newTask } from './messages.ts'
import { listNotifications } from './queries.ts'
import type { NotificationTables } from './tables.ts'

const recovery = emailTemplate<{ link: string }>({
  name: 'test.recovery',
  subject: 'Set a new password',
  text: ({ link }) => `Open ${link}\n`,
})

describe('E-mail', () => {
  let test: TestPlatform
  let smtp: SmtpSimulator
  let amina: string
  let ctx: Context
  const inTx = <Result>(work: Parameters<typeof inTenant<NotificationTables & AccountTables, Result>>[1]) =>
    inTenant<NotificationTables & AccountTables, Result>(ctx, work)
  const queue = (address: string, link = 'https://troth.example/secret') =>
    inTx((tx) => sendEmail(tx, ctx, { to: { address, subjectId: test.tenantId }, template: recovery, data: { link } }))
  const row = (emailId: string) =>
    inTx((tx) =>
      tx.selectFrom('core.outgoing_email').selectAll().where('email_id', '=', emailId).executeTakeFirstOrThrow(),
    )
  const jobsFor = async () => {
    const { Client } = await import('pg')
    const client = new Client(test.connections.owner)
    await client.connect()
    const { rows } = await client.query<{ data: object }>(`select data from pgboss.job where name = 'core.send-email'`)
    await client.end()
    return rows
  }

  before(async () => {
    test = await startTestPlatform()
    smtp = await startSmtpSimulator()
    const door = smtpDoor({ url: smtp.smtpUrl, from: 'troth@riverside.example' })
    ctx = { ...systemContext(test.platform, test.tenantId, newUuid(new Date())), doors: { email: door } }
    amina = await addStaff(test, test.tenantId, 'Amina Khan', ['nurse'])
  })
  after(async () => {
    await smtp.stop()
    await test.stop()
  })

  it('waits sealed, with a job that holds identifiers only', async () => {
    const emailId = await queue('rosa@home.example')
    const { sealed, state } = await row(emailId)
    assert.equal(state, 'queued')
    assert.equal(sealed!.includes('rosa') || sealed!.includes('secret'), false)
    const job = (await jobsFor()).find(({ data }) => JSON.stringify(data).includes(emailId))
    assert.deepEqual(job?.data, { tenantId: test.tenantId, emailId })
  })
  it('is not sent when the change it belongs to fails', async () => {
    const before = (await jobsFor()).length
    await assert.rejects(
      inTx(async (tx) => {
        await sendEmail(tx, ctx, { to: { accountId: amina }, template: newTask, data: undefined })
        throw new Error('no')
      }),
    )
    assert.equal((await jobsFor()).length, before)
  })
  it('is handed over once, and its words are erased', async () => {
    const emailId = await queue('once@home.example')
    assert.deepEqual(await Promise.all([1, 2, 3].map(() => handOverEmail(ctx, emailId))), [
      'settled',
      'settled',
      'settled',
    ])
    assert.equal(smtp.inbox().filter(({ to }) => to === 'once@home.example').length, 1)
    const { state, sealed } = await row(emailId)
    assert.equal(sealed, null)
    assert.ok(state === 'handed-over' || state === 'delivery-not-confirmed')
    assert.equal(await handOverEmail(ctx, emailId), 'settled')
    assert.equal(smtp.inbox().filter(({ to }) => to === 'once@home.example').length, 1)
  })
  it('goes to the address a member of staff has when it is sent, and says nothing about a patient', async () => {
    const emailId = await inTx((tx) =>
      sendEmail(tx, ctx, { to: { accountId: amina }, template: newTask, data: undefined }),
    )
    await inTx((tx) =>
      tx
        .updateTable('core.staff_account')
        .set({ email: 'new@riverside.example' })
        .where('account_id', '=', amina)
        .execute(),
    )
    await handOverEmail(ctx, emailId)
    assert.equal(smtp.inbox()[0]?.to, 'new@riverside.example')
    assert.match(smtp.inbox()[0]?.text ?? '', /Sign in to see it/)
  })
  it('is tried again when the server says "not now", and given up after a while', async () => {
    const emailId = await queue('busy@home.example')
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
      assert.equal(await handOverEmail(ctx, emailId), 'try-later')
      assert.equal((await row(emailId)).state, 'queued')
    }
    assert.equal(await handOverEmail(ctx, emailId), 'settled')
    const { state, problem, sealed } = await row(emailId)
    assert.deepEqual([state, problem, sealed], ['failed', 'smtp-451', null])
  })
  it('fails at once when there is no such mailbox', async () => {
    const emailId = await queue('not-known@home.example')
    assert.equal(await handOverEmail(ctx, emailId), 'settled')
    assert.equal((await row(emailId)).state, 'failed')
  })
  it('is not sent again when the server took it and did not say so', async () => {
    const emailId = await queue('taken-then-gone@home.example')
    assert.equal(await handOverEmail(ctx, emailId), 'settled')
    assert.equal((await row(emailId)).state, 'delivery-not-confirmed')
    await handOverEmail(ctx, emailId)
    assert.equal(smtp.inbox().filter(({ to }) => to === 'taken-then-gone@home.example').length, 1)
  })
  it('is not sent again by whoever finds that the program died while sending', async () => {
    const emailId = await queue('died@home.example')
    let release: (() => void) | undefined
    const dies: EmailDoor = {
      handOver: () => new Promise((resolve) => (release = () => resolve({ result: 'handed-over' }))),
    }
    const dying = handOverEmail({ ...ctx, doors: { email: dies } }, emailId)
    while (!release) await new Promise((resolve) => setTimeout(resolve, 5))
    assert.equal(await handOverEmail(ctx, emailId), 'settled')
    release()
    await dying
    const { state, problem } = await row(emailId)
    assert.deepEqual([state, problem], ['delivery-not-confirmed', 'interrupted'])
    assert.equal(smtp.inbox().filter(({ to }) => to === 'died@home.example').length, 0)
  })
  it('is not tried again by a worker whose claim was taken over meanwhile', async () => {
    const emailId = await queue('late@home.example')
    let release: (() => void) | undefined
    const slow: EmailDoor = {
      handOver: () => new Promise((resolve) => (release = () => resolve({ result: 'not-now', problem: 'smtp-451' }))),
    }
    const late = handOverEmail({ ...ctx, doors: { email: slow } }, emailId)
    while (!release) await new Promise((resolve) => setTimeout(resolve, 5))
    await handOverEmail(ctx, emailId)
    release()
    assert.equal(await late, 'settled')
    assert.equal((await row(emailId)).state, 'delivery-not-confirmed')
  })
  it('says so when there is no mail server', async () => {
    const emailId = await queue('nobody@home.example')
    const { doors: _doors, ...without } = ctx
    await handOverEmail(without, emailId)
    const { state, problem } = await row(emailId)
    assert.deepEqual([state, problem], ['failed', 'no-mail-server'])
  })
  it('cannot be seen or sent from another organisation', async () => {
    const emailId = await queue('stranger@home.example')
    assert.equal(await handOverEmail({ ...ctx, tenantId: test.otherTenantId }, emailId), 'settled')
    assert.equal((await row(emailId)).state, 'queued')
  })

  describe('about tasks', () => {
    const own = (over: Partial<Context> = {}) =>
      test.as(['nurse'], { actorId: amina, purpose: 'administration', ...over })
    const waiting = async () => {
      const rows = await inTx((tx) =>
        tx
          .selectFrom('core.outgoing_email')
          .select(['template', 'not_before'])
          .where('account_id', '=', amina)
          .where('state', '=', 'queued')
          .execute(),
      )
      return rows.map(({ template }) => template)
    }
    it('goes once for many pieces of urgent news, and not for other news', async () => {
      await inTx((tx) =>
        notify(tx, ctx, [
          { accountId: amina, kind: 'task-urgent' },
          { accountId: amina, kind: 'task-assigned' },
        ]),
      )
      await inTx((tx) => notify(tx, ctx, [{ accountId: amina, kind: 'task-urgent' }]))
      assert.deepEqual(await waiting(), ['core.new-urgent-task'])
      assert.equal(await inTx((tx) => countUnread(tx, test.tenantId, amina)), 3)
    })
    it('goes again after its job was lost or discarded: one that waits stops no later one for ever', async () => {
      const jobs = () =>
        inTx(async (tx) => {
          const found = sql<{ id: string; data: { emailId: string } }>`
            select id, data from pgboss.job where name = 'core.send-email' and state <> 'completed' and data->>'emailId' in
              (select email_id::text from core.outgoing_email where account_id = ${amina} and state = 'queued')`
          return (await found.execute({ getExecutor: () => tx.getExecutor() } as never)).rows
        })
      const tell = () => inTx((tx) => notify(tx, ctx, [{ accountId: amina, kind: 'task-urgent' }]))
      const [first] = await jobs()
      await sql`delete from pgboss.job where id = ${first!.id}`.execute(test.platform.db)
      await tell()
      await tell()
      const [again, ...others] = await jobs()
      assert.deepEqual([again?.data.emailId, others.length], [first?.data.emailId, 0])

      await sql`update pgboss.job set state = 'retry' where id = ${again!.id}`.execute(test.platform.db)
      const admin = test.as(['administrator'], { purpose: 'administration' })
      await discardJob(admin, { jobId: again!.id, reason: 'The mail server is being replaced' })
      const { state, problem, sealed } = await row(again!.data.emailId)
      assert.deepEqual([state, problem, sealed], ['failed', 'discarded', null])
      await tell()
      assert.deepEqual(await waiting(), ['core.new-urgent-task'])
      assert.equal((await jobs()).length, 1)
    })
    it('goes as each person chooses', async () => {
      const choice = { emailUrgent: false, emailAssigned: true, quietFrom: '09:00', quietUntil: '12:00' }
      await choosePreference(own(), { ...choice, version: 0 })
      await inTx((tx) => notify(tx, ctx, [{ accountId: amina, kind: 'task-assigned' }]))
      assert.deepEqual((await waiting()).sort(), ['core.new-task', 'core.new-urgent-task'])
      const [quiet] = await inTx((tx) =>
        tx
          .selectFrom('core.outgoing_email')
          .select('not_before')
          .where('template', '=', 'core.new-task')
          .where('state', '=', 'queued')
          .execute(),
      )
      assert.equal(quiet?.not_before?.toISOString(), '2026-11-22T12:00:00.000Z')
    })
    it('is not chosen over somebody else’s choice', async () => {
      const choice = { emailUrgent: true, emailAssigned: true, quietFrom: null, quietUntil: null }
      await assert.rejects(choosePreference(own(), { ...choice, version: 0 }), { name: 'ConflictError' })
      await choosePreference(own(), { ...choice, version: 1 })
      await assert.rejects(
        choosePreference(test.as(['patient'], { purpose: 'own-record' }), { ...choice, version: 0 }),
        {
          name: 'NotAllowedError',
        },
      )
    })
    it('and the bell is quiet once everything is read', async () => {
      const news = await inTx((tx) => listNotifications(tx, test.tenantId, amina))
      const [unseen, ...shown] = news.map(({ notificationId }) => notificationId)
      await readNotifications(own(), { notificationIds: shown })
      assert.equal(await inTx((tx) => countUnread(tx, test.tenantId, amina)), 1, 'what was not shown stays new')
      await readNotifications(test.as(['nurse'], { purpose: 'administration' }), { notificationIds: [unseen!] })
      assert.equal(await inTx((tx) => countUnread(tx, test.tenantId, amina)), 1, 'nobody reads the news of another')
      await readNotifications(own(), { notificationIds: [unseen!] })
      assert.equal(await inTx((tx) => countUnread(tx, test.tenantId, amina)), 0)
    })
  })
})
