import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { Browser } from '../../../../../test/support/browser-without-script.ts'
import { findSignedInOfTest, signInForTest } from '../../../../../test/support/staff-session.ts'
import { buildServer } from '../../../../core/http/server.ts'
import { markSensitive } from '../../../../core/patients/index.ts'
import { HomecareTest, type PersonName, type Place, SAMPLE } from '../../homecare.test-support.ts'
import {
  givenDraft,
  givenInScreening,
  givenRegistered,
  givenSent,
  givenStep,
  readyToPrescribe,
  rowOf,
  saved,
} from '../prescribing.test-support.ts'
import { prescriptionPaths } from '../paths.ts'

const ROLES = {
  doctor: 'doctor',
  nurse: 'nurse',
  coordinator: 'homecare-coordinator',
  receptionist: 'receptionist',
  pharmacist: 'pharmacist',
} as const

describe('The pages of a prescription', () => {
  const given = new HomecareTest()
  let app: FastifyInstance | undefined
  before(async () => {
    await readyToPrescribe(given)
    app = await buildServer(given.test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: true,
      publicUrl: 'http://localhost:3000',
      rateLimits: false,
    })
  })
  after(() => app?.close())
  const browserOf = async (person: PersonName & keyof typeof ROLES, place: Place = 'trust') => {
    const { cookies } = await signInForTest(given.test, given.idOf(place, person), [ROLES[person]], {
      tenantId: given.tenants[place],
    })
    const browser = new Browser(app!)
    for (const [name, value] of Object.entries(cookies)) browser.cookies.set(name, value)
    return browser
  }
  const idIn = (location: string | undefined) => /prescriptions\/([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? ''
  const DOSE = { amount: '40', unit: 'milligram', every: '2', period: 'week', fromDay: '1' }

  it('take a doctor from the patient’s record to clinical screening without script', async () => {
    const care = await givenRegistered(given)
    const doctor = await browserOf('doctor')
    assert.match((await doctor.get(`/staff/patients/${care.patientId}`)).body, /\/homecare"[^>]*>\s*Homecare/)
    assert.match((await doctor.get(prescriptionPaths.homecare(care.patientId))).body, /Write a prescription/)
    const begun = await doctor.send(prescriptionPaths.begin(care.patientId), {
      registration: care.enrolmentId,
      route: 'subcutaneous',
      indication: 'Rheumatoid arthritis',
    })
    assert.equal(begun.status, 303, begun.body.slice(0, 3000))
    const id = idIn(begun.location)
    const product = await doctor.get(begun.location!)
    assert.match(product.body, /Humira 40mg/)
    assert.doesNotMatch(product.body, new RegExp(SAMPLE.endedHumira))
    const toDose = await doctor.post(prescriptionPaths.product(id), { product: SAMPLE.humiraPen40 })
    assert.equal(toDose.location, prescriptionPaths.dose(id), toDose.body.slice(0, 3000))
    const toText = await doctor.send(prescriptionPaths.dose(id), DOSE)
    assert.equal(toText.location, prescriptionPaths.doseText(id))
    const text = await doctor.get(toText.location!)
    assert.match(text.body, /Inject 40 mg - every 2 weeks - under the skin \(subcutaneous\)/)
    assert.match(text.body, /Nobody has signed off the limits of this scheme/)
    const toQuantity = await doctor.send(prescriptionPaths.deliveries(id), {
      'firstDoseOn-day': '7',
      'firstDoseOn-month': '12',
      'firstDoseOn-year': '2026',
      deliveries: '3',
      every: '8',
      unit: 'week',
    })
    assert.equal(toQuantity.location, prescriptionPaths.quantity(id))
    const quantity = await doctor.get(toQuantity.location!)
    assert.match(quantity.body, /The doses need 4 pre-filled pens in each delivery/)
    assert.match(quantity.body, /name="quantity"[^>]*value="4"/)
    const toChecks = await doctor.post(prescriptionPaths.quantity(id), { quantity: '4' })
    assert.match((await doctor.get(toChecks.location!)).body, /Not checked by Troth/)
    const toCheck = await doctor.post(prescriptionPaths.checks(id), { fundingReference: 'BLQ-1' })
    const check = await doctor.get(toCheck.location!)
    assert.match(check.body, /This is the first prescription of this treatment/)
    const done = await doctor.post(prescriptionPaths.check(id), {})
    assert.equal(done.location, prescriptionPaths.prescription(id, 'finished'), done.body.slice(0, 3000))
    const page = await doctor.get(done.location!)
    assert.match(page.body, /Waiting for clinical screening/)
    assert.match(page.body, /Dr Anil Rao[^<]*, as the prescriber/)
    assert.match(page.body, /BLQ-1 \(not checked by Troth\)/)
    assert.equal((await rowOf(given, id)).state, 'in-screening')
  })
  it('say what is wrong in a summary that leads to the field, and keep what was typed', async () => {
    const care = await givenRegistered(given)
    const id = await givenDraft(given, care)
    const doctor = await browserOf('doctor')
    const quantity = await doctor.send(prescriptionPaths.quantity(id), { quantity: '2' })
    assert.equal(quantity.status, 422)
    assert.match(quantity.body, /There is a problem[\s\S]*href="#quantity"[^>]*>\s*Quantity is 2 and the doses need 4/)
    assert.match(quantity.body, /name="quantity"[^>]*value="2"/)
    const dose = await doctor.send(prescriptionPaths.dose(id), {
      ...DOSE,
      amount: 'forty',
      instruction: 'In the thigh',
    })
    assert.equal(dose.status, 422)
    assert.match(dose.body, /href="#amount"[^>]*>\s*Usual dose must be a number/)
    assert.match(dose.body, /value="forty"/)
    assert.match(dose.body, /value="In the thigh"/)
    const odd = await doctor.send(prescriptionPaths.dose(id), { ...DOSE, times: '2' })
    assert.match(odd.body, /href="#every"[^>]*>\s*Say how often the dose is given/)
    const past = await doctor.send(prescriptionPaths.deliveries(id), {
      'firstDoseOn-day': '7',
      'firstDoseOn-month': '11',
      'firstDoseOn-year': '2026',
      deliveries: '30',
      every: '8',
      unit: 'week',
    })
    assert.match(past.body, /Date of the first dose must be today or in the future/)
    assert.match(past.body, /name="deliveries"[^>]*value="30"/)
  })
  it('show a stale page what changed, and keep its answers', async () => {
    const care = await givenRegistered(given)
    const id = await givenDraft(given, care)
    const doctor = await browserOf('doctor')
    await doctor.get(prescriptionPaths.checks(id))
    await saved(given, id, 'checks', { fundingReference: 'BLQ-2' })
    const late = await doctor.post(prescriptionPaths.checks(id), { fundingReference: 'BLQ-3' })
    assert.equal(late.status, 422)
    assert.match(late.body, /Someone else changed this/)
    assert.match(late.body, /BLQ-2/)
    assert.match(late.body, /value="BLQ-3"/)
  })
  it('let a coordinator prepare and give it to the prescriber', async () => {
    const care = await givenRegistered(given)
    const id = await givenDraft(given, care)
    const coordinator = await browserOf('coordinator')
    const page = await coordinator.get(prescriptionPaths.check(id))
    assert.match(page.body, /Give to the prescriber/)
    const given_ = await coordinator.post(prescriptionPaths.check(id), {})
    assert.equal(given_.location, prescriptionPaths.prescription(id, 'handed-over'))
    const doctor = await browserOf('doctor')
    assert.match((await doctor.get('/staff/tasks?view=mine')).body, /Check and finish a prescription/)
  })
  it('renew the last one and show field by field what is not as it was', async () => {
    const care = await givenRegistered(given)
    const id = await givenInScreening(given, care)
    await givenSent(given, id)
    const doctor = await browserOf('doctor')
    const renewed = await doctor.send(prescriptionPaths.renew(id), {})
    const next = idIn(renewed.location)
    assert.equal(renewed.location, prescriptionPaths.check(next, 'renewed'), renewed.body.slice(0, 2000))
    const check = await doctor.get(renewed.location!)
    assert.match(check.body, /Changed: <\/strong>\s*Blood tests are due by 30 June 2027, before delivery 2/)
    assert.match(check.body, /24 May 2027/)
  })
  it('say what others can do, and no word of others when there is nothing', async () => {
    const care = await givenRegistered(given)
    const id = await givenInScreening(given, care)
    const doctor = await browserOf('doctor')
    const page = async () => (await doctor.get(prescriptionPaths.prescription(id))).body
    assert.match(await page(), /Others can:<\/p><ul[^>]*><li>/)
    await givenSent(given, id)
    await givenStep(given, id, 'acknowledge', 'company')
    assert.doesNotMatch(await page(), /Others can:/)
    assert.match(await page(), /Accepted by the homecare company/)
  })
  it('discard for a reason', async () => {
    const care = await givenRegistered(given)
    const id = await givenDraft(given, care)
    const doctor = await browserOf('doctor')
    const empty = await doctor.send(prescriptionPaths.discard(id), { reason: '' })
    assert.match(empty.body, /href="#reason"[^>]*>\s*Enter the reason/)
    const done = await doctor.send(prescriptionPaths.discard(id), { reason: 'Wrong patient' })
    assert.equal(done.location, prescriptionPaths.homecare(care.patientId, 'discarded'))
    assert.match((await doctor.get(prescriptionPaths.prescription(id))).body, /Wrong patient/)
  })
  it('offer the acts on a treatment, each with its own page', async () => {
    const care = await givenRegistered(given)
    const id = await givenInScreening(given, care)
    const { therapyId } = await rowOf(given, id)
    const doctor = await browserOf('doctor')
    const record = await doctor.get(prescriptionPaths.homecare(care.patientId))
    const stop = `/staff/homecare/treatments/${therapyId}/stop`
    assert.match(record.body, new RegExp(`href="${stop}"`))
    assert.match((await doctor.send(stop, { reason: '' })).body, /Enter the reason/)
    const done = await doctor.send(stop, { reason: 'No benefit' })
    assert.equal(done.location, prescriptionPaths.homecare(care.patientId, 'stopped'))
    for (const act of ['pause', 'restart', 'change-dose', 'keep-dose'])
      assert.equal((await doctor.get(`/staff/homecare/treatments/${therapyId}/${act}`)).status, 200, act)
    // What is over refuses in a sentence.
    const again = await doctor.send(`/staff/homecare/treatments/${therapyId}/keep-dose`, { reason: 'Why' })
    assert.match(again.body, /There is a problem/)
  })
  it('are closed to a desk, another trust and a company', async () => {
    const care = await givenRegistered(given)
    const id = await givenDraft(given, care)
    assert.equal((await (await browserOf('receptionist')).get(prescriptionPaths.prescription(id))).status, 403)
    assert.equal((await (await browserOf('doctor', 'otherTrust')).get(prescriptionPaths.prescription(id))).status, 404)
    assert.equal((await (await browserOf('pharmacist', 'company')).get(prescriptionPaths.prescription(id))).status, 404)
    const own = await given.patient({}, 'company')
    assert.equal((await (await browserOf('pharmacist', 'company')).get(prescriptionPaths.begin(own))).status, 403)
  })
  it('never show where a person with a sensitive record lives', async () => {
    const care = await givenRegistered(given)
    const id = await givenInScreening(given, care)
    const doctor = await browserOf('doctor')
    await markSensitive(given.as('trust', 'doctor'), {
      patientId: care.patientId,
      version: 2,
      sensitive: true,
    } as never)
    const { body } = await doctor.get(prescriptionPaths.prescription(id))
    assert.doesNotMatch(body, /Sandmoor/)
    const finish = await doctor.send(prescriptionPaths.check(id), {})
    assert.equal(finish.status, 422)
    assert.match(finish.body, /You may not see where this patient lives/)
  })
})
