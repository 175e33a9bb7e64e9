import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Held } from './held.ts'
import { Seen } from './seen.ts'
import type { Wanted } from './wanted.ts'

const wanted = (over: Partial<Wanted> = {}): Wanted =>
  ({ patientId: 'p1', vtmId: 'adalimumab', isBiologic: true, ...over }) as Wanted
const held = (vtmId: string, isBiologic: boolean): Held =>
  ({ patientId: 'p1', vtmId, medicine: vtmId, enrolment: undefined, therapy: { isBiologic } }) as Held

describe('Rows of one patient in a file', () => {
  it('may not be two of one substance', () => {
    const seen = new Seen()
    assert.equal(seen.problemOf(2, wanted(), []), undefined)
    assert.match(seen.problemOf(3, wanted(), [])!, /Line 2 is the same medicine/)
  })
  it('may not be two biologics', () => {
    const seen = new Seen()
    seen.problemOf(2, wanted(), [])
    assert.match(seen.problemOf(3, wanted({ vtmId: 'etanercept' }), [])!, /Line 2 is another biologic/)
  })
  it('may be a biologic and something else', () => {
    const seen = new Seen()
    seen.problemOf(2, wanted(), [])
    assert.equal(seen.problemOf(3, wanted({ vtmId: 'methotrexate', isBiologic: false }), []), undefined)
  })
  it('may not bring a second biologic to one that is held', () =>
    assert.match(
      new Seen().problemOf(2, wanted(), [held('etanercept', true)])!,
      /another biologic medicine in Troth, etanercept/,
    ))
  it('may say again what is held', () =>
    assert.equal(new Seen().problemOf(2, wanted(), [held('adalimumab', true), held('methotrexate', false)]), undefined))
  it('are those of two people when the people are two', () => {
    const seen = new Seen()
    seen.problemOf(2, wanted(), [])
    assert.equal(seen.problemOf(3, wanted({ patientId: 'p2' }), []), undefined)
  })
  it('may be looked at twice', () => {
    const seen = new Seen()
    for (const _ of [1, 2]) assert.equal(seen.problemOf(2, wanted(), []), undefined)
  })
  it('do not count when they were refused', () => {
    const seen = new Seen()
    seen.problemOf(2, wanted(), [held('etanercept', true)])
    assert.equal(seen.problemOf(3, wanted(), []), undefined)
  })
})
