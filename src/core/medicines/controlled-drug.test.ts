import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { controlledDrug, isPaperOnly } from './controlled-drug.ts'

describe('A controlled drug category', () => {
  for (const [category, schedule] of [
    ['0000', 'none'],
    ['0001', 1],
    ['0002', 2],
    ['0003', 2],
    ['0004', 3],
    ['0005', 3],
    ['0006', 3],
    ['0007', 3],
    ['0008', 4],
    ['0009', 4],
    ['0010', 5],
  ] as const)
    it(`${category} is schedule ${schedule}`, () => assert.equal(controlledDrug(category).schedule, schedule))
  it('that is missing is not none', () => assert.equal(controlledDrug(undefined).schedule, 'not-stated'))
  it('that nobody knows is not none', () => assert.equal(controlledDrug('0011').schedule, 'not-stated'))
  it('is never an inherited property', () => assert.equal(controlledDrug('constructor').schedule, 'not-stated'))
})

describe('Paper only are', () => {
  for (const category of ['0001', '0002', '0003', '0004', '0005', '0006', '0007', undefined, '0099'])
    it(`${category}`, () => assert.ok(isPaperOnly(controlledDrug(category))))
  for (const category of ['0000', '0008', '0009', '0010'])
    it(`not ${category}`, () => assert.ok(!isPaperOnly(controlledDrug(category))))
})
