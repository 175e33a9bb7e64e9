import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type BrowserLike, browserLike } from '../../../../test/support/browser-like.ts'
import { signInForTest } from '../../../../test/support/staff-session.ts'
import type { Context } from '../../../core/context.ts'
import type { Reader } from '../../../core/database/transaction.ts'
import { NotAllowedError, NotFoundError } from '../../../core/errors.ts'
import { markSensitive } from '../../../core/patients/index.ts'
import { closeTasksOf } from '../../../core/tasks/index.ts'
import { givenCare } from '../care.test-support.ts'
import {
  act,
  DELIVER,
  DISPENSE,
  givenSupply,
  statesOf,
  type Supply,
  tasksOf,
} from '../deliveries/supply.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import '../index.ts'
import { givenStock } from '../supply-cover/watch.test-support.ts'
import { askForBin } from './commands/ask-for-bin.ts'
import { countOwnStock } from './commands/count-own-stock.ts'
import { reportOwnProblem } from './commands/report-own-problem.ts'
import { patientBrowser, serverOf } from './patient-browser.test-support.ts'
import { ownHomecarePaths } from './paths.ts'
import { deliveryAsked } from './task-reasons.ts'

const DAY = (name: string, day: string, month: string, year = '2026') => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
})
const COUNT = { packs: '1', packSize: '2', loose: '0', expiry: '' }
const BOOKED = {
  ...DAY('day', '9', '12'),
  slot: 'morning',
  place: 'usual',
  address: '',
  recipient: 'me',
  recipientName: '',
  recipientAge: '',
  reason: 'It is the first delivery',
}

describe('A person’s own homecare', () => {
  const given = new HomecareTest('2026-12-07T09:00:00Z')
  let app: FastifyInstance
  let supply: Supply
  let browser: BrowserLike
  before(async () => {
    app = await serverOf(given)
    supply = await givenSupply(given)
    browser = await patientBrowser(given, app, supply.patientId)
  })
  after(() => app.close())

  const own = (patientId: string, over: Partial<Context> = {}): Context => ({
    ...given.as('trust', 'receptionist'),
    actor: { kind: 'patient', id: given.newId(), roles: ['patient'], rights: [], patientId },
    purpose: 'own-record',
    ...over,
  })
  const rows = (
    table: 'homecare.stock_count' | 'homecare.missed_dose' | 'homecare.matter',
    place: 'trust' | 'company' = 'trust',
  ) =>
    given.read(place, (tx) =>
      (tx as Reader<never> as unknown as Reader<Record<string, Record<string, unknown>>>)
        .selectFrom(table)
        .selectAll()
        .where('therapy_id' as never, '=', supply.therapyId as never)
        .execute(),
    )

  it('asks what is at home while nobody knows, and shows where the supply stands', async () => {
    const page = await browser.get(ownHomecarePaths.home())
    assert.equal(page.status, 200)
    assert.match(page.text, /We do not know what you have at home/)
    assert.match(page.text, /With the homecare company: done/)
    assert.match(page.text, /Delivery booked: this is next/)
    assert.match(page.html, /<ol/)
    assert.match(page.text, /call 111/)
  })
  it('keeps a wrong count, and says what to do', async () => {
    const path = ownHomecarePaths.stockCheck(supply.therapyId)
    await browser.get(path)
    const wrong = await browser.post(path, { ...COUNT, packs: 'two', loose: '7' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /Full packs that are not open must be a whole number/)
    assert.match(wrong.html, /value="two"/)
    assert.match(wrong.html, /value="7"/)
    assert.equal((await rows('homecare.stock_count')).length, 0)
  })
  it('keeps what was counted once, tells the company, and lets the delivery be booked', async () => {
    const path = ownHomecarePaths.stockCheck(supply.therapyId)
    await browser.get(path)
    assert.equal((await browser.post(path, COUNT)).location, ownHomecarePaths.home('counted'))
    await browser.post(path, COUNT)
    await given.carry()
    const [count, ...more] = await rows('homecare.stock_count')
    assert.deepEqual([count?.['source'], more.length], ['patient-count', 0])
    assert.deepEqual(
      (await rows('homecare.stock_count', 'company')).map(({ source }) => source),
      ['patient-count'],
    )
    assert.deepEqual(await statesOf(given, supply.deliveryId(1)), ['contacted', 'contacted'])
    assert.match((await browser.get(ownHomecarePaths.home())).text, /Your next dose is covered until|Call us today/)
  })
  it('books for someone else only from 16, and keeps what was typed', async () => {
    const path = ownHomecarePaths.delivery(supply.therapyId, supply.deliveryId(1))
    assert.equal((await browser.get(path)).status, 200)
    const young = { ...BOOKED, recipient: 'someone', recipientName: 'Zara Khan', recipientAge: '15' }
    const wrong = await browser.post(path, young)
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /They must be 16 or over/)
    assert.match(wrong.html, /value="Zara Khan"/)
    const late = await browser.post(path, { ...BOOKED, reason: '' })
    assert.match(late.text, /This day is later than you need your medicine/)
  })
  it('is not put off when a dose would have no stock: a named person calls', async () => {
    const path = ownHomecarePaths.putOff(supply.therapyId, supply.deliveryId(1))
    const page = await browser.get(path)
    assert.match(page.text, /We will call you instead/)
    const wrong = await browser.post(path, DAY('until', '40', '1', '2027'))
    assert.equal(wrong.status, 422)
    assert.match(wrong.html, /value="40"/)
    await browser.get(path)
    const asked = await browser.post(path, DAY('until', '1', '3', '2027'))
    assert.equal(asked.location, ownHomecarePaths.home('put-off-not-covered'))
    assert.deepEqual(await statesOf(given, supply.deliveryId(1)), ['contacted', 'contacted'])
    const [task] = await tasksOf(given, 'trust', 'homecare.delivery-asked')
    assert.equal(task?.owner_account_id, given.idOf('trust', 'nurse'))
    await given.write('trust', (tx) =>
      closeTasksOf(tx, given.system('trust'), {
        reason: deliveryAsked,
        key: supply.deliveryId(1),
        outcome: 'arranged',
      }),
    )
  })
  it('is put off on both sides while doses are covered, and the clinic hears that the reserve is used', async () => {
    const path = ownHomecarePaths.putOff(supply.therapyId, supply.deliveryId(1))
    await browser.get(path)
    const done = await browser.post(path, DAY('until', '10', '12'))
    assert.equal(done.location, ownHomecarePaths.home('put-off-late'), done.text)
    await browser.post(path, DAY('until', '10', '12'))
    await given.carry()
    assert.deepEqual(await statesOf(given, supply.deliveryId(1)), ['deferred', 'deferred'])
    assert.equal((await tasksOf(given, 'trust', 'homecare.reserve-used')).length, 1)
    // Counted again, it can be booked after all.
    await browser.get(ownHomecarePaths.stockCheck(supply.therapyId))
    await browser.post(ownHomecarePaths.stockCheck(supply.therapyId), COUNT)
    await given.carry()
    assert.deepEqual(await statesOf(given, supply.deliveryId(1)), ['contacted', 'contacted'])
  })
  it('asks a named person for a sharps bin, once', async () => {
    const path = ownHomecarePaths.sharpsBin(supply.therapyId)
    await browser.get(path)
    assert.match((await browser.post(path, {})).text, /Select what you need/)
    await browser.get(path)
    assert.equal((await browser.post(path, { wish: 'replace' })).location, ownHomecarePaths.home('bin-asked'))
    await browser.get(path)
    await browser.post(path, { wish: 'replace' })
    const tasks = await tasksOf(given, 'trust', 'homecare.sharps-bin-asked')
    assert.deepEqual(
      tasks.map(({ owner_account_id }) => owner_account_id),
      [given.idOf('trust', 'nurse')],
    )
    await assert.rejects(
      askForBin(given.as('trust', 'nurse'), { therapyId: supply.therapyId, wish: 'new' }),
      NotAllowedError,
    )
    await assert.rejects(
      askForBin(own(supply.patientId, { tenantId: given.tenants.otherTrust }), {
        therapyId: supply.therapyId,
        wish: 'new',
      }),
      NotFoundError,
    )
  })
  it('books a day, and both sides know', async () => {
    const path = ownHomecarePaths.delivery(supply.therapyId, supply.deliveryId(1))
    await browser.get(path)
    const booked = await browser.post(path, BOOKED)
    assert.equal(booked.location, ownHomecarePaths.home('booked'), booked.text)
    await given.carry()
    assert.deepEqual(await statesOf(given, supply.deliveryId(1)), ['booked', 'booked'])
    const home = await browser.get(ownHomecarePaths.home())
    assert.match(home.text, /Your next delivery: 9 December 2026 ?, morning/)
    assert.match(home.text, /4 Sandmoor Drive/)
  })
  it('asks a person for another day once it is booked, and it comes as booked until then', async () => {
    const path = ownHomecarePaths.delivery(supply.therapyId, supply.deliveryId(1))
    const open = async () => (await tasksOf(given, 'trust', 'homecare.delivery-asked')).length
    const openBefore = await open()
    assert.ok((await browser.get(ownHomecarePaths.home())).html.includes(path))
    assert.match((await browser.get(path)).text, /booked for 9 December 2026.*we will call you/)
    const asked = await browser.post(path, { ...BOOKED, ...DAY('day', '11', '12') })
    assert.equal(asked.location, ownHomecarePaths.home('asked'), asked.text)
    await given.carry()
    assert.deepEqual(await statesOf(given, supply.deliveryId(1)), ['booked', 'booked'])
    assert.equal(await open(), openBefore + 1)
    const other = { ...BOOKED, ...DAY('day', '14', '12') }
    for (const wish of [other, other]) {
      await browser.get(path)
      await browser.post(path, wish)
    }
    assert.equal(await open(), openBefore + 1, 'the newest wish is the one that is open')
  })
  it('says first what to do about a missed dose, and always asks a clinician', async () => {
    const path = ownHomecarePaths.missedDose(supply.therapyId)
    const page = await browser.get(path)
    assert.ok(page.text.indexOf('take a double dose') < page.text.indexOf('Which day should you have taken it?'))
    const missed = { ...DAY('dueOn', '6', '12'), doses: '1', cause: 'forgot', note: 'I was away' }
    const wrong = await browser.post(path, missed)
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /We have no dose of yours on this day/)
    assert.match(wrong.html, /I was away/)
    const told = await browser.post(path, { ...missed, ...DAY('dueOn', '7', '12') })
    assert.match(told.text, /will call you/)
    await browser.post(path, { ...missed, ...DAY('dueOn', '7', '12') })
    assert.equal((await rows('homecare.missed_dose')).length, 1)
    const tasks = await tasksOf(given, 'trust', 'homecare.dose-missed')
    assert.deepEqual(
      tasks.map(({ priority }) => priority),
      ['urgent'],
    )
  })
  it('sets aside what arrived warm, once, and has a named person call', async () => {
    const { deliveryId } = supply
    await arrives(deliveryId(1))
    const path = ownHomecarePaths.problem(supply.therapyId)
    await browser.get(path)
    assert.match((await browser.post(path, { words: 'It was in the sun' })).html, /It was in the sun/)
    const told = await browser.post(path, { problem: 'warm', words: 'It was in the sun' })
    assert.match(told.text, /Do not use it until we call/)
    await browser.post(path, { problem: 'warm', words: 'It was in the sun' })
    await given.carry()
    assert.deepEqual(await statesOf(given, deliveryId(1)), ['quarantined', 'quarantined'])
    const matters = (await rows('homecare.matter')).filter(({ kind }) => kind === 'problem')
    assert.deepEqual(
      matters.map((matter) => matter['reason_code']),
      ['warm'],
    )
    const [task, ...more] = await tasksOf(given, 'trust', 'homecare.problem-told')
    assert.deepEqual([task?.priority, task?.owner_account_id, more.length], ['urgent', given.idOf('trust', 'nurse'), 0])
  })
  it('says when to call 999 and 111 about a side effect', async () => {
    const path = ownHomecarePaths.problem(supply.therapyId)
    await browser.get(path)
    const told = await browser.post(path, { problem: 'side-effect', words: '' })
    assert.match(told.text, /Call 999 if/)
    assert.match(told.text, /call 111/)
    assert.equal((await tasksOf(given, 'trust', 'homecare.problem-told')).length, 2)
  })
  it('shows and takes nothing of another person’s', async () => {
    const other = await givenCare(given, {})
    await givenStock(given, other, 4)
    for (const path of [
      ownHomecarePaths.stockCheck(other.therapyId),
      ownHomecarePaths.missedDose(other.therapyId),
      ownHomecarePaths.problem(other.therapyId),
      ownHomecarePaths.sharpsBin(other.therapyId),
      ownHomecarePaths.delivery(other.therapyId, supply.deliveryId(1)),
      ownHomecarePaths.putOff(other.therapyId, supply.deliveryId(1)),
    ]) {
      assert.equal((await browser.get(path)).status, 404, path)
    }
    const count = { countedOn: given.clock.today(), units: 3 }
    const asked = { therapyId: other.therapyId, count, deliveryId: undefined }
    const problem = { therapyId: other.therapyId, problem: 'warm', deliveryId: undefined, words: undefined } as const
    await assert.rejects(countOwnStock(own(supply.patientId), asked), NotAllowedError)
    await assert.rejects(reportOwnProblem(own(supply.patientId), problem), NotAllowedError)
    await assert.rejects(
      countOwnStock(own(other.patientId, { tenantId: given.tenants.otherTrust }), asked),
      NotFoundError,
    )
    await assert.rejects(countOwnStock(own(other.patientId, { purpose: 'direct-care' }), asked), NotAllowedError)
    await assert.rejects(countOwnStock(given.as('trust', 'nurse'), asked), NotAllowedError)
  })
  it('opens no page of patients to staff', async () => {
    const { cookies } = await signInForTest(given.test, given.idOf('trust', 'nurse'), ['nurse'])
    const staff = browserLike(app, cookies)
    assert.notEqual((await staff.get(ownHomecarePaths.home())).status, 200)
    assert.notEqual((await staff.get(ownHomecarePaths.stockCheck(supply.therapyId))).status, 200)
  })
  it('never shows or sends where someone lives whose record is sensitive', async () => {
    await sensitive()
    const askedBefore = (await tasksOf(given, 'trust', 'homecare.delivery-asked')).length
    assert.doesNotMatch((await browser.get(ownHomecarePaths.home())).html, /Sandmoor|LS17/)
    const path = ownHomecarePaths.delivery(supply.therapyId, supply.deliveryId(2))
    const page = await browser.get(path)
    assert.equal(page.status, 200)
    assert.doesNotMatch(page.html, /Sandmoor|LS17|The other address|My usual address/)
    const { address: _address, ...rest } = BOOKED
    const wrong = await browser.post(path, {
      ...rest,
      ...DAY('day', '14', '12'),
      place: 'other',
      address: '9 Hidden Row',
    })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /Select where it should go/)
    const asked = await browser.post(path, { ...rest, ...DAY('day', '14', '12'), place: 'call' })
    assert.equal(asked.location, ownHomecarePaths.home('asked'), asked.text)
    assert.equal((await tasksOf(given, 'trust', 'homecare.delivery-asked')).length, askedBefore + 1)
  })

  const arrives = async (deliveryId: string): Promise<void> => {
    for (const what of [DISPENSE, { event: 'dispatch' }, DELIVER] as const) {
      assert.deepEqual(await act(given, 'company', 'pharmacist', deliveryId, what), { done: true })
    }
    await given.carry()
  }
  async function sensitive(): Promise<void> {
    const { version } = await given.read('trust', (tx) =>
      (tx as unknown as Reader<{ 'core.patient': { patient_id: string; version: number } }>)
        .selectFrom('core.patient')
        .select('version')
        .where('patient_id', '=', supply.patientId)
        .executeTakeFirstOrThrow(),
    )
    await markSensitive(given.as('trust', 'nurse', { rights: ['see-sensitive-records'] }), {
      patientId: supply.patientId,
      version,
      sensitive: true,
      reason: 'They asked us to',
    })
  }
})
