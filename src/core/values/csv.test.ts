import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { BYTE_ORDER_MARK, csvField, csvLine, toCsv } from './csv.ts'

describe('A cell is written', () => {
  it('plain', () => assert.equal(csvField('Amina'), 'Amina'))
  it('with its accents', () => assert.equal(csvField('Siobhán'), 'Siobhán'))
  it('quoted, when it has a comma', () => assert.equal(csvField('Smith, Amina'), '"Smith, Amina"'))
  it('quoted, when it has a line end', () => assert.equal(csvField('one\ntwo'), '"one\ntwo"'))
  it('with its quotes doubled', () => assert.equal(csvField('the "blue" one'), '"the ""blue"" one"'))
  it('empty for nothing', () => assert.equal(csvLine([null, undefined, '']), ',,\r\n'))
  it('as a number, negative too', () => assert.equal(csvLine([-1.5, 0]), '-1.5,0\r\n'))
  it('empty for what is not a number', () => assert.equal(csvField(Number.NaN), ''))
  it('as a word for true', () => assert.equal(csvField(true), 'true'))
})

describe('A cell never runs as a formula', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']) {
    it(`when it begins with ${JSON.stringify(start)}`, () =>
      assert.equal(csvField(`${start}HYPERLINK("http://x")`), `"'${start}HYPERLINK(""http://x"")"`))
  }
  it('when it is a telephone number', () => assert.equal(csvField('+447700900982'), `"'+447700900982"`))
})

describe('A file', () => {
  const columns = [
    { heading: 'Name', value: (row: { name: string; age: number }) => row.name },
    { heading: 'Age', value: (row: { name: string; age: number }) => row.age },
  ]
  it('has a heading and rows', () =>
    assert.equal(toCsv(columns, [{ name: 'Amina', age: 45 }]), 'Name,Age\r\nAmina,45\r\n'))
  it('has only a heading when there are no rows', () => assert.equal(toCsv(columns, []), 'Name,Age\r\n'))
  it('begins with a byte order mark when asked', () =>
    assert.ok(toCsv(columns, [], { byteOrderMark: true }).startsWith(BYTE_ORDER_MARK)))
})

describe('For all rows', () => {
  const held = (text: string): string => (/^[=+\-@\t\r\n\0＝＋－＠]/.test(text) ? `'${text}` : text)
  it('a reader of CSV gets back every cell, held back where it would run', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string({ unit: 'grapheme' })), { minLength: 1 }), (rows) => {
        const text = rows.map((row) => csvLine(['row', ...row])).join('')
        assert.deepEqual(
          parse(text, { relaxColumnCount: false }),
          rows.map((row) => ['row', ...row.map(held)]),
        )
      }),
    ))
})
