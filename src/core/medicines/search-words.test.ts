import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { keysFrom, medicineKeys, medicineQuery } from './search-words.ts'

const PEN = 'Adalimumab 40mg/0.4ml solution for injection pre-filled disposable devices'
/** Whether a medicine with this name is found by what was typed. */
const finds = (typed: string, name: string): boolean => {
  const keys = medicineKeys(name)
  const words = medicineQuery(typed)
  return (
    words.length > 0 &&
    words.every((word) => keys.some((key) => key >= keysFrom(word).from && key < keysFrom(word).before))
  )
}

describe('What is typed finds a medicine', () => {
  for (const typed of [
    'adalimumab',
    'ADALI',
    'adalimumab 40',
    'adali 40mg',
    'adali 40 mg',
    '0.4ml adali',
    'device adali',
    'pre filled adali',
    'pre-filled adali',
  ])
    it(`by “${typed}”`, () => assert.ok(finds(typed, PEN)))
  it('by a number without its comma', () => assert.ok(finds('epoetin 4000', 'Epoetin alfa 4,000units/0.4ml')))
  it('by a number with its comma', () => assert.ok(finds('epoetin 4,000 units', 'Epoetin alfa 4,000units/0.4ml')))
  it('without accents', () => assert.ok(finds('creme', 'Crème 1%')))
  it('but not by the middle of a word', () => assert.ok(!finds('limumab', PEN)))
  it('nor by another number', () => assert.ok(!finds('adali 80', PEN)))
  it('nor by the decimals of one: 4 ml is not 0.4 ml', () => assert.ok(!finds('adali 4ml', PEN)))
  it('nor by one letter', () => assert.deepEqual(medicineQuery('a'), []))
  it('nor by nothing', () => assert.deepEqual(medicineQuery(' -/ '), []))
})

it('Any beginning of any word of a name finds it', () =>
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[A-Za-zé][A-Za-zé0-9]{2,12}$/), { minLength: 1, maxLength: 6 }),
      fc.nat(),
      (words, at) => {
        const word = words[at % words.length] ?? ''
        return finds(word.slice(0, 2 + (at % word.length)), words.join(' '))
      },
    ),
  ))
