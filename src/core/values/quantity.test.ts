import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  feetProblem,
  formatHeight,
  formatStones,
  formatWeight,
  heightFromFeet,
  heightProblem,
  parseHeight,
  parseWeight,
  stonesProblem,
  weightFromStones,
  weightProblem,
} from './quantity.ts'

describe('A weight is read', () => {
  it('in kilograms', () => assert.equal(parseWeight('72.5'), 72.5))
  it('with its unit', () => assert.equal(parseWeight('72.5 kg'), 72.5))
  it('to the gram, for a newborn', () => assert.equal(parseWeight('0.6254'), 0.625))
  it('from stones and pounds', () => assert.equal(weightFromStones({ stones: '11', pounds: '6' }), 72.6))
  it('from stones alone', () => assert.equal(weightFromStones({ stones: '11', pounds: '' }), 69.9))
  it('from pounds alone, for a baby', () => assert.equal(weightFromStones({ pounds: '7' }), 3.2))
  it('but not with 14 pounds', () => assert.equal(weightFromStones({ stones: '11', pounds: '14' }), undefined))
  it('but not with a comma', () => assert.equal(parseWeight('72,5'), undefined))
  it('but not in pounds', () => assert.equal(parseWeight('150 lb'), undefined))
  it('but not below 0.2 kg', () => assert.equal(parseWeight('0.19'), undefined))
  it('but not in grams', () => assert.equal(parseWeight('3250'), undefined))
  it('but not negative', () => assert.equal(parseWeight('-70'), undefined))
})

describe('A height is read', () => {
  it('in centimetres', () => assert.equal(parseHeight('172 cm'), 172))
  it('from feet and inches', () => assert.equal(heightFromFeet({ feet: '5', inches: '8' }), 173))
  it('from half feet', () => assert.equal(heightFromFeet({ feet: '5.5' }), 168))
  it('but not from half feet and inches', () => assert.equal(heightFromFeet({ feet: '5.5', inches: '6' }), undefined))
  it('but not in metres', () => assert.equal(parseHeight('1.72'), undefined))
})

describe('A weight or height problem says', () => {
  it('enter it', () => assert.equal(weightProblem(''), 'Enter the weight'))
  it('it must be a number', () =>
    assert.equal(weightProblem('heavy'), 'Weight must be a number in kilograms, like 72.5'))
  it('between what', () => assert.equal(weightProblem('3250'), 'Weight must be between 0.2 kg and 650 kg'))
  it('between what, for heights', () => assert.equal(heightProblem('1.72'), 'Height must be between 20 cm and 280 cm'))
  it('enter it, when both boxes are blank', () => assert.equal(stonesProblem({ stones: ' ' }), 'Enter the weight'))
  it('how stones are written', () =>
    assert.equal(
      stonesProblem({ stones: '11', pounds: '14' }),
      'Weight must be in stones and pounds, like 11 stones and 6 pounds, with pounds less than 14',
    ))
  it('how feet are written', () =>
    assert.equal(
      feetProblem({ feet: '5', inches: '12' }),
      'Height must be in feet and inches, like 5 feet and 8 inches, with inches less than 12',
    ))
  it('nothing, when there is none', () => assert.equal(feetProblem({ feet: '5' }), undefined))
})

describe('A weight or height is shown', () => {
  it('with its unit apart', () => assert.equal(formatWeight(72.5), '72.5 kg'))
  it('without noise', () => assert.equal(formatHeight(172.04), '172 cm'))
  it('in stones too', () => assert.equal(formatStones(72.6), '11 stones 6 pounds'))
})

describe('For every weight', () => {
  it('what is shown is read back', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 650_000 }),
        (grams) => parseWeight(formatWeight(grams / 1000)) === grams / 1000,
      ),
    ))
  it('it has a problem exactly when it is not one', () =>
    fc.assert(
      fc.property(fc.string(), (text) => (weightProblem(text) === undefined) === (parseWeight(text) !== undefined)),
    ))
})
