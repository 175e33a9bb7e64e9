import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { delayAfter, isLocked, LOCK_OUT, withAttempt, type Attempts } from './lock-out.ts'

const start = new Date('2026-11-22T10:00:00Z')
const after = (seconds: number, from: Date = start) => new Date(from.getTime() + seconds * 1000)
const { email, address } = LOCK_OUT

function attemptsInARow(times: number, at: Date = start): Attempts {
  let state: Attempts | undefined
  for (let count = 0; count < times; count += 1) state = withAttempt(email, state, at)
  if (!state) throw new RangeError('At least one attempt')
  return state
}

describe('Wrong attempts at an account', () => {
  it('are free four times, so that a slip costs nothing', () => assert.equal(isLocked(attemptsInARow(4), start), false))
  it('lock it from the fifth', () => assert.equal(isLocked(attemptsInARow(5), start), true))
  it('lock it until exactly the delay has passed', () => {
    assert.equal(isLocked(attemptsInARow(5), after(29)), true)
    assert.equal(isLocked(attemptsInARow(5), after(30)), false)
  })
  it('lock it for twice as long each time', () =>
    assert.deepEqual(
      [4, 5, 6, 7, 8, 9].map((times) => delayAfter(email, times)),
      [0, 30, 60, 120, 240, 480],
    ))
  it('never lock it for longer than a quarter of an hour, so that nobody stays out once they stop', () =>
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (times) => delayAfter(email, times) <= 900)))
  it('are forgotten one by one', () => {
    const later = withAttempt(email, attemptsInARow(5), after(4 * 3600))
    assert.equal(later.attempts, 5)
    assert.equal(withAttempt(email, attemptsInARow(5), after(24 * 3600)).attempts, 1)
  })
  it('are not forgotten sooner by trying often', () => {
    let state = attemptsInARow(1)
    for (let hour = 1; hour <= 8; hour += 1) state = withAttempt(email, state, after(hour * 3600))
    assert.equal(state.attempts, 7)
  })
})

describe('Wrong attempts from a network address', () => {
  it('are many before the first delay, because a hospital shares one', () => {
    assert.equal(delayAfter(address, 49), 0)
    assert.equal(delayAfter(address, 50), 5)
  })
  it('keep nobody waiting at the rate at which a busy hospital mistypes', () => {
    let state: Attempts | undefined
    for (let minute = 0; minute < 600; minute += 1) {
      for (let slip = 0; slip < 4; slip += 1) state = withAttempt(address, state, after(minute * 60 + slip * 15))
    }
    assert.equal(isLocked(state, after(36_000)), false)
  })
  it('end a search through passwords', () => {
    let state: Attempts | undefined
    let allowed = 0
    for (let second = 0; second < 3600; second += 1) {
      for (let guess = 0; guess < 10; guess += 1) {
        if (isLocked(state, after(second))) continue
        state = withAttempt(address, state, after(second))
        allowed += 1
      }
    }
    assert.ok(allowed < 500, `${allowed} guesses in an hour`)
  })
})
