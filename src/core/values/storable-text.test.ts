import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isStorableText } from './storable-text.ts'

describe('A text that can be kept', () => {
  it('is any text of any script', () => {
    for (const text of ['', 'Siân O’Brien', '山田', 'a\u{1f600}b']) assert.equal(isStorableText(text), true, text)
  })
  it('has no control characters', () => {
    for (const text of ['A\u0000', '\u0001', 'a\nb', '\u007f', '\u0085']) assert.equal(isStorableText(text), false)
  })
  it('has no half of a surrogate pair', () => {
    for (const text of ['Smi\ud800th', '\udc00', '\udc00\ud800']) assert.equal(isStorableText(text), false)
  })
})
