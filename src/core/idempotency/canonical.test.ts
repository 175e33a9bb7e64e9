import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { canonicalText, refuseUnstorable } from './canonical.ts'

const differ = (one: unknown, two: unknown) => assert.notEqual(canonicalText(one), canonicalText(two))
const same = (one: unknown, two: unknown) => assert.equal(canonicalText(one), canonicalText(two))

describe('The text of a request', () => {
  it('does not depend on the order of names, nor on what is left out', () => {
    same({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })
    same({ a: 1, b: undefined }, { a: 1 })
    same({ password: () => 'one' }, { password: () => 'two' })
  })
  it('tells maps, sets, dates and bytes apart by what they hold', () => {
    differ({ changes: new Map([['a', 1]]) }, { changes: new Map([['b', 2]]) })
    differ(new Map(), {})
    differ(new Set([1]), new Set([2]))
    same(new Set([1, 2]), new Set([2, 1]))
    differ(new Date(0), new Date(1))
    differ(new Date(0), '1970-01-01T00:00:00.000Z')
    differ(Buffer.from('a'), Buffer.from('b'))
    differ(1n, 1)
  })
  it('tells an empty text from nothing, and a list from its only item', () => {
    differ({ a: '' }, {})
    differ({ a: null }, {})
    differ([1], 1)
    differ(['a,b'], ['a', 'b'])
    differ([undefined], [])
    differ('-', undefined)
  })
  it('refuses what it cannot look into, and says where that is', () => {
    class Secret {
      readonly #hidden = 1
      show = () => this.#hidden
    }
    assert.throws(() => canonicalText({ a: [{ b: new Secret() }] }), /input\.a\[0\]\.b/)
    assert.throws(() => canonicalText(Number.NaN), TypeError)
    assert.throws(() => canonicalText(new Error('x')), TypeError)
  })
  it('is the same for two JSON values exactly when they are equal', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, two) => {
        // JSON knows one zero.
        const [first, second] = [one, two].map((value) => JSON.parse(JSON.stringify(value)) as unknown)
        let isEqual = true
        try {
          assert.deepEqual(first, second)
        } catch {
          isEqual = false
        }
        assert.equal(canonicalText(first) === canonicalText(second), isEqual)
        assert.equal(canonicalText(first), canonicalText(structuredClone(first)))
      }),
    )
  })
})

describe('An answer', () => {
  it('may hold what comes back from the store as it went in', () => {
    for (const answer of [undefined, null, 'done', 1, true, { id: 'a', more: [{ b: null }], left: undefined }])
      assert.doesNotThrow(() => refuseUnstorable(answer))
  })
  it('may not hold dates, maps, bytes or anything else that would come back as something else', () => {
    for (const answer of [new Date(), new Map(), new Set(), Buffer.from('a'), 1n, Number.NaN, () => 1, Symbol('a')])
      assert.throws(() => refuseUnstorable({ made: [answer] }), /answer\.made\[0\]/)
  })
})
