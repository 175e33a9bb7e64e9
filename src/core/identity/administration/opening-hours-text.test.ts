import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hoursText, parseHoursText } from './opening-hours-text.ts'

const nineToFive = [{ opens: '09:00', closes: '17:00' }]

describe('Opening times as someone types them', () => {
  for (const text of ['09:00 to 17:00', '9 to 17', '9am to 5pm', '9am-5pm', '09.00–17.00', ' 9AM to 5PM ']) {
    it(`understands "${text}"`, () => assert.deepEqual(parseHoursText(text), nineToFive))
  }
  it('understands a closed lunchtime', () =>
    assert.deepEqual(parseHoursText('9am to 12:30pm and 1:30pm to 5pm'), [
      { opens: '09:00', closes: '12:30' },
      { opens: '13:30', closes: '17:00' },
    ]))
  it('takes nothing for closed', () => assert.deepEqual(parseHoursText('  '), []))
  it('takes midnight at the end of the day', () =>
    assert.deepEqual(parseHoursText('18:00 to 24:00'), [{ opens: '18:00', closes: '24:00' }]))
  for (const text of [
    'nine to five',
    '17:00 to 09:00',
    '9 to 9',
    '25:00 to 26:00',
    '9am',
    '9 to 12, 11 to 14',
    '13am to 2pm',
    '9:75 to 10',
  ]) {
    it(`does not guess at "${text}"`, () => assert.equal(parseHoursText(text), undefined))
  }
  it('writes what it reads', () => {
    const text = '09:00 to 12:30, 13:30 to 17:00'
    assert.equal(hoursText(parseHoursText(text) ?? []), text)
  })
})
