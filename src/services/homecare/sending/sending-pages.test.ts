import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { Browser } from '../../../../test/support/browser-without-script.ts'
import { findSignedInOfTest, signInForTest } from '../../../../test/support/staff-session.ts'
import { buildServer } from '../../../core/http/server.ts'
import { bringIn } from '../../../core/medicines/sample.test-support.ts'
import type { StaffRole } from '../../../core/policy/roles.ts'
import { givenCare, givenCompany, givenPrescription } from '../care.test-support.ts'
import { HomecareTest, type PersonName, type Place } from '../homecare.test-support.ts'
import { givenSigner, SIGNING_SECRET } from '../prescriptions/signing.test-support.ts'
import { screeningPaths } from '../screening/paths.ts'
import { signingPaths } from '../signing/paths.ts'
import { sendingPaths } from './paths.ts'
import { givenHeldByCompany, prescriptionAt, transmitNow } from './sending.test-support.ts'

const ROLE = {
  doctor: 'doctor',
  nurse: 'nurse',
  technician: 'pharmacy-technician',
  coordinator: 'homecare-coordinator',
  receptionist: 'receptionist',
  pharmacist: 'pharmacist',
  administrator: 'administrator',
} as const satisfies Record<PersonName, StaffRole>

describe('The pages from clinical screening to the company’s answer', () => {
  const given = new HomecareTest()
  let app: FastifyInstance | undefined
  before(async () => {
    await bringIn(given.test)
    app = await buildServer(given.test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: true,
      publicUrl: 'http://localhost:3000',
      rateLimits: false,
    })
  })
  after(() => app?.close())
  const browserOf = async (person: PersonName, place: Place = 'trust') => {
    const { cookies } = await signInForTest(given.test, given.idOf(place, person), [ROLE[person]], {
      tenantId: given.tenants[place],
    })
    const browser = new Browser(app!)
    for (const [name, value] of Object.entries(cookies)) browser.cookies.set(name, value)
    return browser
  }
  const words = (body: string) =>
    (/<main[\s\S]*<\/main>/.exec(body)?.[0] ?? body).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  const day = (name: string, date: string) => {
    const [year = '', month = '', of = ''] = date.split('-')
    return { [`${name}-day`]: of, [`${name}-month`]: month, [`${name}-year`]: year }
  }
  const stateAt = async (place: Place, id: string) => (await prescriptionAt(given, place, id)).state

  it('take a prescription from the queue through screening, signing and order to the company, without script', async () => {
    const care = await givenCare(given)
    await givenHeldByCompany(given, care)
    const { code } = await givenSigner(given)
    const { prescriptionId: id } = await givenPrescription(given, care)
    const pharmacist = await browserOf('pharmacist')
    const queue = await pharmacist.get(screeningPaths.queue())
    assert.match(words(queue.body), /Amina.*Adalimumab.*New.*Waiting for clinical screening/)
    assert.match((await pharmacist.get(screeningPaths.queue({ class: 'changed' }))).body, /Nothing waits/)
    const file = await pharmacist.get(screeningPaths.queue({ format: 'csv' }))
    assert.match(file.body, /Adalimumab,New/)
    const page = words((await pharmacist.get(screeningPaths.screen(id))).body)
    assert.match(page, /Nobody has signed off the limits of this scheme/)
    assert.match(page, /first prescription of this treatment/)
    assert.match(page, /Inject 40 mg - every 2 weeks/)
    assert.match(page, /Not checked by Troth/)
    const empty = await pharmacist.send(screeningPaths.screen(id), { funding: '', monitoring: 'In range' })
    assert.equal(empty.status, 422)
    assert.match(empty.body, /href="#funding"/)
    assert.match(empty.body, /In range/)
    const done = await pharmacist.send(screeningPaths.screen(id), { funding: 'BT-1', monitoring: 'In range' })
    assert.equal(done.location, screeningPaths.queue({ notice: 'screened' }), done.body.slice(0, 3000))

    const doctor = await browserOf('doctor')
    const list = await doctor.get(signingPaths.list())
    assert.match(words(list.body), /Amina.*Humira.*signing secret/)
    const chosen = /name="chosen"[^>]*value="([^"]+)"/.exec(list.body)?.[1] ?? ''
    const wrong = await doctor.post(signingPaths.list(), {
      chosen,
      signingSecret: 'not the secret',
      signingCode: code(),
    })
    assert.match(words(wrong.body), /The signing secret or the code is not right/)
    const signed = await doctor.send(signingPaths.list(), {
      chosen,
      signingSecret: SIGNING_SECRET,
      signingCode: code(),
    })
    assert.match(words(signed.body), /1 prescription signed/)

    const coordinator = await browserOf('coordinator')
    assert.match(words((await coordinator.get(sendingPaths.queue())).body), /Brightwell Homecare.*Signed/)
    assert.match(words((await coordinator.get(sendingPaths.order(id))).body), /signature is good.*Not for supply/)
    const ordered = await coordinator.send(sendingPaths.order(id), { orderReference: 'PO-9' })
    assert.equal(ordered.location, sendingPaths.queue({ notice: 'ordered' }), ordered.body.slice(0, 3000))
    assert.equal(await transmitNow(given, id), 'sent')
    await given.carry()

    const company = await browserOf('pharmacist', 'company')
    assert.match(words((await company.get(sendingPaths.received())).body), /Amina.*Adalimumab.*To be answered/)
    const read = words((await company.get(sendingPaths.prescription(id))).body)
    assert.match(read, /signature is good: Dr Anil Rao.*GMC 7654321.*Not for supply/)
    const asked = await company.send(sendingPaths.ask(id), { reason: 'quantity', words: 'Four?' })
    assert.equal(asked.status, 303, asked.body.slice(0, 2000))
    await given.carry()
    assert.equal(await stateAt('trust', id), 'company-query')
    const accepted = await company.send(sendingPaths.accept(id), {})
    assert.equal(accepted.status, 303, accepted.body.slice(0, 2000))
    await given.carry()
    assert.equal(await stateAt('trust', id), 'acknowledged')
  })

  it('ask the prescriber, take the answer, and decline', async () => {
    const { prescriptionId: id } = await givenPrescription(given, await givenCare(given))
    const pharmacist = await browserOf('pharmacist')
    const missing = await pharmacist.send(screeningPaths.query(id), { words: 'Why?' })
    assert.match(words(missing.body), /Select what your question is about/)
    await pharmacist.send(screeningPaths.query(id), { reason: 'allergy', words: 'Latex?' })
    const doctor = await browserOf('doctor')
    assert.match(words((await doctor.get(screeningPaths.answer(id))).body), /An allergy.*Latex\?/)
    const answered = await doctor.send(screeningPaths.answer(id), { outcome: 'clarified', words: 'No latex' })
    assert.equal(answered.status, 303, answered.body.slice(0, 2000))
    assert.match(words((await pharmacist.get(screeningPaths.screen(id))).body), /It is right as it stands.*No latex/)
    const declined = await pharmacist.send(screeningPaths.decline(id), { reason: 'Not now' })
    assert.equal(declined.location, screeningPaths.queue({ notice: 'declined' }))
    assert.match(
      words((await pharmacist.get(screeningPaths.overrides())).body),
      /Scheme not signed off Found 3 Overridden 0/,
    )
  })

  it('record what a company that does not use Troth was sent and says', async () => {
    const companyId = await givenCompany(given, false)
    const { prescriptionId: id } = await givenPrescription(given, await givenCare(given, { companyId }), {
      state: 'ordered',
    })
    const technician = await browserOf('technician')
    assert.match(words((await technician.get(sendingPaths.send(id))).body), /How was it sent/)
    const today = given.clock.today()
    const sent = await technician.send(sendingPaths.send(id), { ...day('sentOn', today), how: 'portal' })
    assert.equal(sent.location, sendingPaths.queue({ notice: 'sent' }), sent.body.slice(0, 2000))
    const answer = { kind: 'acknowledged', source: 'telephone', ...day('saidOn', today) }
    assert.match(words((await technician.send(sendingPaths.answer(id), answer)).body), /Ask them to read it back/)
    const kept = await technician.send(sendingPaths.answer(id), { ...answer, readBack: 'yes' })
    assert.equal(kept.location, sendingPaths.queue({ notice: 'answered' }), kept.body.slice(0, 2000))
    assert.equal(await stateAt('trust', id), 'acknowledged')
  })

  it('are for those whose work it is, and for their kind of organisation alone', async () => {
    const { prescriptionId: id } = await givenPrescription(given, await givenCare(given))
    const status = async (person: PersonName, path: string, place: Place = 'trust') =>
      (await (await browserOf(person, place)).get(path)).status
    assert.equal(await status('receptionist', screeningPaths.queue()), 403)
    assert.equal(await status('pharmacist', screeningPaths.queue(), 'company'), 403)
    assert.equal(await status('coordinator', signingPaths.list()), 403)
    assert.equal(await status('nurse', signingPaths.list()), 403)
    assert.equal(await status('doctor', sendingPaths.order(id)), 403)
    assert.equal(await status('pharmacist', sendingPaths.received()), 403)
    assert.equal(await status('pharmacist', sendingPaths.prescription(id)), 403)
    assert.equal(await status('pharmacist', screeningPaths.screen(id), 'otherTrust'), 404)
  })
})
