import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { Browser } from '../../../../test/support/browser-without-script.ts'
import { findSignedInOfTest, signInForTest } from '../../../../test/support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import type { CoreTables } from '../../command.ts'
import { inTenant } from '../../database/in-tenant.ts'
import { buildServer } from '../../http/server.ts'
import { registerPatient } from '../../patients/index.ts'
import type { StaffRole } from '../../policy/roles.ts'
import { createTask, taskPaths, taskReason, type NewTask } from '../index.ts'
import { addStaff } from '../people.test-support.ts'

const sample = taskReason({
  code: 'test.sample',
  words: 'Check the sample',
  priority: 'urgent',
  outcomes: { checked: 'Sample checked' },
})

describe('The pages of tasks', () => {
  let test: TestPlatform
  let app: FastifyInstance | undefined
  let amina: string
  let ben: string
  let administrator: string
  let patientId: string
  let sensitiveId: string

  const browserOf = async (accountId: string, roles: readonly StaffRole[], tenantId = test.tenantId) => {
    const { cookies } = await signInForTest(test, accountId, roles, { tenantId })
    const browser = new Browser(app!)
    for (const [name, value] of Object.entries(cookies)) browser.cookies.set(name, value)
    return browser
  }
  const make = (task: Omit<NewTask, 'reason'>) =>
    inTenant(test.as([]), (tx) => createTask(tx, test.as(['nurse'], { actorId: amina }), { reason: sample, ...task }))
  const register = async (family: string, nhsNumber: string) => {
    const answer = await registerPatient(test.as(['nurse'], { actorId: amina }), {
      names: [{ use: 'official', prefix: [], given: ['Rosa'], family, suffix: [] }],
      nhsNumber: { number: nhsNumber, status: '01' },
      gender: 'female',
      birthDate: '1961-03-12',
    } as Parameters<typeof registerPatient>[1])
    assert.ok(answer.patientId)
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
    amina = await addStaff(test, test.tenantId, 'Amina Khan', ['nurse'])
    ben = await addStaff(test, test.tenantId, 'Ben Okafor', ['nurse'])
    administrator = await addStaff(test, test.tenantId, 'Dilys Price', ['administrator'])
    patientId = await register('Weatherwax', '9990000018')
    sensitiveId = await register('Hidden', '9990000026')
    await inTenant<{ 'core.patient': { sensitive: boolean; patient_id: string } }, unknown>(test.as([]), (tx) =>
      tx.updateTable('core.patient').set({ sensitive: true }).where('patient_id', '=', sensitiveId).execute(),
    )
  })
  after(async () => {
    await app?.close()
    await test.stop()
  })

  it('ask a guest to sign in', async () => {
    const { location } = await new Browser(app!).get('/staff/tasks')
    assert.match(location ?? '', /^\/staff\/sign-in/)
  })
  it('show what someone has to do, with counts that stay fresh', async () => {
    await make({ owner: { accountId: amina }, patientId })
    const browser = await browserOf(amina, ['nurse'])
    const { body, status } = await browser.get('/staff')
    assert.equal(status, 200)
    assert.match(body, /Check the sample/)
    assert.match(body, /WEATHERWAX, Rosa/)
    assert.match(body, /<span data-live="tasks">1<\/span>/)
    assert.match(body, /<span data-live="urgent-tasks">1<\/span>/)
  })
  it('name the patients they show in the audit trail', async () => {
    const browser = await browserOf(amina, ['nurse'])
    await browser.get('/staff/tasks?view=mine')
    const rows = await inTenant<CoreTables, { subject_id: string }[]>(test.as([]), (tx) =>
      tx
        .selectFrom('core.audit_event as event')
        .innerJoin('core.audit_subject as subject', 'subject.event_id', 'event.event_id')
        .select('subject.subject_id')
        .where('event.action', '=', 'core.task.list.viewed')
        .execute(),
    )
    assert.ok(rows.some(({ subject_id }) => subject_id === patientId))
  })
  it('show a sensitive person by name only', async () => {
    await make({ owner: { accountId: amina }, patientId: sensitiveId })
    const browser = await browserOf(amina, ['nurse'])
    const { body } = await browser.get('/staff/tasks?view=mine')
    assert.match(body, /HIDDEN, Rosa/)
    assert.match(body, /999 000 0018/)
    assert.doesNotMatch(body, /999 000 0026/)
    const file = await browser.get('/staff/tasks?view=mine&format=csv')
    assert.match(file.body, /Task,Priority/)
    assert.doesNotMatch(file.body, /999 ?000 ?0026/)
  })
  it('keep filters, order and page in the address', async () => {
    const browser = await browserOf(amina, ['nurse'])
    assert.match((await browser.get('/staff/tasks?view=mine&priority=routine')).body, /There are no tasks here/)
    const { body, status } = await browser.get(
      '/staff/tasks?view=all&sort=-made&priority=urgent&page=nonsense&due=whenever',
    )
    assert.equal(status, 200)
    assert.match(body, /value="urgent" selected/)
    assert.match(body, /aria-sort="descending"/)
  })
  it('take, comment, give and finish a task', async () => {
    const { taskId } = await make({ owner: { role: 'nurse' }, patientId, note: 'Fridge in bay 2' })
    const browser = await browserOf(amina, ['nurse'])
    const url = taskPaths.task(taskId)
    assert.match((await browser.get(url)).body, /Fridge in bay 2/)
    assert.equal((await browser.post(url, { act: 'take' })).location, `${url}?notice=taken`)
    await browser.send(url, { act: 'comment', note: 'Sample was warm' })
    assert.match((await browser.get(url)).body, /Sample was warm/)

    const finish = await browser.send(taskPaths.close(taskId), { outcome: '' })
    assert.equal(finish.status, 422)
    assert.match(finish.body, /Select how this task ended/)
    const other = await browser.send(taskPaths.close(taskId), { outcome: 'other' })
    assert.match(other.body, /Enter what happened/)

    const given = await browser.send(taskPaths.assign(taskId), { to: `person:${ben}`, note: '' })
    assert.equal(given.location, `${url}?notice=given`)
    assert.equal(
      (await browser.send(taskPaths.close(taskId), { outcome: 'checked' })).location,
      `${url}?notice=finished`,
    )
    assert.match((await browser.get(url)).body, /Sample checked/)
    assert.equal(
      (await browser.send(taskPaths.reopen(taskId), { note: 'Wrong sample' })).location,
      `${url}?notice=opened`,
    )
  })
  it('lose nothing when someone else was faster', async () => {
    const { taskId } = await make({ owner: { accountId: ben } })
    const [first, second] = [await browserOf(amina, ['nurse']), await browserOf(ben, ['nurse'])]
    await first.get(taskPaths.close(taskId))
    await second.send(taskPaths.task(taskId), { act: 'take' })
    const late = await first.post(taskPaths.close(taskId), { outcome: 'other', note: 'My long note' })
    assert.match(late.body, /Someone else changed this/)
    assert.match(late.body, /My long note/)
  })
  it('give many tasks to one team at once', async () => {
    const two = await Promise.all([1, 2].map(() => make({ owner: { accountId: amina } })))
    const team = (await make({ owner: { role: 'pharmacist' } })).owner.teamId!
    const browser = await browserOf(amina, ['nurse'])
    const url = '/staff/tasks?view=mine'
    const none = await browser.send(url, { to: `team:${team}` })
    assert.match(none.body, /Select the tasks to give to someone/)
    const answer = await browser.send(url, { tasks: two.map(({ taskId }) => `${taskId}:1`), to: `team:${team}` })
    assert.equal(answer.location, '/staff/tasks?view=mine&notice=given')
  })
  it('say that finished tasks among those given stay as they were', async () => {
    const two = await Promise.all([1, 2].map(() => make({ owner: { accountId: amina } })))
    const browser = await browserOf(amina, ['nurse'])
    await browser.send(taskPaths.close(two[0]!.taskId), { outcome: 'checked' })
    const url = '/staff/tasks?view=mine'
    const tasks = [`${two[0]!.taskId}:2`, `${two[1]!.taskId}:1`]
    const answer = await browser.send(url, { tasks, to: `person:${ben}` })
    assert.equal(answer.location, '/staff/tasks?view=mine&notice=given-some')
    assert.match((await browser.get(answer.location!)).body, /finished meanwhile stay as they were/)
  })
  it('make a task by hand, for a patient or for none', async () => {
    const browser = await browserOf(amina, ['nurse'])
    const url = taskPaths.add({ patientId })
    assert.match((await browser.get(url)).body, /WEATHERWAX/)
    const made = await browser.post(url, {
      reason: 'core.call-patient',
      note: 'Ask about Tuesday',
      priority: 'soon',
      owner: `person:${ben}`,
    })
    assert.match(made.location ?? '', /^\/staff\/tasks\/[0-9a-f-]{36}$/)
    const { body } = await (await browserOf(ben, ['nurse'])).get(made.location!)
    assert.match(body, /Ask about Tuesday/)
    assert.match(body, /WEATHERWAX/)
  })
  it('open no task about a patient to someone outside care', async () => {
    const { taskId } = await make({ owner: { accountId: amina }, patientId })
    const browser = await browserOf(administrator, ['administrator'])
    assert.equal((await browser.get(taskPaths.task(taskId))).status, 403)
    assert.equal((await browser.get(taskPaths.close(taskId))).status, 403)
    assert.equal((await browser.get(taskPaths.add({ patientId }))).status, 403)
    const { body } = await browser.get('/staff/tasks?view=all')
    assert.doesNotMatch(body, /WEATHERWAX/)
  })
  it('are strangers to another organisation', async () => {
    const { taskId } = await make({ owner: { accountId: amina }, patientId })
    const stranger = await addStaff(test, test.otherTenantId, 'Sam Stranger', ['nurse'])
    const browser = await browserOf(stranger, ['nurse'], test.otherTenantId)
    assert.equal((await browser.get(taskPaths.task(taskId))).status, 404)
    assert.doesNotMatch((await browser.get('/staff/tasks?view=all')).body, /WEATHERWAX/)
  })
})
