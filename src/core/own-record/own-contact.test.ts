import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ContactPoint, Kept } from '../patients/patient.ts'
import type { Address } from '../values/address.ts'
import {
  allConfirmed,
  currentAddress,
  currentPoints,
  mustConfirm,
  withOwnAddress,
  withOwnPoint,
  withOwnValue,
  withoutOwnAddress,
  withoutOwnPoint,
} from './own-contact.ts'

const today = '2026-11-22'
const mobile: Kept<ContactPoint> = {
  entryId: '1',
  system: 'phone',
  use: 'mobile',
  value: '+447700900123',
  source: 'staff',
  confirmedOn: '2026-10-01',
}
const old: Kept<ContactPoint> = { ...mobile, entryId: '2', use: 'old', value: '+447700900999' }
const home: Kept<Address> = { entryId: '1', use: 'home', lines: ['1 High Street'], city: 'Leeds', postcode: 'LS1 1AA' }
const stay: Kept<Address> = { ...home, entryId: '2', use: 'temp', start: '2026-11-20', end: '2026-12-01' }

describe('How a person is reached', () => {
  it('is by what is used today, and not by what is past or to come', () => {
    const later = { ...mobile, entryId: '3', start: '2026-12-01' }
    const ended = { ...mobile, entryId: '4', end: '2026-11-21' }
    assert.deepEqual(currentPoints([mobile, old, later, ended], today), [mobile])
  })
  it('must be confirmed when one way is stale or was never confirmed, and not when there is none to confirm', () => {
    assert.equal(mustConfirm([mobile], today), false)
    assert.equal(mustConfirm([mobile, old], today), false)
    assert.equal(mustConfirm([{ ...mobile, confirmedOn: '2025-11-22' }], today), true)
    assert.equal(mustConfirm([{ ...mobile, confirmedOn: undefined }], today), true)
    assert.equal(mustConfirm([old], today), false)
  })
  it('grows by what the person gives, confirmed today and from them', () => {
    const added = withOwnPoint([mobile, old], { system: 'email', use: 'home', value: 'amina@example.com' }, today)
    assert.deepEqual(added.at(-1), {
      entryId: '3',
      system: 'email',
      use: 'home',
      value: 'amina@example.com',
      source: 'patient',
      confirmedOn: today,
      start: today,
    })
  })
  it('is confirmed, not doubled, when they give the same number again', () => {
    const same = withOwnPoint([mobile], { system: 'phone', use: 'home', value: mobile.value }, today)
    assert.deepEqual(same, [{ ...mobile, use: 'home', source: 'patient', confirmedOn: today }])
  })
  it('keeps the number that another one takes the place of, as no longer used', () => {
    const changed = withOwnValue([mobile], '1', '+447700900555', today)!
    assert.deepEqual(changed[0], { ...mobile, use: 'old', end: today })
    assert.deepEqual(
      currentPoints(changed, today).map(({ value, use }) => [value, use]),
      [['+447700900555', 'mobile']],
    )
  })
  it('has nothing to change by a number that is not there or is past', () => {
    assert.equal(withOwnValue([mobile, old], '2', '+447700900555', today), undefined)
    assert.equal(withoutOwnPoint([mobile], '9', today), undefined)
  })
  it('is confirmed in all that is used, and in nothing else', () => {
    assert.deepEqual(allConfirmed([mobile, old], today), [{ ...mobile, confirmedOn: today }, old])
  })
})

describe('The addresses a person keeps', () => {
  const moved = { use: 'home', lines: ['2 Low Street'], city: 'York', postcode: 'YO1 7HH' } as const
  it('keep the one before as a previous address', () => {
    const addresses = withOwnAddress([home], moved, today)
    assert.deepEqual(addresses[0], { ...home, use: 'old', end: '2026-11-21' })
    assert.deepEqual(currentAddress(addresses, 'home', today)?.lines, ['2 Low Street'])
  })
  it('have one delivery address at a time, beside the home', () => {
    const first = withOwnAddress([home], { ...moved, use: 'delivery' }, today)
    const second = withOwnAddress(first, { ...moved, use: 'delivery', lines: ['3 Mill Lane'] }, today)
    assert.equal(second.filter(({ use }) => use === 'delivery').length, 1)
    assert.deepEqual(currentAddress(second, 'home', today), home)
  })
  it('have one stay at a time, one to come included', () => {
    const next = withOwnAddress([home, stay], { ...moved, use: 'temp', start: '2026-12-10', end: '2026-12-20' }, today)
    assert.deepEqual(
      next.filter(({ use }) => use === 'temp').map(({ start }) => start),
      ['2026-12-10'],
    )
    assert.deepEqual(
      next.find(({ entryId }) => entryId === '2'),
      { ...stay, use: 'old', end: today },
    )
  })
  it('lose one without losing that it was there, and never end before they began', () => {
    const coming = { ...stay, start: '2026-12-01', end: '2026-12-05' }
    assert.deepEqual(withoutOwnAddress([coming], 'temp', today), [{ ...coming, use: 'old', end: '2026-12-01' }])
    assert.deepEqual(withoutOwnAddress([{ ...stay, end: '2026-11-01', start: '2026-10-30' }], 'temp', today), [
      { ...stay, end: '2026-11-01', start: '2026-10-30' },
    ])
  })
})
