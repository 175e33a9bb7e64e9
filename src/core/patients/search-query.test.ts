import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readSearchParts, readSearchText } from './search-query.ts'

const day = (date: string) => ({ from: date, to: date })

describe('One box understands', () => {
  const cases: [string, unknown][] = [
    ['9990000018', { nhsNumber: '9990000018' }],
    [' 999 000 0018 ', { nhsNumber: '9990000018' }],
    ['999-000-0018', { nhsNumber: '9990000018' }],
    ['smith', { names: [['SMITH']] }],
    ['Siân O’Brien', { names: [['OBRIEN', 'SIAN'], ['SIANOBRIEN']] }],
    ['12/3/1961', { born: day('1961-03-12') }],
    ['12.03.1961', { born: day('1961-03-12') }],
    ['12 March 1961', { born: day('1961-03-12') }],
    ['12-Mar-1961', { born: day('1961-03-12') }],
    ['1961-03-12', { born: day('1961-03-12') }],
    ['12031961', { born: day('1961-03-12') }],
    ['smith 12/3/1961', { names: [['SMITH']], born: day('1961-03-12') }],
    ['12/3/1961, smith', { names: [['SMITH']], born: day('1961-03-12') }],
    ['smith 1961', { names: [['SMITH']], born: { from: '1961-01-01', to: '1961-12-31' } }],
    ['LS17 7DF', { postcode: 'LS177DF' }],
    ['ls177df', { postcode: 'LS177DF' }],
    ['LS17', { postcode: 'LS17' }],
    ['khan LS17 7DF', { names: [['KHAN']], postcode: 'LS177DF' }],
    ['khan ls17 7df 12/3/1961', { names: [['KHAN']], postcode: 'LS177DF', born: day('1961-03-12') }],
    ['07700 900982', { exact: { kind: 'telephone', key: '+447700900982' } }],
    ['+44 7700 900982', { exact: { kind: 'telephone', key: '+447700900982' } }],
    ['Amina@Example.com', { exact: { kind: 'email', key: 'amina@example.com' } }],
  ]
  for (const [text, search] of cases) {
    it(`"${text}"`, () => {
      const read = readSearchText(text)
      assert.ok('search' in read)
      assert.deepEqual(JSON.parse(JSON.stringify(read.search)), search)
    })
  }
})

describe('One box asks for more', () => {
  it('when it is empty', () => assert.deepEqual(readSearchText('  '), { problem: 'nothing' }))
  it('for one letter', () => assert.deepEqual(readSearchText('a'), { problem: 'too-little' }))
  it('for a year alone', () => assert.deepEqual(readSearchText('1961'), { problem: 'too-little' }))
  it('for ten numbers that fail the check of an NHS number', () =>
    assert.deepEqual(readSearchText('999 000 0019'), { problem: 'not-an-nhs-number' }))
  it('and never fails, whatever is typed', () =>
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void readSearchText(text))))
})

describe('Separate boxes', () => {
  it('are joined', () =>
    assert.deepEqual(readSearchParts({ name: 'khan', born: '1961-03-12', postcode: 'LS17' }), {
      search: { names: [['KHAN']], born: day('1961-03-12'), postcode: 'LS17' },
    }))
  it('refuse a number that is not an NHS number', () =>
    assert.deepEqual(readSearchParts({ nhsNumber: '123' }), { problem: 'not-an-nhs-number' }))
  it('refuse what cannot begin a postcode', () =>
    assert.deepEqual(readSearchParts({ postcode: '!!' }), { problem: 'too-little' }))
  it('find by another identifier', () =>
    assert.deepEqual(readSearchParts({ identifier: { system: 'urn:hospital', value: 'h12' } }), {
      search: { exact: { kind: 'identifier', key: 'urn:hospital|H12' } },
    }))
  it('ask for something', () => assert.deepEqual(readSearchParts({}), { problem: 'nothing' }))
})
