import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { USUAL_PREFERENCE, whenToEmail, type NotificationPreference } from './preference.ts'

const at = (text: string) => new Date(text)
const quiet: NotificationPreference = {
  emailUrgent: true,
  emailAssigned: true,
  quietFrom: '18:00',
  quietUntil: '08:00',
}
const when = (preference: NotificationPreference, isUrgent: boolean, now: string) =>
  whenToEmail(preference, isUrgent, at(now))?.toISOString()

describe('An e-mail about a task goes', () => {
  it('at once, outside quiet hours', () =>
    assert.equal(when(quiet, false, '2026-11-23T12:00:00Z'), '2026-11-23T12:00:00.000Z'))
  it('the next morning, in the evening', () =>
    assert.equal(when(quiet, false, '2026-11-23T18:00:00Z'), '2026-11-24T08:00:00.000Z'))
  it('this morning, in the small hours', () =>
    assert.equal(when(quiet, false, '2026-11-24T03:00:00Z'), '2026-11-24T08:00:00.000Z'))
  it('at once when quiet hours end', () =>
    assert.equal(when(quiet, false, '2026-11-24T08:00:00Z'), '2026-11-24T08:00:00.000Z'))
  it('by the summer clock, in summer', () =>
    assert.equal(when(quiet, false, '2026-07-06T21:00:00Z'), '2026-07-07T07:00:00.000Z'))
  it('after quiet hours in the middle of a day', () =>
    assert.equal(
      when({ ...quiet, quietFrom: '12:00', quietUntil: '14:00' }, false, '2026-11-23T12:30:00Z'),
      '2026-11-23T14:00:00.000Z',
    ))
  it('at once when it is urgent, whatever the hour', () =>
    assert.equal(when(quiet, true, '2026-11-24T03:00:00Z'), '2026-11-24T03:00:00.000Z'))
  it('for what is urgent only, until someone chooses', () => {
    assert.equal(when(USUAL_PREFERENCE, false, '2026-11-23T12:00:00Z'), undefined)
    assert.equal(when(USUAL_PREFERENCE, true, '2026-11-23T12:00:00Z'), '2026-11-23T12:00:00.000Z')
  })
  it('never to someone who wants none', () =>
    assert.equal(when({ ...quiet, emailUrgent: false }, true, '2026-11-23T12:00:00Z'), undefined))
})
