import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  formatTypedCode,
  hashToken,
  isLinkToken,
  linkToken,
  parseTypedCode,
  tokenMatches,
  typedCode,
} from './opaque-token.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codes = fc.uint8Array({ minLength: 11, maxLength: 11 }).map((bytes) => typedCode(() => bytes))

describe('A link token', () => {
  it('has 43 characters that need no escaping', () => assert.ok(isLinkToken(linkToken(randomBytes))))
  it('is never the same twice', () => assert.notEqual(linkToken(randomBytes), linkToken(randomBytes)))
  it('is not any shorter text', () => assert.ok(!isLinkToken('abc')))
})

describe('A code to be typed', () => {
  it('is in three groups of four', () =>
    assert.match(typedCode(randomBytes), /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/))
  it('may have another shape', () => assert.match(typedCode(randomBytes, { groups: 2, size: 3 }), /^\w{3}-\w{3}$/))
  it('is shown in groups again', () => assert.equal(formatTypedCode('000011112222'), '0000-1111-2222'))
  it('is not one when it is too short', () => assert.equal(parseTypedCode('0000-0000-000'), undefined))
  it('is not one when a letter is not used in codes', () => assert.equal(parseTypedCode('0000-0000-000U'), undefined))
  it('is not one when it is a book', () => assert.equal(parseTypedCode('0'.repeat(1_000_000)), undefined))
})

describe('For every code', () => {
  it('small letters, spaces and the letters mistaken for 0 and 1 are read', () =>
    fc.assert(
      fc.property(codes, (code) => {
        const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
        return parseTypedCode(typed) === code.replaceAll('-', '')
      }),
    ))
  it('one wrong character is caught', () =>
    fc.assert(
      fc.property(codes, fc.nat(11), fc.integer({ min: 1, max: 31 }), (code, at, by) => {
        const letters = [...code.replaceAll('-', '')]
        letters[at] = ALPHABET[(ALPHABET.indexOf(letters[at] ?? '') + by) % 32] ?? ''
        return parseTypedCode(letters.join('')) === undefined
      }),
    ))
  it('two swapped neighbours are caught', () =>
    fc.assert(
      fc.property(codes, fc.nat(10), (code, at) => {
        const text = code.replaceAll('-', '')
        const swapped = text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)
        return swapped === text || parseTypedCode(swapped) === undefined
      }),
    ))
})

describe('A token is kept', () => {
  it('only as its hash', () => assert.match(hashToken('secret'), /^[\da-f]{64}$/))
  it('and is known again', () => assert.ok(tokenMatches('secret', hashToken('secret'))))
  it('but no other is', () => assert.ok(!tokenMatches('Secret', hashToken('secret'))))
  it('nor any against a hash that is not one', () => assert.ok(!tokenMatches('secret', '')))
})
