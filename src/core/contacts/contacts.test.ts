import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { Browser } from '../../../test/support/browser-without-script.ts'
import { findSignedInOfTest, signInForTest } from '../../../test/support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { inTenant } from '../database/in-tenant.ts'
import { buildServer } from '../http/server.ts'
import { addRelatedPerson, registerPatient } from '../patients/index.ts'
import { amina as person, name } from '../patients/people.test-support.ts'
import type { StaffRole } from '../policy/roles.ts'
import { addStaff } from '../tasks/people.test-support.ts'
import { newUuid } from '../values/uuid.ts'
import { markMistake } from './commands/mark-mistake.ts'
import { attemptsWithoutAnswer, contactPaths, listContacts, recordContact, type NewContact } from './index.ts'
import type { ContactWork } from './tables.ts'

describe('Contacts', () => {
  let test: TestPlatform
  let app: FastifyInstance | undefined
  let nurse: string
  let patientId: string

  const as = (over: Parameters<TestPlatform['as']>[1] = {}) => test.as(['nurse'], { actorId: nurse, ...over })
  const call = (over: Partial<NewContact> = {}): NewContact => ({
    patientId,
    direction: 'out',
    channel: 'telephone',
    happenedAt: new Date('2026-11-22T09:30:00Z'),
    withWhom: 'patient',
    summary: 'Delivery moved to Tuesday',
    outcome: 'spoke',
    ...over,
  })
  const inTx = <Result>(work: Parameters<typeof inTenant<ContactWork, Result>>[1]) =>
    inTenant<ContactWork, Result>(as(), work)
  const list = () => inTx((tx) => listContacts(tx, as(), [patientId], { number: 1, size: 50 }))
  const browserOf = async (roles: readonly StaffRole[]) => {
    const { cookies } = await signInForTest(test, nurse, roles)
    const browser = new Browser(app!)
    for (const [cookie, value] of Object.entries(cookies)) browser.cookies.set(cookie, value)
    return browser
  }
  const register = async () => {
    const answer = await registerPatient(as(), person())
    assert.ok(!('refused' in answer))
    return answer.patientId
  }

  before(async () => {
    test = await startTestPlatform()
    app = await buildServer(test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: true,
      publicUrl: 'http://localhost:3000',
      rateLimits: false,
    })
    nurse = await addStaff(test, test.tenantId, 'Nia Nurse', ['nurse'])
    patientId = await register()
  })
  after(async () => {
    await app?.close()
    await test.stop()
  })

  it('are written down sealed', async () => {
    const answer = await recordContact(as(), call())
    assert.ok(typeof answer === 'object')
    const [stored] = await inTx((tx) => tx.selectFrom('core.contact').select('sealed').execute())
    assert.equal(stored!.sealed.includes('Tuesday'), false)
    assert.equal((await list()).contacts[0]?.summary, 'Delivery moved to Tuesday')
  })
  it('make a follow-up task, or nothing at all', async () => {
    const answer = await recordContact(
      as(),
      call({ followUp: { owner: { role: 'pharmacist' }, note: 'Check the dose' } }),
    )
    assert.ok(typeof answer === 'object' && answer.followUpTaskId)
    const tasks = () =>
      inTenant<{ 'core.task': { task_id: string; patient_id: string | null; reason: string } }, unknown[]>(as(), (tx) =>
        tx.selectFrom('core.task').select(['task_id', 'patient_id', 'reason']).execute(),
      )
    assert.deepEqual(await tasks(), [
      { task_id: answer.followUpTaskId, patient_id: patientId, reason: 'core.contact-follow-up' },
    ])
    const before = (await list()).total
    await assert.rejects(recordContact(as(), call({ followUp: { owner: { accountId: 'nobody' } } })))
    assert.equal((await list()).total, before)
    assert.equal((await tasks()).length, 1)
  })
  it('count attempts until somebody is reached', async () => {
    const attempts = () => inTx((tx) => attemptsWithoutAnswer(tx, test.tenantId, [patientId]))
    for (const minute of ['31', '32']) {
      await recordContact(
        as(),
        call({ happenedAt: new Date(`2026-11-22T09:${minute}:00Z`), outcome: 'no-answer', summary: '' }),
      )
    }
    assert.equal(await attempts(), 2)
    await recordContact(as(), call({ happenedAt: new Date('2026-11-22T09:40:00Z') }))
    assert.equal(await attempts(), 0)
  })
  it('are refused with the word for it, and nothing is written', async () => {
    const before = (await list()).total
    assert.equal(await recordContact(as(), call({ happenedAt: new Date('2026-11-23') })), 'in-the-future')
    assert.equal(
      await recordContact(as(), call({ withWhom: 'related-person', relatedPersonId: newUuid(new Date()) })),
      'not-on-record',
    )
    assert.equal((await list()).total, before)
  })
  it('are with someone on this patient’s record, not on another’s', async () => {
    const other = await register()
    const details = {
      name: name('Zara', 'Khan'),
      relationships: ['child'],
      mayBeTold: [],
      interpreterRequired: false,
    } as never
    const { relatedPersonId } = (await addRelatedPerson(as(), { patientId: other, person: details })) as {
      relatedPersonId: string
    }
    assert.equal(await recordContact(as(), call({ withWhom: 'related-person', relatedPersonId })), 'not-on-record')
    assert.equal(
      typeof (await recordContact(as(), call({ patientId: other, withWhom: 'related-person', relatedPersonId }))),
      'object',
    )
  })
  it('are written down once, when the form is sent twice', async () => {
    const before = (await list()).total
    const ctx = as({ idempotencyKey: newUuid(new Date()) })
    await Promise.all([recordContact({ ...ctx }, call()), recordContact({ ...ctx }, call())])
    assert.equal((await list()).total, before + 1)
  })
  it('that are mistakes stay readable, with the reason, and are marked once', async () => {
    const answer = await recordContact(as(), call({ summary: 'About someone else' }))
    assert.ok(typeof answer === 'object')
    const { contactId } = answer
    assert.equal(await markMistake(as(), { contactId, why: ' ' }), 'nothing-said')
    assert.deepEqual(await markMistake(as(), { contactId, why: 'Wrong patient' }), { done: true })
    assert.equal(await markMistake(as(), { contactId, why: 'Again' }), 'marked-already')
    const marked = (await list()).contacts.find((contact) => contact.contactId === contactId)
    assert.deepEqual(
      [marked?.summary, marked?.mistake, marked?.isMistake],
      ['About someone else', 'Wrong patient', true],
    )
  })
  it('are not seen or written by others', async () => {
    const stranger = as({ tenantId: test.otherTenantId })
    await assert.rejects(recordContact(stranger, call()), { name: 'NotFoundError' })
    for (const ctx of [
      test.as(['administrator']),
      as({ purpose: 'administration' }),
      test.as(['patient'], { purpose: 'own-record' }),
    ]) {
      await assert.rejects(recordContact(ctx, call()), { name: 'NotAllowedError' })
    }
    const browser = await browserOf(['administrator'])
    assert.equal((await browser.get(contactPaths.list(patientId))).status, 403)
  })
  it('are recorded and read on the patient’s record, under their banner', async () => {
    const browser = await browserOf(['nurse'])
    assert.match((await browser.get(`/staff/patients/${patientId}`)).body, /Calls, letters and conversations/)
    const url = contactPaths.record(patientId)
    const page = await browser.get(url)
    assert.match(page.body, /KHAN, Amina/)
    const empty = await browser.post(url, {})
    assert.equal(empty.status, 422)
    assert.match(empty.body, /Select which way/)
    const entry = {
      direction: 'out',
      channel: 'telephone',
      'date-day': '22',
      'date-month': '11',
      'date-year': '2026',
      time: '9:45',
      withWhom: 'other',
      withName: 'District nurse',
      summary: 'Will visit <b>tomorrow</b>',
      outcome: 'spoke',
      followUp: 'yes',
    }
    assert.match((await browser.send(url, entry)).body, /Select a person or a team/)
    const saved = await browser.send(url, { ...entry, owner: `person:${nurse}`, taskNote: 'Ring back' })
    assert.equal(saved.location, contactPaths.list(patientId, 'with-task'))
    const { body } = await browser.get(saved.location!)
    assert.match(body, /KHAN, Amina/)
    assert.match(body, /District nurse/)
    assert.match(body, /Will visit &lt;b>tomorrow/)
    assert.match(body, /Follow-up task/)

    const mistake = /\/contacts\/([0-9a-f-]{36})\/mistake/.exec(body)![0]
    const marked = await browser.send(`/staff/patients/${patientId}${mistake}`, { why: 'Wrong patient' })
    assert.equal(marked.location, contactPaths.list(patientId, 'mistake'))
    assert.match((await browser.get(marked.location!)).body, /<s>Will visit/)
  })
})
