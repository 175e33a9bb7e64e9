import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FORTNIGHTLY, LOADED } from '../therapies/dose.test-support.ts'
import { CONTENT, ITEM } from './content.test-support.ts'
import { renewedDraft } from './renewed-draft.ts'
import type { WrittenContent } from './stored-content.ts'

const CLINICAL = { allergies: [], weightBand: undefined, indication: undefined, deliveriesOn: [] }
const last = (over: Partial<WrittenContent['content']> = {}) => ({
  written: {
    content: { ...CONTENT, ...over },
    on: '2026-11-30',
    clinical: { ...CLINICAL, fundingUntil: '2027-06-30', bloodsUntil: '2027-01-31' },
  },
  draft: { fundingReference: 'BLQ-1' },
})
const TODAY = '2027-05-01'

describe('A renewal', () => {
  const renewed = renewedDraft(last(), [], TODAY)
  for (const [title, found, expected] of [
    ['keeps the brand', renewed.ampId, ITEM.ampId],
    ['keeps the dose', renewed.dose, FORTNIGHTLY],
    ['keeps the quantity', renewed.quantity, 4],
    ['keeps the deliveries', renewed.deliveries, 3],
    ['goes on where the last one ends', renewed.firstDoseOn, '2027-05-24'],
    [
      'is not held back as the last one was',
      renewedDraft(last({ notBefore: '2026-12-24' }), [], TODAY).notBefore,
      undefined,
    ],
    ['shows when funding ends', renewed.fundingUntil, '2027-06-30'],
    ['keeps the funding reference', renewed.fundingReference, 'BLQ-1'],
    ['never loads again', renewedDraft(last({ items: [{ ...ITEM, dose: LOADED }] }), [], TODAY).dose?.phases.length, 1],
    ['of nothing is empty', renewedDraft(last({ items: [] }), [], TODAY), {}],
  ] as const)
    it(title, () => assert.deepEqual(found, expected))
})
