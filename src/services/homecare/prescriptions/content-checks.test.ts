import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { controlledDrug } from '../../../core/medicines/controlled-drug.ts'
import { FORTNIGHTLY, LOADED, METHOTREXATE, METHOTREXATE_VTM, steady } from '../therapies/dose.test-support.ts'
import { every } from '../therapies/dose.ts'
import { checkContent, type ContentToCheck, unitsNeededFor } from './content-checks.ts'
import type { Product } from './product.ts'

const PRODUCT: Product = {
  vtmId: 'v',
  vmpId: 'm',
  ampId: 'a',
  name: 'Humira 40 mg pens',
  controlledDrug: controlledDrug('0000'),
  isLive: true,
  isDiscontinued: false,
  isAvailable: true,
  mayBeGeneric: true,
  unit: { words: 'pre-filled pen', doseUnit: 'pen', holds: { milligram: 40 } },
  packSizes: [2],
}
const CHECK: ContentToCheck = {
  vtmId: 'v',
  product: PRODUCT,
  dose: FORTNIGHTLY,
  loadAgainReason: undefined,
  hasTherapyBegun: false,
  pauses: [],
  quantity: 4,
  deliveries: 3,
  interval: { every: 8, unit: 'week' },
  firstDoseOn: '2026-12-07',
  notBefore: undefined,
  today: '2026-11-30',
  now: new Date('2026-11-30T09:00:00Z'),
}
const named = (over: Partial<ContentToCheck>): readonly string[] =>
  checkContent({ ...CHECK, ...over }).contentRefusals.map(({ name }) => name)

describe('The content of a prescription', () => {
  for (const [title, over, names] of [
    ['may be whole', {}, []],
    ['needs a product', { product: undefined }, ['unknown-product']],
    ['needs a dose', { dose: undefined }, ['no-dose']],
    ['needs a first dose', { firstDoseOn: undefined }, ['no-first-dose']],
    ['needs deliveries', { deliveries: undefined }, ['no-deliveries']],
    ['needs an interval', { interval: undefined }, ['no-deliveries']],
    ['may load a treatment that has not begun', { dose: LOADED }, []],
    ['loads once', { dose: LOADED, hasTherapyBegun: true }, ['loading-again']],
    [
      'loads again for a reason',
      { dose: LOADED, hasTherapyBegun: true, loadAgainReason: 'Flare after a long pause' },
      [],
    ],
    [
      'does not load again for a blank reason',
      { dose: LOADED, hasTherapyBegun: true, loadAgainReason: ' ' },
      ['loading-again'],
    ],
    ['is in a unit that the product has', { dose: { ...FORTNIGHTLY, unit: 'unit' } }, ['strength-unknown']],
    [
      'names the day of a weekly medicine',
      {
        vtmId: METHOTREXATE_VTM,
        product: { ...PRODUCT, vtmId: METHOTREXATE_VTM },
        dose: steady(METHOTREXATE, 12.5, every(1, 'week')),
      },
      ['weekly-day'],
    ],
    [
      'is not repeated when the drug cannot be',
      { product: { ...PRODUCT, controlledDrug: controlledDrug('0002') } },
      ['not-repeatable'],
    ],
    [
      'counts a schedule that is not stated as controlled',
      { product: { ...PRODUCT, controlledDrug: controlledDrug(undefined) } },
      ['not-repeatable'],
    ],
  ] as const)
    it(title, () => assert.deepEqual(named(over as Partial<ContentToCheck>), names))

  for (const [title, over, why] of [
    ['what the doses need', {}, 'exact'],
    ['too little', { quantity: 2 }, 'too-little'],
    ['too much', { quantity: 12 }, 'too-much'],
    [
      'whole packs',
      { quantity: 4, dose: steady(FORTNIGHTLY, 40, every(3, 'week')), interval: { every: 8, unit: 'week' } },
      'whole-packs',
    ],
    ['not a number of units', { quantity: 0 }, 'not-a-quantity'],
    ['not entered', { quantity: undefined }, undefined],
    ['unknown while the strength is', { dose: { ...FORTNIGHTLY, unit: 'unit' } }, undefined],
  ] as const)
    it(`has a quantity that is ${title}`, () =>
      assert.equal(checkContent({ ...CHECK, ...over } as ContentToCheck).quantity?.why, why))

  it('fits within its duration, or says that it does not', () => {
    assert.equal(checkContent(CHECK).isWithinDuration, true)
    assert.equal(checkContent({ ...CHECK, deliveries: 12 }).isWithinDuration, false)
    assert.equal(checkContent({ ...CHECK, dose: undefined }).isWithinDuration, false)
  })
  it('has a brand only when one is named', () => {
    assert.equal(checkContent(CHECK).hasBrand, true)
    assert.equal(checkContent({ ...CHECK, product: { ...PRODUCT, ampId: undefined } }).hasBrand, false)
  })
  it('needs so many units a delivery', () => {
    assert.equal(unitsNeededFor(CHECK), 4)
    assert.equal(unitsNeededFor({ ...CHECK, dose: undefined }), undefined)
  })
})
