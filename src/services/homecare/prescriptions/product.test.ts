import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { controlledDrug } from '../../../core/medicines/controlled-drug.ts'
import { amountPerUnit, isShared, type Product, productRefusals, type StrengthFacts, supplyUnit } from './product.ts'

const PEN: StrengthFacts = {
  name: 'Adalimumab 40mg/0.4ml solution for injection pre-filled disposable devices',
  unitWords: 'pre-filled disposable injection',
  size: { amount: 0.4, unit: 'ml' },
  strength: { amount: 100, unit: 'mg', per: { amount: 1, unit: 'ml' } },
}
const TABLET: StrengthFacts = {
  name: 'Methotrexate 2.5mg tablets',
  unitWords: 'tablet',
  size: undefined,
  strength: { amount: 2.5, unit: 'mg', per: { amount: 1, unit: 'tablet' } },
}
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
  unit: supplyUnit(PEN),
  packSizes: [2],
}

describe('One unit of supply', () => {
  for (const [title, facts, unit, holds] of [
    ['a pen holds its millilitres times the strength', PEN, 'milligram', 40],
    ['a pen holds its millilitres', PEN, 'millilitre', 0.4],
    ['a pen is one pen', PEN, 'pen', 1],
    ['a pen is not a tablet', PEN, 'tablet', undefined],
    ['a tablet holds its strength', TABLET, 'milligram', 2.5],
    ['milligrams in micrograms', TABLET, 'microgram', 2500],
    ['strength without a size', { ...PEN, size: undefined }, 'milligram', undefined],
    ['no strength in the dictionary', { ...PEN, strength: undefined }, 'milligram', undefined],
    [
      'an amount of nothing',
      { ...TABLET, strength: { amount: 0, unit: 'mg', per: undefined } },
      'milligram',
      undefined,
    ],
    ['a unit that it cannot be said in', TABLET, 'unit', undefined],
  ] as const)
    it(title, () => assert.equal(amountPerUnit(supplyUnit(facts), unit), holds))
  it('is a syringe by its name', () =>
    assert.equal(supplyUnit({ ...PEN, name: 'Tocilizumab 162mg pre-filled syringes' }).words, 'pre-filled syringe'))
  it('is in the words of the dictionary when there are no others', () =>
    assert.equal(supplyUnit({ ...PEN, unitWords: 'implant' }).words, 'implant'))
  it('is shared between doses only when it is a tablet', () =>
    assert.deepEqual([isShared(supplyUnit(PEN)), isShared(supplyUnit(TABLET))], [false, true]))
})

describe('A product that is prescribed', () => {
  for (const [title, product, names] of [
    ['may be', PRODUCT, []],
    ['is in the dictionary', undefined, ['unknown-product']],
    ['is still in it', { ...PRODUCT, isLive: false }, ['ended-product']],
    ['is still made', { ...PRODUCT, isDiscontinued: true }, ['discontinued']],
    ['is available', { ...PRODUCT, isAvailable: false }, ['not-available']],
    ['is of the substance', { ...PRODUCT, vtmId: 'other' }, ['other-substance']],
    ['has a substance', { ...PRODUCT, vtmId: undefined }, ['other-substance']],
    [
      'has a brand where the dictionary says so',
      { ...PRODUCT, mayBeGeneric: false, ampId: undefined },
      ['brand-needed'],
    ],
  ] as const)
    it(title, () =>
      assert.deepEqual(
        productRefusals(product, 'v').map(({ name }) => name),
        names,
      ),
    )
})
