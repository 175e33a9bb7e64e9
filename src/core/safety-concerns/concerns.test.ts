import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { Browser } from '../../../test/support/browser-without-script.ts'
import { findSignedInOfTest, signInForTest } from '../../../test/support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { inTenant } from '../database/in-tenant.ts'
import { allPages } from '../http/page.ts'
import { PUBLIC_ACTOR_ID } from '../http/request-context.ts'
import { buildServer } from '../http/server.ts'
import { registerPatient } from '../patients/index.ts'
import { amina as person } from '../patients/people.test-support.ts'
import type { StaffRole } from '../policy/roles.ts'
import { addStaff } from '../tasks/people.test-support.ts'
import { newUuid } from '../values/uuid.ts'
import { PUBLIC_REPORTS_AN_HOUR, reportConcern } from './commands.ts'
import { concernPaths } from './index.ts'
import { getConcern, listConcerns, type StoredConcern } from './queries.ts'
import type { ConcernWork } from './tables.ts'

const PUBLIC = { kind: 'public', id: PUBLIC_ACTOR_ID, roles: ['public'], rights: [] } as const
const report = { what: 'The dose on the page is ten times too high', harm: 'nearly', where: '', contact: '' } as const

describe('A safety concern', () => {
  let test: TestPlatform
  let app: FastifyInstance | undefined
  let administrator: string
  let officer: string
  let nurse: string

  const inTx = <Result>(work: Parameters<typeof inTenant<ConcernWork, Result>>[1]) =>
    inTenant<ConcernWork, Result>(test.as([]), work)
  const latest = async (): Promise<StoredConcern> => (await inTx((tx) => listConcerns(tx, test.tenantId)))[0]!
  const newsOf = (accountId: string) =>
    inTx((tx) => tx.selectFrom('core.notification').select('kind').where('account_id', '=', accountId).execute())
  const signedIn = async (accountId: string, roles: readonly StaffRole[]) => {
    const { cookies } = await signInForTest(test, accountId, roles)
    const browser = new Browser(app!)
    for (const [name, value] of Object.entries(cookies)) browser.cookies.set(name, value)
    return browser
  }

  before(async () => {
    test = await startTestPlatform()
    app = await buildServer(test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: true,
      publicUrl: 'http://localhost:3000',
      rateLimits: false,
    })
    administrator = await addStaff(test, test.tenantId, 'Dilys Price', ['administrator'])
    officer = await addStaff(test, test.tenantId, 'Olu Ade', ['data-protection-officer'])
    nurse = await addStaff(test, test.tenantId, 'Nia Nurse', ['nurse'])
  })
  after(async () => {
    await app?.close()
    await test.stop()
  })

  it('can be reported by anyone, from the foot of every page', async () => {
    const browser = new Browser(app!)
    assert.equal((await browser.get('/safety-concern')).location, concernPaths.choose())
    const choose = await browser.get(concernPaths.choose())
    assert.match(choose.body, /href="\/riverside\/safety-concern"/)

    const empty = await browser.send('/riverside/safety-concern', { what: '' })
    assert.match(empty.body, /Enter what the concern is/)
    assert.match(empty.body, /Select if anyone has been harmed/)
    const sent = await browser.send('/riverside/safety-concern', report)
    assert.match(sent.location ?? '', /^\/riverside\/safety-concern\?reference=SC-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const next = await browser.get(sent.location!)
    assert.match(next.body, /What happens next/)
    assert.doesNotMatch(next.body, /ten times/)
    assert.deepEqual([(await latest()).reporterKind, (await latest()).reporterId], ['public', null])
  })
  it('is kept sealed, and becomes an urgent task of the administrators', async () => {
    const { concernId, taskId } = await latest()
    const row = await inTx((tx) => tx.selectFrom('core.safety_concern').select('sealed').executeTakeFirstOrThrow())
    assert.equal(row.sealed.includes('dose'), false)
    const task = await inTx((tx) =>
      tx
        .selectFrom('core.task as task')
        .innerJoin('core.team as team', 'team.team_id', 'task.team_id')
        .select(['task.priority', 'team.role', 'task.entity_id'])
        .where('task.task_id', '=', taskId)
        .executeTakeFirst(),
    )
    assert.deepEqual(task, { priority: 'urgent', role: 'administrator', entity_id: concernId })
    assert.equal((await newsOf(administrator)).length, 1)
    assert.equal((await newsOf(officer)).length, 1)
    assert.equal((await newsOf(nurse)).length, 0)
  })
  it('is read by administrators and the data protection officer only', async () => {
    const { concernId } = await latest()
    const url = concernPaths.concern(concernId)
    assert.match((await (await signedIn(administrator, ['administrator'])).get(url)).body, /ten times too high/)
    assert.equal((await (await signedIn(officer, ['data-protection-officer'])).get(concernPaths.list())).status, 200)
    assert.equal((await (await signedIn(nurse, ['nurse'])).get(url)).status, 403)
    await assert.rejects(
      inTenant<ConcernWork, unknown>({ db: test.platform.db, tenantId: test.otherTenantId }, (tx) =>
        getConcern(tx, { ...test.as([]), tenantId: test.otherTenantId }, concernId),
      ),
      { name: 'NotFoundError' },
    )
  })
  it('can be reported by staff who are signed in, once for one form', async () => {
    const browser = await signedIn(nurse, ['nurse'])
    assert.equal((await browser.get('/safety-concern')).location, concernPaths.staff())
    await browser.get(concernPaths.staff())
    const [first, second] = [
      await browser.post(concernPaths.staff(), report),
      await browser.post(concernPaths.staff(), report),
    ]
    assert.equal(first.location, second.location)
    assert.deepEqual([(await latest()).reporterKind, (await latest()).reporterId], ['staff', nurse])
    const { body } = await (
      await signedIn(administrator, ['administrator'])
    ).get(concernPaths.concern((await latest()).concernId))
    assert.match(body, /Nia Nurse/)
  })
  it('of a patient is sealed under the patient’s own key', async () => {
    const answer = await registerPatient(test.as(['nurse'], { actorId: nurse }), person())
    assert.ok(!('refused' in answer))
    const patient = test.as(['patient'], {
      purpose: 'security',
      actor: { kind: 'patient', id: newUuid(new Date()), roles: ['patient'], rights: [], patientId: answer.patientId },
    })
    await reportConcern(patient, { what: 'My letter went to a neighbour', harm: 'no' })
    const { concernId, patientId } = await latest()
    assert.equal(patientId, answer.patientId)
    const { report: opened } = await inTx((tx) => getConcern(tx, test.as([]), concernId))
    assert.equal(opened?.what, 'My letter went to a neighbour')
  })
  it('of people who are not signed in is taken as often a minute as a password is, and no more', () =>
    assert.equal(allPages().find(({ path }) => path === '/:organisation/safety-concern')?.rateLimit, 'secrets'))
  it('does not drown the administrators when one program sends hundreds', async () => {
    const nobody = test.as(['public'], { purpose: 'security', actor: { ...PUBLIC } })
    const before = (await newsOf(administrator)).length
    for (let at = 0; at < PUBLIC_REPORTS_AN_HOUR + 15; at += 1)
      await reportConcern(nobody, { what: 'Spam', harm: 'no' })
    const news = (await newsOf(administrator)).length - before
    assert.ok(news <= PUBLIC_REPORTS_AN_HOUR + 1, String(news))
    const kept = await inTx((tx) => listConcerns(tx, test.tenantId))
    assert.ok(kept.length >= PUBLIC_REPORTS_AN_HOUR + 15)
    await reportConcern(test.as(['nurse'], { purpose: 'security', actorId: nurse }), { what: 'Real', harm: 'yes' })
    assert.equal((await newsOf(administrator)).length - before, news + 1)
  })
  it('cannot be made up for another purpose', async () => {
    await assert.rejects(reportConcern(test.as(['nurse']), { what: 'x', harm: 'no' }), { name: 'NotAllowedError' })
  })
})
