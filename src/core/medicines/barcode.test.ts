import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { barcodeOn } from './barcode.ts'

const old = { packId: 'old', startsOn: '2020-01-01', endsOn: '2024-06-30' }
const now = { packId: 'now', startsOn: '2024-07-01', endsOn: undefined }

describe('A barcode number stands for', () => {
  it('its pack from the first day', () =>
    assert.deepEqual(barcodeOn([now], '2024-07-01'), { state: 'valid', packIds: ['now'] }))
  it('its pack to the last day', () =>
    assert.deepEqual(barcodeOn([old], '2024-06-30'), { state: 'valid', packIds: ['old'] }))
  it('nothing any more the day after', () =>
    assert.deepEqual(barcodeOn([old], '2024-07-01'), { state: 'ended', packIds: ['old'], endedOn: '2024-06-30' }))
  it('nothing yet the day before', () =>
    assert.deepEqual(barcodeOn([now], '2024-06-30'), { state: 'not-yet', packIds: ['now'], startsOn: '2024-07-01' }))
  it('the later pack once it has moved to it', () =>
    assert.deepEqual(barcodeOn([old, now], '2025-01-01'), { state: 'valid', packIds: ['now'] }))
  it('two packs when the list says so: a person must look', () =>
    assert.deepEqual(barcodeOn([now, { ...now, packId: 'also' }], '2025-01-01'), {
      state: 'valid',
      packIds: ['also', 'now'],
    }))
  it('nothing when nobody knows it', () => assert.deepEqual(barcodeOn([], '2025-01-01'), { state: 'unknown' }))
})
