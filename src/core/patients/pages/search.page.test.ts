import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { browserLike } from '../../../../test/support/browser-like.ts'
import { signInForTest } from '../../../../test/support/staff-session.ts'
import { fixedClock } from '../../clock.ts'
import { askedPath } from '../../http/asked.ts'
import { formatNhsNumber } from '../../values/nhs-number.ts'
import { newUuid } from '../../values/uuid.ts'
import { markSensitive } from '../commands/mark-sensitive.ts'
import { name, nextNhsNumber } from '../people.test-support.ts'
import { patientPaths } from '../paths.ts'
import { RecordPagesTest } from '../record.test-support.ts'

describe('Pages about patients', () => {
  const t = new RecordPagesTest()

  describe('find people', () => {
    it('by NHS number, name, birth date and postcode in one box, without JavaScript', async () => {
      const number = nextNhsNumber()
      const patientId = await t.register({
        nhsNumber: { number, status: '01' },
        names: [name('Zuleika', 'Dobson')],
        birthDate: '1911-10-26',
        addresses: [{ use: 'home', lines: ['1 Broad Street'], postcode: 'OX1 3AS' }],
      })
      for (const text of [
        'dobson',
        'zul dob',
        formatNhsNumber(number),
        'dobson 26/10/1911',
        'OX1 3AS',
        '26 October 1911',
      ]) {
        const { status, html } = await t.search(t.desk, text)
        assert.equal(status, 200)
        assert.match(html, new RegExp(patientPaths.record(patientId)), text)
      }
    })
    it('by separate boxes', async () => {
      await t.register({ names: [name('Boxed', 'Apart')], birthDate: '1950-05-05' })
      const born = { 'born-day': '5', 'born-month': 'May', 'born-year': '1950' }
      const { text, html } = await t.search(t.desk, { name: 'apart', ...born })
      assert.match(text, /APART, Boxed/)
      assert.match(html, /value="apart"[\s\S]*value="5"[\s\S]*value="5"[\s\S]*value="1950"/)
    })
    it('and say what is wrong with what was typed, keeping it', async () => {
      for (const [answers, words] of [
        [{ q: '' }, 'Enter a name, NHS number, date of birth or postcode'],
        [{ q: 'a' }, 'Enter at least 2 letters of a name'],
        [{ q: '999 000 0019' }, 'NHS number must be real'],
        [{ nhsNumber: '12' }, 'NHS number must be real'],
        [{ postcode: '!' }, 'Enter at least 2 letters of a name'],
        [{ 'born-day': '31', 'born-month': '2', 'born-year': '1950' }, 'Date of birth must be a real date'],
        [{ 'born-day': '1', 'born-month': '1', 'born-year': '2999' }, 'Date of birth must be today or in the past'],
      ] as const) {
        const { text, html, status, location } = await t.fill(t.desk, '/staff/patients', answers)
        assert.match(text, new RegExp(words), JSON.stringify(answers))
        assert.match(html, /nhsuk-error-summary/)
        assert.deepEqual([status, location], [422, undefined])
      }
      assert.match((await t.fill(t.desk, '/staff/patients', { q: 'a' })).html, /value="a"/)
    })
    it('leave what was typed out of every address, and show it in the form again', async () => {
      await t.register({ names: [name('Unaddressed', 'Kingfisher')] })
      const { address, html } = await t.search(t.desk, 'Kingfisher')
      assert.match(address, /^\/staff\/patients\?asked=[\w-]+$/)
      assert.match(html, /value="Kingfisher"/)
      const addresses = [...html.matchAll(/(?:href|action|src|data-[\w-]+)="([^"]*)"/g)].map(([, text = '']) => text)
      assert.ok(addresses.length > 5, 'the guard must be looking at something')
      assert.deepEqual(
        addresses.filter((text) => /kingfisher/i.test(decodeURIComponent(text))),
        [],
      )
      assert.doesNotMatch(
        Buffer.from(new URL(address, 'http://x').searchParams.get('asked')!, 'base64url').toString('latin1'),
        /kingfisher/i,
      )
    })
    it('take nothing that is typed into an address', async () => {
      await t.register({ names: [name('Addressed', 'Goldcrest')] })
      for (const query of ['q=goldcrest', 'name=goldcrest', 'asked=goldcrest']) {
        const { html } = await t.desk.get(`/staff/patients?${query}`)
        assert.doesNotMatch(html, /GOLDCREST|value="goldcrest"/, query)
      }
    })
    it('go on from page to page, and back, with the same address', async () => {
      for (let number = 0; number < 27; number++) await t.register({ names: [name(`Many${number}`, 'Pagedperson')] })
      const { address, text, html } = await t.search(t.desk, 'pagedperson')
      assert.match(text, /Showing 1 to 25 of 27 results/)
      const next = /href="([^"]*page=2[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
      const second = await t.desk.get(next)
      assert.match(second.text, /Showing 26 to 27 of 27 results/)
      assert.match(second.html, /value="pagedperson"/)
      assert.match((await t.desk.get(address)).text, /Showing 1 to 25 of 27 results/)
    })
    it('show the empty form and a sentence for a search of someone else, one that was changed, and one for another list', async () => {
      const { address } = await t.search(t.desk, 'Kingfisher')
      const officer = await t.as(['administrator', 'nurse'])
      const elsewhere = await t.as(['nurse'], { tenantId: t.test.otherTenantId })
      const inRecords = address.replace('/staff/patients', '/staff/records')
      for (const [browser, path] of [
        [await t.as(['nurse']), address],
        [elsewhere, address],
        [t.desk, `${address}x`],
        [t.desk, address.slice(0, -1)],
        [t.desk, '/staff/patients?asked=%00'],
        [officer, inRecords],
        [await t.as(['nurse']), `${address}&format=csv`],
      ] as const) {
        const { status, text, html } = await browser.get(path)
        assert.equal(status, 200, path)
        assert.match(text, /This link to a search works only for the person who searched. Search again./, path)
        assert.doesNotMatch(html, /Kingfisher|Nobody matches|People found/i, path)
      }
      assert.equal((await t.desk.get(`/staff/patients?asked=${'A'.repeat(8_001)}`)).status, 200)
    })
    it('ask to search again when the search is older than a day’s work', async () => {
      const accountId = newUuid(new Date())
      const nurse = t.test.as(['nurse'])
      const yesterday = {
        ...nurse,
        actor: { ...nurse.actor, id: accountId },
        clock: fixedClock('2026-11-21T21:59:59Z'),
      }
      const address = askedPath(yesterday, '/staff/patients', { q: 'Kingfisher' })
      const { cookies } = await signInForTest(t.test, accountId, ['nurse'])
      const { status, text, html } = await browserLike(t.server, cookies).get(address)
      assert.equal(status, 200)
      assert.match(text, /This search has ended, because a search lasts 12 hours. Search again./)
      assert.doesNotMatch(html, /Kingfisher/)
    })
    it('ask nothing of the database before anything was asked', async () => {
      assert.doesNotMatch((await t.desk.get('/staff/patients')).html, /nhsuk-error-summary|People found/)
    })
    it('hide where a sensitive person lives, also from the file, also from those with the right', async () => {
      const patientId = await t.register({
        names: [name('Concealed', 'Listing')],
        addresses: [{ use: 'home', lines: ['77 Nowhere Road'], postcode: 'LS8 1AA' }],
      })
      const privileged = await t.as(['nurse'], { rights: ['see-sensitive-records'] })
      assert.match((await t.search(privileged, 'listing')).text, /77 Nowhere Road/)
      await markSensitive(t.nurse, { patientId, version: 1, sensitive: true, reason: 'Risk' })
      const { address } = await t.search(privileged, 'listing')
      for (const path of [address, `${address}&format=csv`]) {
        const { text } = await privileged.get(path)
        assert.match(text, /Listing|LISTING/)
        assert.doesNotMatch(text, /Nowhere|LS8|07700/)
      }
    })
    it('give a file of the list', async () => {
      await t.register({ names: [name('Filed', 'Csvperson')] })
      const { address } = await t.search(t.desk, 'csvperson')
      const { text, headers } = await t.desk.get(`${address}&format=csv`)
      assert.match(String(headers['content-type']), /text\/csv/)
      assert.match(text, /Csvperson,Filed/)
    })
    it('show nobody of another organisation', async () => {
      await t.register({ names: [name('Riverside', 'Onlyhere')] })
      const stranger = await t.as(['nurse'], { tenantId: t.test.otherTenantId })
      assert.match((await t.search(stranger, 'onlyhere')).text, /Nobody matches/)
    })
    it('are closed to those who do not give care', async () => {
      assert.equal((await (await t.as(['website-editor'])).get('/staff/patients')).status, 403)
      assert.equal((await (await t.as(['administrator'])).get('/staff/patients')).status, 403)
      assert.equal((await (await t.as(['administrator'])).get('/staff/records')).status, 200)
    })
  })
})
