import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { linesOf } from './lines.ts'

const letters = (text: string): number => [...text].length

describe('Lines', () => {
  for (const [what, text, lines] of [
    ['at spaces', 'one two three', ['one two', 'three']],
    ['at the ends they have', 'one\ntwo\n\nthree', ['one', 'two', '', 'three']],
    ['inside a word that is too long', 'abcdefghijk xyz', ['abcdefgh', 'ijk xyz']],
    ['nowhere when all fits', 'one two', ['one two']],
    ['never, of nothing', '', ['']],
    ['never between a number and what it counts', 'take 40 mg', ['take', '40 mg']],
    ['never inside a number that is written apart', 'no 12 34 56', ['no', '12 34 56']],
    ['between numbers when the width holds no more', '123 456 789', ['123 456', '789']],
  ] as const)
    it(`break ${what}`, () => assert.deepEqual(linesOf(text, 8, letters), lines))
  it('keep a letter with its accents', () =>
    assert.deepEqual(linesOf('a\u0301b\u0301', 2, letters), ['a\u0301', 'b\u0301']))
  it('hold every letter, none wider than the width', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 20 }), (text, width) => {
        const lines = linesOf(text, width, letters)
        assert.ok(lines.every((line) => letters(line) <= width))
        assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(/[ \n]/g, ''))
      }),
    ))
})
