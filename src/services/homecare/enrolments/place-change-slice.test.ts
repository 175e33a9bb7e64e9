import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { browserLike } from '../../../../test/support/browser-like.ts'
import { findSignedInOfTest, signInForTest } from '../../../../test/support/staff-session.ts'
import { ConflictError, NotAllowedError, NotFoundError } from '../../../core/errors.ts'
import { buildServer } from '../../../core/http/server.ts'
import { hear } from '../exchange/commands/hear.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { acknowledgePlace } from './commands/acknowledge-place.ts'
import { answerRegistration } from './commands/answer-registration.ts'
import { saveChecklist, savePlace } from './commands/change-draft.ts'
import { withdrawRegistration } from './commands/end-registration.ts'
import { correctRegistration, sendToPharmacy } from './commands/hand-on.ts'
import { submitRegistration } from './commands/submit-registration.ts'
import type { EnrolmentDetails } from './enrolment-details.ts'
import { watchRegistrationsJob } from './jobs.ts'
import { registrationPaths as to } from './paths.ts'
import { openSaid } from './queries/open-sealed.ts'
import { getRegistration } from './queries/registrations.ts'
import { ALL_CHECKS, Registrations } from './registration.test-support.ts'
import { placeAcknowledged } from './sayings/place-acknowledged.ts'
import '../../../nouns.ts'

const LATE = 'homecare.place-not-acknowledged'
const READ = 'homecare.place-to-read'
const NEW = { lines: ['12 Elm Grove'], city: 'Leeds', postcode: 'LS8 1AA' }

describe('A change of where deliveries go, after the company has the registration', () => {
  const given = new HomecareTest()
  const all = new Registrations(given)
  const nurse = () => given.as('trust', 'nurse')
  const pharmacist = () => given.as('trust', 'pharmacist')
  const coordinator = () => given.as('company', 'coordinator')
  let app: FastifyInstance
  before(async () => {
    app = await buildServer(given.test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: false,
      publicUrl: 'http://localhost',
      rateLimits: false,
    })
  })
  after(() => app.close())

  const change = async (enrolmentId: string, place: Parameters<typeof savePlace>[1]['place'] = { address: NEW }) =>
    assert.deepEqual((await savePlace(nurse(), { ...(await all.which(enrolmentId)), place })).refusals, [])
  const changed = async (over: Parameters<Registrations['begun']>[0] = {}) => {
    const begun = await all.submitted(over)
    await given.carry()
    await change(begun.enrolmentId)
    return begun
  }
  const placeChange = async (enrolmentId: string, place: 'trust' | 'company' = 'trust') =>
    ((await all.row(enrolmentId, place))?.details as EnrolmentDetails | undefined)?.placeChange
  const watch = () => watchRegistrationsJob.work(given.system('trust'), {})
  const days = (count: number) => given.clock.forward(count * 86_400)
  const browser = async (place: 'trust' | 'company', person: 'nurse' | 'pharmacist' | 'coordinator') => {
    const role = person === 'coordinator' ? 'homecare-coordinator' : person
    const tenantId = given.tenants[place]
    return browserLike(app, (await signInForTest(given.test, given.idOf(place, person), [role], { tenantId })).cookies)
  }

  it('waits for the company, which reads it on its page and says so, once', async () => {
    const { enrolmentId } = await changed()
    await given.carry()
    const trust = await browser('trust', 'nurse')
    assert.match((await trust.get(to.registration(enrolmentId))).text, /not yet acknowledged/)
    assert.ok((await all.tasks(enrolmentId, 'company')).includes(READ))
    const company = await browser('company', 'coordinator')
    const there = await company.get(to.registration(enrolmentId))
    assert.match(there.text, /Deliveries go to 12 Elm Grove/)
    assert.match((await company.get(to.readPlace(enrolmentId))).text, /12 Elm Grove/)
    assert.equal((await company.post(to.readPlace(enrolmentId))).location, to.registration(enrolmentId, 'acknowledged'))
    assert.ok(!(await all.tasks(enrolmentId, 'company')).includes(READ))
    await given.carry()
    const known = await trust.get(to.registration(enrolmentId))
    assert.match(known.text, /acknowledged by the company on/)
    assert.doesNotMatch(known.text, /not yet acknowledged|has not said that it knows/)
    const again = await acknowledgePlace(coordinator(), await all.which(enrolmentId, 'company'))
    assert.deepEqual(
      again.refusals.map(({ name }) => name),
      ['not-changed'],
    )
  })
  it('tells the company what kind of place it is and whom to call, until another address is saved', async () => {
    const known = { ...NEW, kind: 'work', telephone: '+441632960001' } as const
    const { enrolmentId } = await all.submitted()
    await given.carry()
    await change(enrolmentId, { address: known })
    await given.carry()
    assert.deepEqual((await all.row(enrolmentId, 'company'))?.delivery_address, known)
    const words = /12 Elm Grove, Leeds, LS8 1AA, \(work\), telephone 01632 960001/
    assert.match((await (await browser('company', 'coordinator')).get(to.registration(enrolmentId))).text, words)
    const trust = await browser('trust', 'nurse')
    await trust.get(to.place(enrolmentId))
    const typed = { place: 'typed', line1: '12 Elm Grove', town: 'Leeds', postcode: 'ls8 1aa' }
    const boxes = { kind: 'work', telephone: '01632 960001' }
    const wrong = await trust.post(to.place(enrolmentId), { ...typed, ...boxes, telephone: '0163' })
    assert.deepEqual([wrong.status, wrong.html.includes('value="0163"')], [422, true])
    assert.equal((await trust.post(to.place(enrolmentId), { ...typed, ...boxes })).status, 303)
    assert.match((await trust.get(to.registration(enrolmentId))).text, words)
    await given.carry()
    assert.deepEqual((await all.row(enrolmentId, 'company'))?.delivery_address, known)
    const open = await trust.get(to.place(enrolmentId))
    assert.match(open.text, /Now: \(work\), telephone 01632 960001/)
    assert.equal((await trust.post(to.place(enrolmentId), typed)).status, 303)
    assert.match((await trust.get(to.registration(enrolmentId))).text, words, 'empty boxes keep it')
    await trust.get(to.place(enrolmentId))
    assert.equal((await trust.post(to.place(enrolmentId), { ...typed, line1: '13 Elm Grove' })).status, 303)
    assert.deepEqual((await all.row(enrolmentId))?.delivery_address, { ...NEW, lines: ['13 Elm Grove'] })
    for (const said of [{ telephone: '01632 960001' }, { forget: 'yes' }]) {
      await trust.get(to.place(enrolmentId))
      await trust.post(to.place(enrolmentId), { ...typed, line1: '13 Elm Grove', ...said })
    }
    assert.deepEqual((await all.row(enrolmentId))?.delivery_address, { ...NEW, lines: ['13 Elm Grove'] }, 'forgotten')
  })
  it('does the same twice for one key as once', async () => {
    const { enrolmentId } = await changed()
    await given.carry()
    const which = await all.which(enrolmentId, 'company')
    const key = given.newId()
    for (const _ of [1, 2]) {
      const twice = given.as('company', 'coordinator', { idempotencyKey: key })
      assert.deepEqual((await acknowledgePlace(twice, which)).refusals, [])
    }
    await given.carry()
    assert.ok((await placeChange(enrolmentId))?.acknowledged)
  })
  it('becomes an urgent task of the owner when the company’s time is up, once, and is closed by its word', async () => {
    const { enrolmentId } = await changed()
    await given.carry()
    await watch()
    assert.ok(!(await all.tasks(enrolmentId)).includes(LATE))
    days(7)
    for (const _ of [1, 2]) await watch()
    assert.equal((await all.tasks(enrolmentId)).filter((code) => code === LATE).length, 1)
    await acknowledgePlace(coordinator(), await all.which(enrolmentId, 'company'))
    await given.carry()
    assert.ok(!(await all.tasks(enrolmentId)).includes(LATE))
  })
  it('is not settled by the company’s word of the change before it', async () => {
    const { enrolmentId } = await changed()
    await given.carry()
    await acknowledgePlace(coordinator(), await all.which(enrolmentId, 'company'))
    await change(enrolmentId, 'collection')
    await given.carry()
    assert.equal((await placeChange(enrolmentId))?.acknowledged, undefined)
    assert.ok((await all.tasks(enrolmentId, 'company')).includes(READ))
    await acknowledgePlace(coordinator(), await all.which(enrolmentId, 'company'))
    await given.carry()
    assert.ok((await placeChange(enrolmentId))?.acknowledged)
  })
  it('is refused to a page opened before the change, another organisation and the wrong role', async () => {
    const { enrolmentId } = await changed()
    const before = await all.which(enrolmentId, 'company')
    await given.carry()
    const which = await all.which(enrolmentId, 'company')
    await assert.rejects(acknowledgePlace(coordinator(), before), ConflictError)
    await assert.rejects(acknowledgePlace(given.as('company', 'receptionist'), which), NotAllowedError)
    await assert.rejects(acknowledgePlace(given.as('otherTrust', 'pharmacist'), which), NotFoundError)
    const onBehalf = { source: 'telephone', saidOn: '2026-12-01' } as const
    // Its company uses Troth: it says so itself.
    const own = { ...(await all.which(enrolmentId)), onBehalf }
    await assert.rejects(acknowledgePlace(pharmacist(), own), NotAllowedError)
    assert.equal((await placeChange(enrolmentId))?.acknowledged, undefined)
  })
  it('is settled by no company but its own', async () => {
    const { enrolmentId } = await changed()
    const number = (await placeChange(enrolmentId))?.number ?? 0
    await given.write('trust', async (tx) => {
      const from = { tenantId: given.tenants.otherTrust, name: 'Hillview', odsCode: null }
      const arrived = { messageId: given.newId(), from, sentAt: given.clock.now(), kind: placeAcknowledged.name }
      await hear(tx, given.system('trust'), { about: enrolmentId, number: 1, body: { change: number } }, arrived)
    })
    assert.equal((await placeChange(enrolmentId))?.acknowledged, undefined)
    assert.ok((await all.tasks(enrolmentId)).includes('homecare.message-refused'))
  })
  it('of a company that does not use Troth is written down with how and when it said so', async () => {
    const { enrolmentId } = await changed({ isOnTroth: false })
    days(7)
    await watch()
    assert.ok((await all.tasks(enrolmentId)).includes(LATE))
    await assert.rejects(acknowledgePlace(nurse(), await all.which(enrolmentId)), NotAllowedError)
    const none = await acknowledgePlace(pharmacist(), await all.which(enrolmentId))
    assert.deepEqual(
      none.refusals.map(({ name }) => name),
      ['no-source'],
    )
    const page = await browser('trust', 'pharmacist')
    assert.match((await page.get(to.registration(enrolmentId))).text, /Write down that the company knows/)
    await page.get(to.readPlace(enrolmentId))
    assert.match((await page.post(to.readPlace(enrolmentId))).text, /Select how the company told you/)
    const day = { 'saidOn-day': '30', 'saidOn-month': '11', 'saidOn-year': '2026' }
    assert.equal((await page.post(to.readPlace(enrolmentId), { source: 'telephone', ...day })).status, 303)
    assert.match(
      (await page.get(to.registration(enrolmentId))).text,
      /acknowledged by the company on 30 November 2026 \(by telephone\)/,
    )
    assert.ok(!(await all.tasks(enrolmentId)).includes(LATE))
  })
  it('of a sensitive record is acknowledged at the company only by someone who may see the address', async () => {
    const rights = ['see-sensitive-records'] as const
    const { enrolmentId } = await all.submitted()
    await given.carry()
    await change(enrolmentId)
    await given.carry()
    const details = (await all.row(enrolmentId, 'company'))?.details
    await given.write('company', async (tx) => {
      await tx
        .updateTable('homecare.enrolment')
        .set({ details: JSON.stringify({ ...(details as object), isSensitive: true }) })
        .where('tenant_id', '=', given.tenants.company)
        .where('enrolment_id', '=', enrolmentId)
        .execute()
    })
    const which = await all.which(enrolmentId, 'company')
    assert.deepEqual(
      (await acknowledgePlace(coordinator(), which)).refusals.map(({ name }) => name),
      ['sensitive'],
    )
    const seen = async (ctx: ReturnType<typeof coordinator>) =>
      await given.read('company', async (tx) => openSaid(tx, ctx, await getRegistration(tx as never, ctx, enrolmentId)))
    const able = given.as('company', 'coordinator', { rights })
    assert.equal((await seen(coordinator()))?.deliveryAddress, undefined)
    assert.equal((await seen(able))?.deliveryAddress?.postcode, NEW.postcode)
    assert.deepEqual((await acknowledgePlace(able, which)).refusals, [])
  })
  it('waits for nothing once the registration is sent again, or has ended', async () => {
    const { enrolmentId } = await changed()
    await given.carry()
    const body = { answer: 'reject', reason: 'No postcode' } as const
    await answerRegistration(coordinator(), { ...(await all.which(enrolmentId, 'company')), body })
    await given.carry()
    days(7)
    await watch()
    assert.ok(!(await all.tasks(enrolmentId)).includes(LATE))
    await correctRegistration(nurse(), await all.which(enrolmentId))
    await sendToPharmacy(nurse(), await all.which(enrolmentId))
    await saveChecklist(pharmacist(), { ...(await all.which(enrolmentId)), checked: ALL_CHECKS })
    await submitRegistration(pharmacist(), await all.which(enrolmentId))
    await given.carry()
    assert.deepEqual(
      [await placeChange(enrolmentId), await placeChange(enrolmentId, 'company')],
      [undefined, undefined],
    )
    assert.deepEqual(await all.tasks(enrolmentId, 'company'), ['homecare.registration-to-answer'])

    const ended = await changed()
    await given.carry()
    days(7)
    await watch()
    const reason = 'Changed their mind'
    await withdrawRegistration(nurse(), { ...(await all.which(ended.enrolmentId)), reason })
    await given.carry()
    for (const place of ['trust', 'company'] as const)
      assert.deepEqual(
        (await all.tasks(ended.enrolmentId, place)).filter((code) => [LATE, READ].includes(code)),
        [],
      )
  })
})
