import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { Browser } from '../../../../test/support/browser-without-script.ts'
import { findSignedInOfTest, signInForTest } from '../../../../test/support/staff-session.ts'
import { buildServer } from '../../../core/http/server.ts'
import { bringIn } from '../../../core/medicines/sample.test-support.ts'
import { givenCare, givenPrescription } from '../care.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import '../index.ts'
import { prescriptionPaths } from '../prescriptions/paths.ts'
import { givenSigner, SIGNING_SECRET } from '../prescriptions/signing.test-support.ts'
import { screeningPaths } from '../screening/paths.ts'
import { prescriptionAt } from '../sending/sending.test-support.ts'
import { signingPaths } from './paths.ts'

describe('The pages of signing before clinical screening', () => {
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
  const browserOf = async (person: 'doctor' | 'pharmacist') => {
    const over = { tenantId: given.tenants.trust }
    const { cookies } = await signInForTest(given.test, given.idOf('trust', person), [person], over)
    const browser = new Browser(app!)
    for (const [name, value] of Object.entries(cookies)) browser.cookies.set(name, value)
    return browser
  }
  const words = (body: string) =>
    (/<main[\s\S]*<\/main>/.exec(body)?.[0] ?? body).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  const waiting = async (maySignFirst: boolean) => {
    const care = await givenCare(given, { scheme: { maySignFirst } })
    return (await givenPrescription(given, care)).prescriptionId
  }

  it('say so before and after it is signed, to the screener, and that it can be ordered once screened', async () => {
    const { code } = await givenSigner(given)
    const [id, strict] = [await waiting(true), await waiting(false)]
    const [doctor, pharmacist] = [await browserOf('doctor'), await browserOf('pharmacist')]
    const pageOf = async (one: string) => words((await doctor.get(prescriptionPaths.prescription(one))).body)
    assert.match(await pageOf(id), /Sign before screening/)
    assert.doesNotMatch(await pageOf(strict), /sign before screening/i)
    const list = await doctor.get(signingPaths.list())
    assert.match(words(list.body), /Nobody has screened this yet.*Nobody has checked this order of work/)
    assert.match(words(list.body), /\(before clinical screening\)/)
    assert.ok(!list.body.includes(strict))
    const chosen = /name="chosen"[^>]*value="([^"]+)"/.exec(list.body)?.[1] ?? ''
    assert.match(chosen, /\.first$/)
    const wrong = await doctor.post(signingPaths.list(), { chosen, signingSecret: 'not it', signingCode: code() })
    assert.match(words(wrong.body), /The signing secret or the code is not right/)
    assert.equal((await prescriptionAt(given, 'trust', id)).state, 'in-screening')
    const signing = { chosen, signingSecret: SIGNING_SECRET, signingCode: code() }
    const signed = words((await doctor.send(signingPaths.list(), signing)).body)
    assert.match(signed, /1 prescription signed.*signed before clinical screening: pharmacy screens it next/)
    assert.match(await pageOf(id), /Signed before clinical screening.*Nothing is sent until/)
    assert.doesNotMatch(await pageOf(id), /Print a copy/)
    assert.match(words((await pharmacist.get(screeningPaths.queue())).body), /Signed before clinical screening/)
    assert.match(words((await pharmacist.get(screeningPaths.query(id))).body), /the signature no longer counts/)
    assert.match(words((await pharmacist.get(screeningPaths.decline(id))).body), /the signature no longer counts/)
    const screening = await pharmacist.get(screeningPaths.screen(id))
    assert.match(words(screening.body), /Signed before clinical screening.*Screened: it can be ordered/)
    const done = await pharmacist.send(screeningPaths.screen(id), { funding: 'BT-1', monitoring: 'In range' })
    assert.equal(done.location, screeningPaths.queue({ notice: 'screened-signed' }))
    assert.equal((await prescriptionAt(given, 'trust', id)).state, 'signed')
  })
})
