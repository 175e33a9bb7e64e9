import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { controlledDrug } from '../../../core/medicines/controlled-drug.ts'
import { every } from '../therapies/dose.ts'
import { FORTNIGHTLY, LOADED, steady } from '../therapies/dose.test-support.ts'
import { CONTENT, ITEM } from './content.test-support.ts'
import { classify, differencesBetween, type PrescriptionPicture } from './difference.ts'

const LAST: PrescriptionPicture = {
  content: CONTENT,
  clinical: {
    allergies: ['Penicillin'],
    weightBand: '60 to 70 kg',
    indication: 'Rheumatoid arthritis',
    fundingUntil: '2027-12-31',
    bloodsUntil: '2027-12-31',
    deliveriesOn: ['2026-12-01', '2027-01-26', '2027-03-23'],
  },
}
/** A true repeat: another id, other dates, nothing else. */
const NEXT: PrescriptionPicture = {
  content: {
    ...CONTENT,
    prescriptionId: 'prescription-2',
    firstDoseOn: '2027-05-24',
    items: [{ ...ITEM, lineId: 'line-9' }],
  },
  clinical: { ...LAST.clinical, deliveriesOn: ['2027-05-18', '2027-07-13', '2027-09-07'] },
}
const withItem = (more: Partial<typeof ITEM>): PrescriptionPicture => ({
  ...NEXT,
  content: { ...NEXT.content, items: [{ ...NEXT.content.items[0]!, ...more }] },
})
const clinical = (more: Partial<PrescriptionPicture['clinical']>): PrescriptionPicture => ({
  ...NEXT,
  clinical: { ...NEXT.clinical, ...more },
})
const content = (more: Partial<PrescriptionPicture['content']>): PrescriptionPicture => ({
  ...NEXT,
  content: { ...NEXT.content, ...more },
})

/** Changes that are easy to miss, each with the field that must be named: check 7. */
const SUBTLE: readonly (readonly [string, PrescriptionPicture, string])[] = [
  ['another brand of the same', withItem({ ampId: '38968111000001108' }), 'Brand'],
  ['a brand no longer named', withItem({ ampId: undefined }), 'Brand'],
  ['a syringe for a pen', withItem({ device: 'pre-filled syringe' }), 'Device'],
  ['40 mg every 10 days', withItem({ dose: steady(FORTNIGHTLY, 40, every(10, 'day')) }), 'Dose'],
  ['every 14 days for every 2 weeks', withItem({ dose: steady(FORTNIGHTLY, 40, every(14, 'day')) }), 'Dose'],
  ['40.5 mg', withItem({ dose: steady(FORTNIGHTLY, 40.5, every(2, 'week')) }), 'Dose'],
  ['40 units', withItem({ dose: { ...FORTNIGHTLY, unit: 'unit' } }), 'Dose'],
  ['into a muscle', withItem({ dose: { ...FORTNIGHTLY, route: 'intramuscular' } }), 'Dose'],
  ['an instruction', withItem({ dose: { ...FORTNIGHTLY, instruction: 'Stop if unwell' } }), 'Dose'],
  ['a loading dose carried over', withItem({ dose: LOADED }), 'Loading dose'],
  ['one pen more', withItem({ quantity: 5 }), 'Quantity'],
  ['a strength', withItem({ vmpId: '38967411000001199' }), 'Product'],
  ['a controlled drug status', withItem({ controlledDrug: controlledDrug('0008') }), 'Controlled drug status'],
  ['one delivery more', content({ deliveries: 4 }), 'Number of deliveries'],
  ['8 months for 8 weeks', content({ interval: { every: 8, unit: 'month' } }), 'Time between deliveries'],
  ['another patient of the name', content({ patient: { ...CONTENT.patient, nhsNumber: '9990000026' } }), 'NHS number'],
  ['a second medicine', content({ items: [...NEXT.content.items, { ...ITEM, lineId: 'x' }] }), 'Medicine'],
  ['no medicine', content({ items: [] }), 'Medicine'],
  ['an allergy to an excipient', clinical({ allergies: ['Penicillin', 'Citrate'] }), 'Allergies'],
  ['an allergy taken away', clinical({ allergies: [] }), 'Allergies'],
  ['another weight band', clinical({ weightBand: '50 to 60 kg' }), 'Weight band'],
  ['a weight nobody knows', clinical({ weightBand: undefined }), 'Weight band'],
  ['another indication', clinical({ indication: 'Psoriasis' }), 'Indication'],
  ['funding that ends before delivery 3', clinical({ fundingUntil: '2027-09-06' }), 'Funding'],
  ['funding nobody knows', clinical({ fundingUntil: undefined }), 'Funding'],
  ['blood tests due before delivery 2', clinical({ bloodsUntil: '2027-07-12' }), 'Blood tests'],
]

describe('A repeat', () => {
  it('with nothing before it is new', () => assert.equal(classify(undefined, NEXT), 'new'))
  it('with other dates and ids alone is unchanged', () => {
    assert.deepEqual(differencesBetween(LAST, NEXT), [])
    assert.equal(classify(LAST, NEXT), 'unchanged-repeat')
  })
  it('is unchanged on the last day that funding and blood tests hold', () =>
    assert.equal(
      classify(LAST, clinical({ fundingUntil: '2027-09-07', bloodsUntil: '2027-09-07' })),
      'unchanged-repeat',
    ))
  for (const [words, next, field] of SUBTLE)
    it(`with ${words} is changed, and says ${field}`, () => {
      const found = differencesBetween(LAST, next).filter(({ weight }) => weight === 'change')
      assert.ok(
        found.some((difference) => difference.field === field),
        found.map(({ sentence }) => sentence).join('; '),
      )
      assert.equal(classify(LAST, next), 'changed')
    })
  it('from another prescriber or to a new address is unchanged, and says so', () => {
    const moved = content({
      prescriber: { ...CONTENT.prescriber, name: 'Dr Nia Price', registration: '7654322' },
      patient: { ...CONTENT.patient, address: ['9 New Road'] },
    })
    assert.deepEqual(
      differencesBetween(LAST, moved).map(({ field, weight }) => `${weight} ${field}`),
      ['note Home address', 'note Prescriber'],
    )
    assert.equal(classify(LAST, moved), 'unchanged-repeat')
  })
  it('after loading doses is unchanged when it goes on with the rest of the same', () => {
    const loaded = { ...LAST, content: { ...CONTENT, items: [{ ...ITEM, dose: LOADED }] } }
    assert.equal(classify(loaded, NEXT), 'unchanged-repeat')
    assert.equal(classify(loaded, withItem({ dose: steady(FORTNIGHTLY, 80, every(2, 'week')) })), 'changed')
  })
  it('says delivery and date of what lapses', () =>
    assert.equal(
      differencesBetween(LAST, clinical({ fundingUntil: '2027-09-06' }))[0]?.sentence,
      'Funding ends on 6 September 2027, before delivery 3',
    ))
})

describe('The repeat lane', () => {
  it('keeps every true repeat and lets no seeded change through', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: SUBTLE.length - 1 }), fc.boolean(), fc.string(), (which, isSeeded, id) => {
        const [, changed, field] = SUBTLE[which]!
        const base = isSeeded ? changed : NEXT
        const next = { ...base, content: { ...base.content, prescriptionId: id } }
        assert.equal(classify(LAST, next), isSeeded ? 'changed' : 'unchanged-repeat')
        if (isSeeded) assert.ok(differencesBetween(LAST, next).some((difference) => difference.field === field))
      }),
      { numRuns: 1000 },
    ))
})
