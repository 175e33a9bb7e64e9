import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isAboutLast, isToChase, isUnacknowledged, type PlaceChange } from './place-change.ts'

const NOW = new Date('2026-12-02T00:00:00Z')
const CHANGE: PlaceChange = { number: 3, at: '2026-11-30T10:00:00Z', answerBy: '2026-12-02T00:00:00Z' }
const SAID: PlaceChange = { ...CHANGE, acknowledged: { on: '2026-12-01' } }

describe('A changed place of delivery', () => {
  for (const [name, change, unacknowledged, chase] of [
    ['none', undefined, false, false],
    ['waits, and its time is up', CHANGE, true, true],
    ['waits, and there is time', { ...CHANGE, answerBy: '2026-12-02T00:00:01Z' }, true, false],
    ['waits, and was chased', { ...CHANGE, isChased: true }, true, false],
    ['waits at the company, which nobody chases here', { ...CHANGE, answerBy: undefined }, true, false],
    ['is acknowledged', SAID, false, false],
  ] as const)
    it(name, () => {
      assert.equal(isUnacknowledged(change), unacknowledged)
      assert.equal(isToChase(change, NOW), chase)
    })
  for (const [name, change, number, about] of [
    ['the last', CHANGE, 3, true],
    ['one before', CHANGE, 2, false],
    ['one that is acknowledged', SAID, 3, false],
    ['one that was told on paper', { ...CHANGE, number: undefined }, 3, false],
    ['none', undefined, 3, false],
  ] as const)
    it(`a company’s word is about ${name}`, () => assert.equal(isAboutLast(change, number), about))
})
