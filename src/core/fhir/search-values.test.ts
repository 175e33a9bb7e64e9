import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readDate, readInstant, readToken, splitUnescaped, unescaped } from './search-values.ts'

describe('A token', () => {
  it('is a system and a code', () =>
    assert.deepEqual(readToken('urn:x|9990000018'), { value: { system: 'urn:x', code: '9990000018' } }))
  it('may leave the system open', () =>
    assert.deepEqual(readToken('123'), { value: { system: undefined, code: '123' } }))
  it('may ask for no system', () => assert.deepEqual(readToken('|123'), { value: { system: '', code: '123' } }))
  it('may hold an escaped bar', () =>
    assert.deepEqual(readToken('urn:x|a\\|b'), { value: { system: 'urn:x', code: 'a|b' } }))
  it('is refused without a code', () => assert.ok('problem' in readToken('urn:x|')))
  it('is refused with two bars', () => assert.ok('problem' in readToken('a|b|c')))
})

describe('A date of a search', () => {
  const cases: [string, { from?: string; before?: string }][] = [
    ['1985-04-12', { from: '1985-04-12', before: '1985-04-13' }],
    ['eq1985-04-12', { from: '1985-04-12', before: '1985-04-13' }],
    ['1985-04', { from: '1985-04-01', before: '1985-05-01' }],
    ['1985', { from: '1985-01-01', before: '1986-01-01' }],
    ['lt1985-04', { before: '1985-04-01' }],
    ['le1985-04', { before: '1985-05-01' }],
    ['gt1985-04', { from: '1985-05-01' }],
    ['ge1985-04', { from: '1985-04-01' }],
    ['1984-02-29', { from: '1984-02-29', before: '1984-03-01' }],
  ]
  for (const [text, value] of cases) it(`${text} is a range`, () => assert.deepEqual(readDate(text), { value }))
  for (const text of [
    'ap1985',
    'ne1985',
    '85',
    '1985-13',
    '1985-02-30',
    '12/04/1985',
    '',
    '1985-04-12T10:00:00Z',
    'lt',
  ])
    it(`"${text}" is refused`, () => assert.ok('problem' in readDate(text)))
})

describe('An instant of a search', () => {
  it('to the second lasts a second', () =>
    assert.deepEqual(readInstant('2026-11-22T10:00:00Z'), {
      value: { from: new Date('2026-11-22T10:00:00Z'), before: new Date('2026-11-22T10:00:01Z') },
    }))
  it('may have a zone, whose plus sign arrives as a space', () =>
    assert.deepEqual(readInstant('ge2026-06-01T01:00:00 01:00'), { value: { from: new Date('2026-06-01T00:00:00Z') } }))
  it('may be a whole day', () =>
    assert.deepEqual(readInstant('2026-11-22'), {
      value: { from: new Date('2026-11-22T00:00:00Z'), before: new Date('2026-11-23T00:00:00Z') },
    }))
  for (const text of ['2026-11-22T10:00:00', '2026-02-30T10:00:00Z', '2026-11-22T25:00:00Z', 'yesterday'])
    it(`"${text}" is refused`, () => assert.ok('problem' in readInstant(text)))
})

describe('Escapes of a search', () => {
  it('give back any text', () =>
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (texts) => {
        const escaped = texts.map((text) => text.replace(/[\\,|$]/g, '\\$&')).join(',')
        assert.deepEqual(splitUnescaped(escaped, ',').map(unescaped), texts)
      }),
    ))
  it('are never longer than what was sent, whatever was sent', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.equal(splitUnescaped(text, ',').join(','), text)
        readToken(text)
        readDate(text)
        readInstant(text)
      }),
    ))
})
