import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatNhsNumber } from '../../values/nhs-number.ts'
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
        const { status, html } = await t.desk.get(`/staff/patients?q=${encodeURIComponent(text)}`)
        assert.equal(status, 200)
        assert.match(html, new RegExp(patientPaths.record(patientId)), text)
      }
    })
    it('by separate boxes', async () => {
      await t.register({ names: [name('Boxed', 'Apart')], birthDate: '1950-05-05' })
      const { text } = await t.desk.get('/staff/patients?name=apart&born-day=5&born-month=5&born-year=1950')
      assert.match(text, /APART, Boxed/)
    })
    it('and say what is wrong with what was typed, keeping it', async () => {
      for (const [query, words] of [
        ['q=', 'Enter a name, NHS number, date of birth or postcode'],
        ['q=a', 'Enter at least 2 letters of a name'],
        ['q=999+000+0019', 'NHS number must be real'],
        ['born-day=31&born-month=2&born-year=1950', 'Date of birth must be a real date'],
      ]) {
        const { text, html } = await t.desk.get(`/staff/patients?${query}`)
        assert.match(text, new RegExp(words!), query)
        assert.match(html, /nhsuk-error-summary/)
      }
      assert.match((await t.desk.get('/staff/patients?q=a')).html, /value="a"/)
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
      assert.match((await privileged.get('/staff/patients?q=listing')).text, /77 Nowhere Road/)
      await markSensitive(t.nurse, { patientId, version: 1, sensitive: true, reason: 'Risk' })
      for (const path of ['/staff/patients?q=listing', '/staff/patients?q=listing&format=csv']) {
        const { text } = await privileged.get(path)
        assert.match(text, /Listing|LISTING/)
        assert.doesNotMatch(text, /Nowhere|LS8|07700/)
      }
    })
    it('give a file of the list', async () => {
      await t.register({ names: [name('Filed', 'Csvperson')] })
      const { text, headers } = await t.desk.get('/staff/patients?q=csvperson&format=csv')
      assert.match(String(headers['content-type']), /text\/csv/)
      assert.match(text, /Csvperson,Filed/)
    })
    it('show nobody of another organisation', async () => {
      await t.register({ names: [name('Riverside', 'Onlyhere')] })
      const stranger = await t.as(['nurse'], { tenantId: t.test.otherTenantId })
      assert.match((await stranger.get('/staff/patients?q=onlyhere')).text, /Nobody matches/)
    })
    it('are closed to those who do not give care', async () => {
      assert.equal((await (await t.as(['website-editor'])).get('/staff/patients?q=x')).status, 403)
      assert.equal((await (await t.as(['administrator'])).get('/staff/patients')).status, 403)
      assert.equal((await (await t.as(['administrator'])).get('/staff/records')).status, 200)
    })
  })
})
