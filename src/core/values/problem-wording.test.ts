import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { count, enter, lowerFirst, must, wordList } from './problem-wording.ts'

describe('A problem is worded', () => {
  it('with an article when the label has none', () => assert.equal(enter('Date of birth'), 'Enter the date of birth'))
  it('without a second article', () => assert.equal(enter('Your date of birth'), 'Enter your date of birth'))
  it('without lowering initials', () => assert.equal(enter('NHS number'), 'Enter the NHS number'))
  it('without lowering mixed initials', () => assert.equal(lowerFirst('GPhC number'), 'GPhC number'))
  it('starting with the label', () => assert.equal(must('Postcode', 'be real'), 'Postcode must be real'))
})

describe('Words are listed', () => {
  it('alone', () => assert.equal(wordList(['day']), 'day'))
  it('in twos', () => assert.equal(wordList(['day', 'month']), 'day and month'))
  it('in threes', () => assert.equal(wordList(['day', 'month', 'year'], 'or'), 'day, month or year'))
  it('as nothing when there are none', () => assert.equal(wordList([]), ''))
  it('counted in the singular', () => assert.equal(count(1, 'day'), '1 day'))
  it('counted in the plural', () => assert.equal(count(0, 'day'), '0 days'))
})
