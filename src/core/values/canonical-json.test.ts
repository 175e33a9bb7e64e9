import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, type JsonValue } from './canonical-json.ts'

describe('The canonical text of a JSON value', () => {
  it('is that of RFC 8785, section 3.2.2', () => {
    const sample = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ) as JsonValue
    assert.equal(
      canonicalJson(sample),
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })
  it('orders names by their UTF-16 code units, as section 3.2.3 does', () => {
    const sample = JSON.parse(
      '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}',
    ) as Record<string, JsonValue>
    const order = Object.values(JSON.parse(canonicalJson(sample)) as Record<string, string>)
    // A name that is a whole number comes first when JavaScript lists an object, whatever the text says.
    assert.match(canonicalJson(sample), /^\{"\\r":"Carriage Return","1":"One",/)
    assert.deepEqual(order.slice(2), [
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })
  it('is the same whatever order the names came in, and reads back as the same value', () => {
    const sameAgain = (value: JsonValue): JsonValue =>
      Array.isArray(value)
        ? value.map(sameAgain)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([name, part]) => [name, sameAgain(part)]),
            )
          : (value as JsonValue)
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (sample) => {
        const value = JSON.parse(JSON.stringify(sample)) as JsonValue
        fc.pre(JSON.stringify(value).isWellFormed())
        const text = canonicalJson(value)
        assert.equal(canonicalJson(sameAgain(value)), text)
        assert.deepEqual(JSON.parse(text), value)
      }),
    )
  })
  for (const [what, value] of [
    ['a missing value', { a: undefined }],
    ['a number that is none', [Number.NaN]],
    ['a date', new Date(0)],
    ['half a character', 'a\ud800'],
    ['a whole number beyond JSON', 10n],
  ] as const)
    it(`refuses ${what}`, () => assert.throws(() => canonicalJson(value as never), TypeError))
})
