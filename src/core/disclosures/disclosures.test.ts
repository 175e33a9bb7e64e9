import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { systemContext, type Context } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import { discardJob } from '../jobs/commands/handle-troubled-job.ts'
import type { QueueTables } from '../jobs/tables.ts'
import { newUuid } from '../values/uuid.ts'
import { applyReceived } from './commands/apply.ts'
import { beginDelivery, markDelivered, receiveParcel, takeParcel } from './commands/deliver.ts'
import { applyDisclosureAgain, sendDisclosureAgain, stopDisclosure } from './commands/handle-disclosure.ts'
import { endRecipient, registerRecipient } from './commands/recipients.ts'
import { receivedState, sentState, TRIES } from './disclosure.ts'
import { applyDisclosure, deliverDisclosure } from './jobs.ts'
import { allowSending, noteShared, recipient, recordOf, shareNote, tickingClock } from './note-shared.test-support.ts'
import { getReceived, getSent, listReceived, listSent } from './queries/lines.ts'
import type { DisclosureTables } from './tables.ts'
import { notApplied, notDelivered } from './task-reasons.ts'
import type { TaskTables } from '../tasks/tables.ts'

let test: TestPlatform
let to: string
let here: Context
let there: Context
before(async () => {
  test = await startTestPlatform(tickingClock())
  to = test.otherTenantId
  here = systemContext(test.platform, test.tenantId, newUuid(new Date()))
  there = systemContext(test.platform, to, newUuid(new Date()))
  await allowSending(test)
})
after(() => test.stop())
beforeEach(() => {
  recipient.refuses = false
})

const nurse = () => test.as(['nurse'])
const admin = () => test.as(['administrator'], { purpose: 'administration' })
const read = <Result>(ctx: Context, work: (tx: never) => Promise<Result>) =>
  inTenant<never, Result>(ctx, (tx) => work(tx as never))
const sent = (id: string) => read(here, (tx) => getSent(tx, here.tenantId, id))
const received = (id: string) => read(there, (tx) => getReceived(tx, to, { senderId: here.tenantId, disclosureId: id }))
const share = async (words: string, about = newUuid(new Date())) =>
  (await shareNote(nurse(), { to, about, words })).disclosureId
const deliver = (disclosureId: string) => deliverDisclosure.work(here, { disclosureId })
const apply = (disclosureId: string) => applyDisclosure.work(there, { senderId: here.tenantId, disclosureId })
const jobsNamed = (name: string) =>
  inTenant<QueueTables, { id: string }[]>(here, (tx) =>
    tx.selectFrom('pgboss.job').select('id').where('name', '=', name).execute(),
  )

describe('A disclosure', () => {
  it('is a row, an event and a job of the change it belongs to', async () => {
    const before = (await jobsNamed('core.deliver-disclosure')).length
    const id = await share('first')
    const line = await sent(id)
    assert.equal(line.recipientName, 'Hillview')
    assert.deepEqual(line.fields, ['about', 'words'])
    assert.deepEqual([line.basis, line.ground, sentState(line)], ['public-task-care', 'direct-care', 'waiting'])
    assert.equal((await jobsNamed('core.deliver-disclosure')).length, before + 1)
  })
  it('vanishes with the change: no row, no job', async () => {
    const before = [
      await jobsNamed('core.deliver-disclosure'),
      await read(here, (tx) => listSent(tx, here.tenantId, {}, { page: 1, size: 50 })),
    ]
    await assert.rejects(share('fail'), /the change failed/)
    assert.deepEqual(
      [
        await jobsNamed('core.deliver-disclosure'),
        await read(here, (tx) => listSent(tx, here.tenantId, {}, { page: 1, size: 50 })),
      ],
      before,
    )
  })
  it('reaches the record of the recipient, and is marked on both sides', async () => {
    const id = await share('second')
    await deliver(id)
    assert.equal(sentState(await sent(id)), 'delivered')
    assert.equal(receivedState(await received(id)), 'waiting')
    await apply(id)
    assert.equal(receivedState(await received(id)), 'applied')
    assert.equal((await recordOf(there)).words, 'second')
    assert.equal((await recordOf(here)).words, null)
  })
  it('is sealed on both sides, and the copy that travelled is erased with its key', async () => {
    const id = await share('Mrs Canary')
    const columns = async (ctx: Context) => {
      const { rows } = await inTenant<DisclosureTables, { rows: { all: string }[] }>(ctx, (tx) =>
        sql<{
          all: string
        }>`select t::text as all from core.disclosure_outbox t union all select t::text from core.disclosure_inbox t`.execute(
          { getExecutor: () => tx.getExecutor() } as never,
        ),
      )
      return rows.map((row) => row.all).join('\n')
    }
    await deliver(id)
    const texts = [await columns(here), await columns(there)]
    for (const text of texts)
      assert.ok(!text.includes('Canary') && !text.includes(Buffer.from('Canary').toString('hex')))
    const keys = (ctx: Context) =>
      inTenant<never, unknown[]>(
        ctx,
        async (tx) =>
          (
            await sql`select 1 from core.subject_key where subject_id = ${id}`.execute({
              getExecutor: () => tx.getExecutor(),
            } as never)
          ).rows,
      )
    assert.equal((await keys(there)).length, 1)
    await apply(id)
    assert.equal((await keys(there)).length, 0)
  })
  it('applies once, however often it is delivered and applied, at the same time too', async () => {
    const { times } = await recordOf(there)
    const id = await share('often')
    await Promise.all([deliver(id), deliver(id), deliver(id)])
    await Promise.all([apply(id), apply(id), apply(id), apply(id)])
    await deliver(id)
    await apply(id)
    assert.deepEqual(await recordOf(there), { words: 'often', times: times + 1 })
  })
  it('survives a program that ends between the two transactions', async () => {
    const { times } = await recordOf(there)
    const id = await share('between')
    assert.equal(await receiveParcel(here, (await takeParcel(here, id))!), 'received')
    assert.equal(sentState(await sent(id)), 'waiting')
    await deliver(id)
    assert.equal(sentState(await sent(id)), 'delivered')
    assert.equal(
      (await read(there, (tx) => listReceived(tx, to, {}, { page: 1, size: 50 }))).lines.filter(
        (line) => line.disclosureId === id,
      ).length,
      1,
    )
    await apply(id)
    assert.deepEqual(await recordOf(there), { words: 'between', times: times + 1 })
  })
  it('does not undo a newer one when it arrives late', async () => {
    const about = newUuid(new Date())
    const [older, newer] = [await share('older', about), await share('newer', about)]
    for (const id of [newer, older]) await deliver(id)
    const { times } = await recordOf(there)
    await apply(newer)
    assert.equal(await applyReceived(there, { senderId: here.tenantId, disclosureId: older }), 'superseded')
    assert.deepEqual(await recordOf(there), { words: 'newer', times: times + 1 })
    assert.equal(receivedState(await received(older)), 'superseded')
  })
  it('that cannot be applied waits for a person, and is applied when tried again', async () => {
    const id = await share('no room yet')
    await deliver(id)
    recipient.refuses = true
    for (let time = 0; time < TRIES; time++) await assert.rejects(apply(id), RangeError)
    const line = await received(id)
    assert.deepEqual([receivedState(line), line.problem], ['failed', 'RangeError'])
    const them = { ...there, actor: { ...admin().actor } } satisfies Context
    recipient.refuses = false
    assert.equal(await applyDisclosureAgain(them, { senderId: here.tenantId, disclosureId: id }), undefined)
    await apply(id)
    assert.equal((await recordOf(there)).words, 'no room yet')
    assert.equal(await applyDisclosureAgain(them, { senderId: here.tenantId, disclosureId: id }), 'not-failed')
  })
  it('that cannot be delivered waits for a person, who sends it again or stops it', async () => {
    const close = (at: Date | null) =>
      sql`update core.tenant set closed_at = ${at} where tenant_id = ${to}`.execute(test.platform.db)
    const [again, never] = [await share('again'), await share('never')]
    await close(new Date())
    for (const id of [again, never])
      for (let time = 0; time < TRIES; time++) await assert.rejects(deliver(id), { name: 'UnavailableError' })
    assert.equal(sentState(await sent(again)), 'failed')
    await close(null)
    assert.equal(await sendDisclosureAgain(admin(), { disclosureId: again }), undefined)
    assert.equal(await stopDisclosure(admin(), { disclosureId: never, reason: 'mistake' }), undefined)
    for (const id of [again, never]) await deliver(id)
    assert.equal(sentState(await sent(again)), 'delivered')
    assert.equal(sentState(await sent(never)), 'stopped')
    assert.equal(await stopDisclosure(admin(), { disclosureId: again, reason: 'mistake' }), 'not-failed')
  })
})

describe('What does not arrive', () => {
  const close = (at: Date | null) =>
    sql`update core.tenant set closed_at = ${at} where tenant_id = ${to}`.execute(test.platform.db)
  const openTasks = (ctx: Context, { code }: { code: string }, key: string) =>
    inTenant<TaskTables, number>(ctx, async (tx) => {
      const rows = await tx
        .selectFrom('core.task')
        .select('task_id')
        .where('tenant_id', '=', ctx.tenantId)
        .where('reason', '=', code)
        .where('entity_id', '=', key)
        .where('closed_at', 'is', null)
        .execute()
      return rows.length
    })
  const failed = async (words: string) => {
    const id = await share(words)
    await close(new Date())
    for (let time = 0; time < TRIES; time++) await assert.rejects(deliver(id), { name: 'UnavailableError' })
    await close(null)
    return id
  }
  const jobOf = async (name: string, disclosureId: string) => {
    const found = sql<{ id: string }>`
      select id from pgboss.job where name = ${name} and data->>'disclosureId' = ${disclosureId}`
    return (await found.execute(test.platform.db)).rows[0]!.id
  }
  const discard = async (name: string, disclosureId: string, over: Partial<Context> = {}) => {
    const jobId = await jobOf(name, disclosureId)
    await sql`update pgboss.job set state = 'retry' where id = ${jobId}`.execute(test.platform.db)
    await discardJob({ ...admin(), ...over }, { jobId, reason: 'x' })
  }

  it('is somebody’s task, until it is sent again, stopped, or arrives after all', async () => {
    const [again, never, late] = [await failed('1'), await failed('2'), await failed('3')]
    for (const id of [again, never, late]) assert.equal(await openTasks(here, notDelivered, id), 1)
    await sendDisclosureAgain(admin(), { disclosureId: again })
    await stopDisclosure(admin(), { disclosureId: never, reason: 'mistake' })
    await deliver(late)
    for (const id of [again, never, late]) assert.equal(await openTasks(here, notDelivered, id), 0)
  })
  it('counts the tries that ended with the program too', async () => {
    const id = await share('killed')
    for (let time = 0; time < TRIES; time++) assert.equal(await beginDelivery(here, id), true)
    assert.equal(sentState(await sent(id)), 'failed')
  })
  it('is not lost when its job is discarded: somebody can still send it again, or put it into the record', async () => {
    const id = await share('discarded')
    await discard('core.deliver-disclosure', id)
    assert.deepEqual([sentState(await sent(id)), await openTasks(here, notDelivered, id)], ['failed', 1])
    assert.equal(await sendDisclosureAgain(admin(), { disclosureId: id }), undefined)
    await deliver(id)
    await discard('core.apply-disclosure', id, { tenantId: to })
    assert.deepEqual([receivedState(await received(id)), await openTasks(there, notApplied, id)], ['failed', 1])
    const them = { ...there, actor: { ...admin().actor } } satisfies Context
    assert.equal(await applyDisclosureAgain(them, { senderId: here.tenantId, disclosureId: id }), undefined)
    await apply(id)
    assert.deepEqual([receivedState(await received(id)), await openTasks(there, notApplied, id)], ['applied', 0])
  })
  it('may have arrived once it was handed over, and stopping it then says so and stays as it is', async () => {
    const [before, after] = [await failed('never left'), await share('left')]
    for (let time = 0; time < TRIES; time++) await beginDelivery(here, after)
    await receiveParcel(here, (await takeParcel(here, after))!)
    for (const disclosureId of [before, after]) await stopDisclosure(admin(), { disclosureId, reason: 'mistake' })
    await markDelivered(here, after)
    assert.deepEqual([sentState(await sent(before)), (await sent(before)).handedOverAt], ['stopped', null])
    assert.equal(sentState(await sent(after)), 'stopped')
    assert.ok((await sent(after)).handedOverAt)
    assert.equal(await takeParcel(here, after), undefined)
  })
  it('is not sent again, by anyone, when the agreement has ended or no longer covers it', async () => {
    const id = await failed('ended')
    await endRecipient(admin(), { recipientId: to })
    assert.equal(await sendDisclosureAgain(admin(), { disclosureId: id }), 'agreement-ended')
    await assert.rejects(deliver(id), { name: 'NotAllowedError' })
    await allowSending(test)
    assert.equal(await sendDisclosureAgain(admin(), { disclosureId: id }), undefined)
  })
})

describe('Nothing is sent', () => {
  const refused = { name: 'NotAllowedError' }
  it('to an organisation that is not on the register', async () => {
    await assert.rejects(shareNote(nurse(), { to: newUuid(new Date()), about: to, words: 'x' }), refused)
  })
  it('that the agreement does not cover, nor after it ended', async () => {
    const id = await share('on its way')
    await endRecipient(admin(), { recipientId: to })
    await assert.rejects(share('x'), refused)
    await deliver(id)
    assert.equal(sentState(await sent(id)), 'delivered')
    await allowSending(test)
    await share('again')
    assert.equal(await endRecipient(admin(), { recipientId: to }), undefined)
    assert.equal(await endRecipient(admin(), { recipientId: to }), 'already-ended')
    await allowSending(test)
  })
  it('by an organisation to itself, or to one that does not exist', async () => {
    const entry = { name: 'X', agreement: 'X', kinds: [noteShared.name] }
    assert.equal(await registerRecipient(admin(), { ...entry, slug: 'riverside' }), 'own-organisation')
    assert.equal(await registerRecipient(admin(), { ...entry, slug: 'nowhere' }), 'no-such-organisation')
    await assert.rejects(registerRecipient(admin(), { ...entry, slug: 'hillview', kinds: ['test.unknown'] }), {
      name: 'NotFoundError',
    })
  })
  it('by the wrong role, and nobody else handles what failed', async () => {
    const disclosureId = await share('x')
    for (const ctx of [nurse(), test.as(['nurse'], { purpose: 'administration' }), test.as(['administrator'])]) {
      await assert.rejects(sendDisclosureAgain(ctx, { disclosureId }), refused)
      await assert.rejects(stopDisclosure(ctx, { disclosureId, reason: 'mistake' }), refused)
      await assert.rejects(endRecipient(ctx, { recipientId: to }), refused)
    }
  })
  it('that another organisation can see: the two sides share no row', async () => {
    const disclosureId = await share('x')
    const strangers = { ...admin(), tenantId: to }
    await assert.rejects(sendDisclosureAgain(strangers, { disclosureId }), { name: 'NotFoundError' })
    await assert.rejects(deliverDisclosure.work(there, { disclosureId }), { name: 'NotFoundError' })
    assert.equal((await read(there, (tx) => listSent(tx, to, {}, { page: 1, size: 50 }))).lines.length, 0)
    assert.equal((await read(here, (tx) => listReceived(tx, here.tenantId, {}, { page: 1, size: 50 }))).lines.length, 0)
  })
})
