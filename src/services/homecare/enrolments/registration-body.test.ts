import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deliveryAddressShape } from './registration-body.ts'

describe('The place of delivery of a registration that travels', () => {
  const address = { lines: ['1 Road'], city: 'Leeds', postcode: 'LS1 1AA' }
  const known = { ...address, kind: 'work', telephone: '+441632960001' }
  it('has what kind of place it is and whom to call there', () =>
    assert.deepEqual(deliveryAddressShape.parse(known), known))
  it('is read without either, as an older program sends it', () =>
    assert.deepEqual(deliveryAddressShape.parse(address), address))
  it('is read with something that only a newer program knows of', () =>
    assert.deepEqual(deliveryAddressShape.parse({ ...known, floor: '3' }), known))
  it('is refused with a kind of place that is none', () =>
    assert.ok(!deliveryAddressShape.safeParse({ ...address, kind: 'moon' }).success))
})
