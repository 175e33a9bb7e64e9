import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LOADED } from '../therapies/dose.test-support.ts'
import { CONTENT, ITEM } from './content.test-support.ts'
import { digestOfWritten, readStoredText, storedText, type WrittenContent } from './stored-content.ts'

const CLINICAL = {
  allergies: ['Latex'],
  weightBand: undefined,
  indication: undefined,
  fundingUntil: undefined,
  bloodsUntil: '2027-01-10',
  deliveriesOn: ['2026-12-07'],
}
const written = (over: Partial<WrittenContent['content']> = {}): WrittenContent => ({
  content: { ...CONTENT, ...over },
  on: '2026-11-30',
  clinical: CLINICAL,
})

describe('What is kept of a prescription', () => {
  for (const [title, value] of [
    ['as it stands', written()],
    ['with a loading dose', written({ items: [{ ...ITEM, dose: LOADED }] })],
    ['without a brand, device or NHS number', written({ items: [{ ...ITEM, ampId: undefined, device: undefined }] })],
    ['not before a day', written({ notBefore: '2026-12-24' })],
  ] as const)
    it(`is read again as it was written: ${title}`, () => {
      const read = readStoredText(storedText({ draft: { vmpId: '1', deliveries: 3 }, written: value }))
      assert.deepEqual(read.written, value)
      assert.equal(digestOfWritten(read.written!), digestOfWritten(value))
      assert.equal(read.draft.deliveries, 3)
    })
  it('may be a draft alone', () => {
    assert.equal(readStoredText(storedText({ draft: {}, written: undefined })).written, undefined)
  })
})
