import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copiedDetails, deliveryAddressOf, withPlaceKept } from './enrolment-details.ts'

describe('A registration that takes over from another', () => {
  const old = {
    agreement: { on: '2026-11-20', how: 'telephone' },
    place: 'address',
    supportProgramme: 'decline',
    openingStock: 2,
    sharpsBin: 'deliver',
    coldStore: 'fridge',
    checked: ['identity'],
  } as const
  it('keeps what was said of the patient and names the old one', () =>
    assert.deepEqual(copiedDetails(old, 'old'), {
      place: 'address',
      supportProgramme: 'decline',
      openingStock: 2,
      sharpsBin: 'deliver',
      coldStore: 'fridge',
      movesFrom: 'old',
    }))
  it('asks for agreement again, as it was to another company', () =>
    assert.ok(!('agreement' in copiedDetails(old, 'old'))))
  it('is checked by pharmacy again', () => assert.ok(!('checked' in copiedDetails(old, 'old'))))
})

describe('An address for deliveries', () => {
  it('leaves out its use and its period in the record', () =>
    assert.deepEqual(
      deliveryAddressOf({ lines: ['1 Road'], city: 'Leeds', postcode: 'LS1 1AA', start: '2026-01-01' }),
      { lines: ['1 Road'], city: 'Leeds', county: undefined, postcode: 'LS1 1AA' },
    ))
})

describe('An address for deliveries that is saved again', () => {
  const address = { lines: ['1 Road'], city: 'Leeds', postcode: 'LS1 1AA' }
  const known = { kind: 'work', telephone: '+441632960001' } as const
  const before = { ...address, ...known }
  it('keeps what is known of the place when it is unchanged', () =>
    assert.deepEqual(withPlaceKept(address, before), before))
  it('keeps it whatever is left out or in small letters', () =>
    assert.deepEqual(withPlaceKept({ ...address, city: 'LEEDS', county: undefined }, before), {
      ...before,
      city: 'LEEDS',
      county: undefined,
    }))
  for (const over of [{ lines: ['2 Road'] }, { city: 'York' }, { county: 'Kent' }, { postcode: 'LS1 1AB' }])
    it(`drops it with another ${Object.keys(over)[0]}`, () =>
      assert.deepEqual(withPlaceKept({ ...address, ...over }, before), { ...address, ...over }))
  it('takes what is said of it now', () =>
    assert.deepEqual(withPlaceKept({ ...address, kind: 'home' }, before), { ...before, kind: 'home' }))
  it('knows nothing of it the first time', () => assert.deepEqual(withPlaceKept(address, undefined), address))
})
