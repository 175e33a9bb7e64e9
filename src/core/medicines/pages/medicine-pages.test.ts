import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { browserLike, type BrowserLike } from '../../../../test/support/browser-like.ts'
import { findSignedInOfTest, signInForTest } from '../../../../test/support/staff-session.ts'
import { startTestPlatform, STAFF_ID, type TestPlatform } from '../../../../test/support/test-platform.ts'
import { buildServer } from '../../http/server.ts'
import { STAFF_ROLES } from '../../policy/roles.ts'
import { newUuid } from '../../values/uuid.ts'
import { medicinePaths } from '../paths.ts'
import { bringIn, SAMPLE } from '../sample.test-support.ts'

let test: TestPlatform
let server: FastifyInstance
let browser: BrowserLike
before(async () => {
  test = await startTestPlatform()
  server = await buildServer(test.platform, {
    findSignedIn: findSignedInOfTest,
    demonstration: false,
    publicUrl: 'http://localhost',
    rateLimits: false,
  })
  const { cookies } = await signInForTest(test, STAFF_ID, ['pharmacist'])
  browser = browserLike(server, cookies)
})
after(async () => {
  await server.close()
  await test.stop()
})

describe('Before any release is brought in', () => {
  it('the page says that there are no medicines, and why', async () => {
    const { status, text } = await browser.get(medicinePaths.search())
    assert.equal(status, 200)
    assert.match(text, /No medicines are loaded yet/)
  })
})

describe('Looking up a medicine without JavaScript', () => {
  before(() => bringIn(test))
  it('begins with a box', async () => {
    const { html, text } = await browser.get('/staff/medicines')
    assert.match(html, /data-suggest="\/staff\/medicines\/suggestions"/)
    assert.match(text, /made-up sample for the demonstration/)
  })
  it('asks for a name when there is none', async () => {
    const answer = await browser.post('/staff/medicines', { q: ' ', medicine: '' })
    assert.equal(answer.status, 422)
    assert.match(answer.text, /Enter the name of a medicine/)
  })
  it('answers a search with radios, and a choice with the medicine', async () => {
    await browser.get('/staff/medicines')
    const asked = await browser.post('/staff/medicines', { q: 'adali 40 pen', medicine: '' })
    assert.deepEqual([asked.status, asked.location], [303, '/staff/medicines?q=adali%2040%20pen'])
    const found = await browser.follow(asked)
    assert.match(found.html, new RegExp(`type="radio" value="${SAMPLE.humiraPen40}"`))
    const chosen = await browser.post('/staff/medicines?q=adali%2040%20pen', { medicine: SAMPLE.humiraPen40 })
    assert.equal(chosen.location, `/staff/medicines/${SAMPLE.humiraPen40}`)
    assert.match(
      (await browser.follow(chosen)).text,
      /Humira 40mg\/0.4ml solution for injection pre-filled pens \(AbbVie Ltd\)/,
    )
  })
  it('asks to select one when none was, and shows them again', async () => {
    await browser.get('/staff/medicines?q=humira')
    const answer = await browser.post('/staff/medicines?q=humira', { medicine: '', q: '' })
    assert.equal(answer.status, 422)
    assert.match(answer.text, /Select a medicine/)
    assert.match(answer.html, new RegExp(`type="radio" value="${SAMPLE.humiraPen40}"`))
  })
  it('refuses what is no identifier', async () => {
    await browser.get('/staff/medicines?q=humira')
    const answer = await browser.post('/staff/medicines?q=humira', { medicine: '//elsewhere.example' })
    assert.equal(answer.status, 422)
  })
  it('says when nothing matches, and when too little was typed', async () => {
    assert.match((await browser.get('/staff/medicines?q=zzzz')).text, /No medicine matches/)
    assert.match((await browser.get('/staff/medicines?q=h')).text, /at least 2 letters/)
  })
  it('shows what was typed as text', async () => {
    const { html } = await browser.get(`/staff/medicines?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
    assert.doesNotMatch(html, /<script>alert/)
  })
})

describe('The page of a medicine', () => {
  const page = async (id: string) => await browser.get(medicinePaths.medicine(id))
  it('of a generic product shows ingredients with strengths, controlled drug schedule, prescribing, packs and brands', async () => {
    const { text } = await page(SAMPLE.adalimumabPen40)
    for (const words of [
      /Generic product/,
      /Adalimumab Strength 100 mg in 1 ml/,
      /Not a controlled drug/,
      /brands not bioequivalent/,
      /pre-filled disposable injection of 0\.4 ml/,
      /Subcutaneous/,
      /Amgevita/,
      /▼ Yes/,
      /6 pre-filled disposable injection/,
    ])
      assert.match(text, words)
  })
  it('of a brand shows supplier, availability, packs, legal category and barcode numbers', async () => {
    const { text } = await page(SAMPLE.humiraPen40)
    for (const words of [
      /AbbVie Ltd/,
      /No restriction/,
      /No black triangle/,
      /Prescription-only medicine \(POM\)/,
      /until 31 Mar 2009/,
      /Polysorbate 80 Strength Also contains/,
    ])
      assert.match(text, words)
  })
  it('says hospital only and parallel import', async () =>
    assert.match((await page(SAMPLE.volibris)).text, /Hospital only.*Parallel import Yes/))
  it('says the schedule in words', async () => {
    assert.match((await page(SAMPLE.morphineAmpoule)).text, /Schedule 2 controlled drug/)
    assert.match((await page(SAMPLE.pregabalin)).text, /Schedule 3 controlled drug, exempt from safe custody/)
    assert.match((await page(SAMPLE.somatropinCartridge)).text, /Schedule 4 controlled drug \(anabolic\)/)
  })
  it('says what a combination pack holds', async () =>
    assert.match((await page(SAMPLE.rebifInitiationPack)).text, /Rebif 22micrograms.*Rebif 8\.8micrograms/))
  it('says that a product is ended', async () =>
    assert.match(
      (await page(SAMPLE.endedHumira)).text,
      /Every pack of this product is discontinued.*Discontinued on 30 June 2009/,
    ))
  it('of an invalid entry leads to the one to use instead', async () => {
    const { text, html } = await page(SAMPLE.invalidTocilizumab)
    assert.match(text, /no longer valid.*Use this instead/)
    assert.match(html, new RegExp(`href="/staff/medicines/${SAMPLE.tocilizumabSyringe}"`))
  })
  it('of an earlier code says what it changed to', async () =>
    assert.match(
      (await page(SAMPLE.earlierSomatropin)).text,
      new RegExp(`You asked for code ${SAMPLE.earlierSomatropin}\\. It changed to ${SAMPLE.somatropin}\\.`),
    ))
  it('of a pack is the page of its brand', async () =>
    assert.match((await page(SAMPLE.humiraPen40PackOf2)).text, /AbbVie Ltd/))
  it('says that a sample is a sample', async () => assert.match((await page(SAMPLE.adalimumab)).text, /Made-up sample/))
  it('has 18-digit codes byte for byte in its address, in the page and in the file', async () => {
    const { html } = await page(SAMPLE.humiraPen40)
    assert.ok(html.includes(`>${SAMPLE.humiraPen40}<`) && html.includes(`>${SAMPLE.humiraPen40PackOf2}<`))
    const { html: csv, headers } = await browser.get(`${medicinePaths.medicine(SAMPLE.humiraPen40)}?format=csv`)
    assert.match(String(headers['content-type']), /text\/csv/)
    const codes = csv.split('\r\n').map((line) => line.split(',')[1])
    for (const id of [SAMPLE.adalimumabPen40, SAMPLE.humiraPen40, SAMPLE.humiraPen40PackOf2])
      assert.ok(codes.includes(id))
  })
  it('is not found for a code that nobody knows, or none at all', async () => {
    for (const id of ['716186003', '900030011000001103', 'humira', '900030011000001102x'])
      assert.equal((await page(id)).status, 404, id)
  })
})

describe('Suggestions', () => {
  const ask = async (cookies: Record<string, string>, q = 'humira') =>
    await server.inject({ method: 'GET', url: `/staff/medicines/suggestions?q=${encodeURIComponent(q)}`, cookies })
  it('are identifiers as text, with names and levels', async () => {
    const { cookies } = await signInForTest(test, newUuid(new Date()), ['nurse'])
    const answer = await ask(cookies)
    assert.equal(answer.statusCode, 200)
    const { options } = answer.json<{ options: { value: string; text: string; note: string }[] }>()
    assert.deepEqual(options[0], {
      value: SAMPLE.humiraPen40,
      text: 'Humira 40mg/0.4ml solution for injection pre-filled pens (AbbVie Ltd)',
      note: 'Brand',
    })
    assert.equal(options.at(-1)?.note, 'Brand, no longer current')
    assert.match(answer.body, new RegExp(`"${SAMPLE.humiraPen40}"`))
  })
  it('are for every role of staff', async () => {
    for (const role of STAFF_ROLES) {
      const { cookies } = await signInForTest(test, newUuid(new Date()), [role])
      assert.equal((await ask(cookies)).statusCode, 200, role)
    }
  })
  it('are not for patients or guests', async () => {
    const { cookies } = await signInForTest(test, newUuid(new Date()), ['patient'])
    assert.equal((await ask(cookies)).statusCode, 403)
    assert.equal((await ask({})).statusCode, 401)
  })
  it('are none for too little, too much or two questions', async () => {
    const { cookies } = await signInForTest(test, newUuid(new Date()), ['nurse'])
    assert.deepEqual((await ask(cookies, 'h')).json(), { options: [], isMore: false })
    assert.equal((await ask(cookies, 'x'.repeat(5_000))).statusCode, 200)
    const twice = await server.inject({ method: 'GET', url: '/staff/medicines/suggestions?q=a&q=b', cookies })
    assert.deepEqual(twice.json(), { options: [], isMore: false })
  })
})
