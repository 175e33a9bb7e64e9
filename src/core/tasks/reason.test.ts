import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { outcomeProblems, outcomesOf, outcomeWords, reasonWords, taskReason } from './reason.ts'

const reason = taskReason({
  code: 'test.supply-ends',
  words: 'Supply ends soon',
  priority: 'soon',
  outcomes: { arranged: 'Delivery arranged' },
})

describe('A reason for a task', () => {
  it('has one more outcome than it names', () =>
    assert.deepEqual(outcomesOf(reason.code), { arranged: 'Delivery arranged', other: 'Something else' }))
  it('is declared once', () => assert.throws(() => taskReason(reason), /declared twice/))
  it('has a code with its service', () =>
    assert.throws(() => taskReason({ ...reason, code: 'supply' }), /must look like/))
  it('has an outcome', () =>
    assert.throws(() => taskReason({ ...reason, code: 'test.none', outcomes: {} }), /needs an outcome/))
  it('has words even when its service has gone', () => assert.equal(reasonWords('gone.reason'), 'gone.reason'))
  it('of a service that has gone can still be finished', () =>
    assert.deepEqual(outcomeProblems('gone.reason', 'done', undefined), {}))
})

describe('A task cannot be finished', () => {
  it('without an outcome', () =>
    assert.deepEqual(outcomeProblems(reason.code, '', undefined), { outcome: 'Select how this task ended' }))
  it('with the outcome of another reason', () =>
    assert.deepEqual(outcomeProblems(reason.code, 'spoke', 'x'), { outcome: 'Select how this task ended' }))
  it('with something else that nobody explains', () =>
    assert.deepEqual(outcomeProblems(reason.code, 'other', '  '), { note: 'Enter what happened' }))
  it('except with one of its outcomes', () => {
    assert.deepEqual(outcomeProblems(reason.code, 'arranged', undefined), {})
    assert.equal(outcomeWords(reason.code, 'arranged'), 'Delivery arranged')
  })
})
