import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { LONGEST_ADDRESS_LINE, MOST_ADDRESS_LINES, parseLetterAddress } from './letter-address.ts'

describe('The postal address of an organisation', () => {
  it('is one line each, without blanks, however the browser ends a line', () => {
    for (const end of ['\n', '\r\n', '\r'])
      assert.deepEqual(parseLetterAddress(['Beckett  Street', '', ' Leeds ', 'LS9 7TF', ''].join(end)), {
        value: ['Beckett Street', 'Leeds', 'LS9 7TF'],
      })
  })
  it('is empty when nothing was entered', () => assert.deepEqual(parseLetterAddress(' \n '), { value: [] }))
  it('has as many lines as the head of a letter has room for', () => {
    assert.deepEqual(parseLetterAddress('a\n'.repeat(MOST_ADDRESS_LINES)), {
      value: Array(MOST_ADDRESS_LINES).fill('a'),
    })
    assert.match(JSON.stringify(parseLetterAddress('a\n'.repeat(MOST_ADDRESS_LINES + 1))), /must be 6 lines or fewer/)
  })
  it('has lines that fit', () => {
    assert.match(JSON.stringify(parseLetterAddress('x'.repeat(LONGEST_ADDRESS_LINE + 1))), /60 characters or fewer/)
  })
  it('is the same when it is read again', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 6 }), (typed) => {
        const read = parseLetterAddress(typed.join('\n'))
        if ('value' in read) assert.deepEqual(parseLetterAddress(read.value.join('\n')), read)
      }),
    )
  })
})
