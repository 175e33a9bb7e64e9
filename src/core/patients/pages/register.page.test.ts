import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatNhsNumber } from '../../values/nhs-number.ts'
import { name, nextNhsNumber } from '../people.test-support.ts'
import { patientPaths } from '../paths.ts'
import { bannerOf, RecordPagesTest } from '../record.test-support.ts'

describe('Pages about patients', () => {
  const t = new RecordPagesTest()

  describe('register someone', () => {
    const person = () => ({
      hasNumber: 'yes',
      nhsNumber: formatNhsNumber(nextNhsNumber()),
      status: '',
      prefix: 'Ms',
      given: 'Rosa Maria',
      family: `Newcomer${nextNhsNumber()}`,
      'birthDate-day': '5',
      'birthDate-month': '6',
      'birthDate-year': '1977',
      gender: 'female',
      line1: '3 New Road',
      line2: '',
      line3: '',
      town: 'Leeds',
      county: '',
      postcode: 'ls1 4dt',
      telephone: '07700 900 555',
      email: '',
      seen: '',
      notTheSame: '',
      again: '',
    })
    it('and open the record', async () => {
      const answer = await t.fill(t.desk, patientPaths.register(), person())
      assert.equal(answer.status, 303)
      const shown = await t.desk.follow(answer)
      assert.match(shown.text, /Registered\./)
      assert.match(bannerOf(shown.html), /NEWCOMER\d+, Rosa Maria \(Ms\)/)
      assert.match(shown.text, /3 New Road, Leeds, LS1 4DT/)
    })
    it('and say everything that is missing at once, keeping what was typed', async () => {
      const answer = await t.fill(t.desk, patientPaths.register(), {
        ...person(),
        hasNumber: 'no',
        absence: '',
        family: '',
        given: '',
        postcode: 'LS',
        telephone: '12',
      })
      assert.equal(answer.status, 422)
      assert.match(answer.text, /Telephone number must be a real telephone number/)
      assert.match(answer.html, /value="3 New Road"/)
      const again = await t.fill(t.desk, patientPaths.register(), {
        ...person(),
        hasNumber: 'no',
        family: '',
        given: '',
        postcode: 'LS',
      })
      for (const words of [
        'Select why there is no NHS number',
        'Enter the family name or given name',
        'Postcode must be a full UK postcode',
      ])
        assert.match(again.text, new RegExp(words))
    })
    it('and refuse a number that fails its check', async () => {
      const answer = await t.fill(t.desk, patientPaths.register(), { ...person(), nhsNumber: '999 000 0019' })
      assert.match(answer.text, /NHS number must be real/)
    })
    it('and stop at a record with the same NHS number', async () => {
      const number = nextNhsNumber()
      const patientId = await t.register({ nhsNumber: { number, status: '01' } })
      const answer = await t.fill(t.desk, patientPaths.register(), { ...person(), nhsNumber: number })
      assert.match(answer.text, /This NHS number is already on a record/)
      assert.match(answer.html, new RegExp(patientPaths.record(patientId)))
      assert.doesNotMatch(answer.html, /name="notTheSame"/)
    })
    it('and ask why, when there is probably a record, and go on only with a reason', async () => {
      const family = 'Twinning'
      await t.register({ names: [name('Rosa', family)], birthDate: '1977-06-05' })
      const typed = { ...person(), family, hasNumber: 'no', absence: 'not-known', nhsNumber: '' }
      const asked = await t.fill(t.desk, patientPaths.register(), typed)
      assert.match(asked.text, /This person may already have a record/)
      assert.match(asked.text, /Same date of birth/)
      const seen = /name="seen" value="([^"]*)"/.exec(asked.html)?.[1] ?? ''
      const empty = await t.desk.post(patientPaths.register(), { ...typed, seen })
      assert.match(empty.text, /Enter why none of them is this person/)
      const back = await t.desk.post(patientPaths.register(), { ...typed, again: 'yes' })
      assert.match(back.html, /value="Twinning"/)
      await t.fill(t.desk, patientPaths.register(), typed)
      const done = await t.desk.post(patientPaths.register(), { ...typed, seen, notTheSame: 'Twin sister' })
      assert.equal(done.status, 303)
    })
    it('once, when the button is pressed twice', async () => {
      await t.desk.get(patientPaths.register())
      const typed = {
        ...person(),
        given: 'Double',
        family: 'Press',
        'birthDate-year': '1988',
        telephone: '',
        postcode: 'LS2 9JT',
      }
      const [one, two] = await Promise.all([
        t.desk.post(patientPaths.register(), typed),
        t.desk.post(patientPaths.register(), typed),
      ])
      assert.equal(one.location, two.location)
      assert.equal(one.status, 303)
    })
  })
})
