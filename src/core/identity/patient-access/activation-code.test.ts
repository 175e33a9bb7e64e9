import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ACTIVATION_RULES, codeEndsAt, codeState, lastDayOf } from './activation-code.ts'

const made = new Date('2026-11-22T10:00:00Z')
const waiting = { usedAt: null, revokedAt: null, attempts: 0, endsAt: new Date('2026-12-06T00:00:00Z') }

describe('An activation code', () => {
  it('waits until it ends, and is out of date from that instant', () => {
    assert.equal(codeState(waiting, new Date('2026-12-05T23:59:59Z')), 'waiting')
    assert.equal(codeState(waiting, new Date('2026-12-06T00:00:00Z')), 'expired')
  })
  it('works once', () => assert.equal(codeState({ ...waiting, usedAt: made }, made), 'used'))
  it('can be taken back', () => assert.equal(codeState({ ...waiting, revokedAt: made }, made), 'revoked'))
  it('stops after five wrong tries, and not before', () => {
    assert.equal(ACTIVATION_RULES.mostAttempts, 5)
    assert.equal(codeState({ ...waiting, attempts: 4 }, made), 'waiting')
    assert.equal(codeState({ ...waiting, attempts: 5 }, made), 'too-many-attempts')
  })
  it('of a letter works to the end of the fourteenth day, in London', () => {
    assert.equal(lastDayOf(made), '2026-12-06')
    assert.equal(codeEndsAt('letter', made).toISOString(), '2026-12-07T00:00:00.000Z')
    assert.equal(codeEndsAt('letter', new Date('2026-07-01T23:30:00Z')).toISOString(), '2026-07-16T23:00:00.000Z')
  })
  it('of a text message works for half an hour', () => {
    assert.equal(codeEndsAt('text', made).toISOString(), '2026-11-22T10:30:00.000Z')
  })
})
