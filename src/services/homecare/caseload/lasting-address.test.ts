import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Address } from '../../../core/values/address.ts'
import { lastingAddress } from './lasting-address.ts'

const today = '2026-11-30'
const at = (line: string, over: Partial<Address>): Address => ({
  use: 'home',
  lines: [line],
  postcode: 'LS1 1AA',
  ...over,
})
const first = (addresses: readonly Address[], use: 'delivery' | 'home'): string | undefined =>
  lastingAddress(addresses, use, today)?.lines[0]

describe('The address in a record to which deliveries can go for good', () => {
  const home = at('Home', {})
  const delivery = at('Work', { use: 'delivery' })
  const staying = at('Sister', { use: 'temp', end: '2026-12-20' })
  const cases: [string, readonly Address[], 'delivery' | 'home', string | undefined][] = [
    ['is the home address', [home], 'home', 'Home'],
    ['is the delivery address', [home, delivery], 'delivery', 'Work'],
    ['is home where home is asked for', [delivery, home], 'home', 'Home'],
    ['is not home where a delivery address is asked for', [home], 'delivery', undefined],
    ['is not where the patient is staying', [staying], 'delivery', undefined],
    ['is not where the patient is staying without an end', [at('Sister', { use: 'temp' })], 'home', undefined],
    [
      'is not a delivery address that ends',
      [at('Work', { use: 'delivery', end: '2027-01-31' })],
      'delivery',
      undefined,
    ],
    ['is not a delivery address that ends today', [at('Work', { use: 'delivery', end: today })], 'delivery', undefined],
    ['is not a home that ends', [at('Home', { end: '2027-01-31' })], 'home', undefined],
    ['is not a home that has not begun', [at('Home', { start: '2026-12-01' })], 'home', undefined],
    ['is a home that begins today', [at('Home', { start: today })], 'home', 'Home'],
    ['is the home after the one that has ended', [at('Old', { end: '2026-01-31' }), home], 'home', 'Home'],
    ['is not no fixed abode', [at('', { lines: [], postcode: 'ZZ99 3VZ' })], 'home', undefined],
  ]
  for (const [name, addresses, use, expected] of cases) it(name, () => assert.equal(first(addresses, use), expected))
})
