import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fixedClock } from '../../clock.ts'
import { isConfirmedWithin, requireRecentConfirmation } from './confirmation.ts'
import { isWithin, SESSION_LIMITS, tighten, whyEnded, type Session } from './session.ts'

const start = new Date('2026-11-22T10:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const session: Session = {
  sessionId: 's',
  tenantId: 't',
  accountId: 'a',
  accountKind: 'staff',
  createdAt: start,
  lastSeenAt: start,
  endsAt: after(SESSION_LIMITS.staff.absoluteSeconds),
  idleSeconds: SESSION_LIMITS.staff.idleSeconds,
  endedAt: null,
  confirmedAt: start,
}

describe('A session', () => {
  it('is live until exactly 15 minutes without use', () => {
    assert.equal(whyEnded(session, after(899)), undefined)
    assert.equal(whyEnded(session, after(900)), 'idle')
  })
  it('ends after 12 hours, however busy', () => {
    const busy = { ...session, lastSeenAt: after(43_199) }
    assert.equal(whyEnded(busy, after(43_199)), undefined)
    assert.equal(whyEnded(busy, after(43_200)), 'absolute')
  })
  it('is over once it was ended', () => assert.equal(whyEnded({ ...session, endedAt: start }, start), 'ended'))
})

describe('An organisation can make sessions shorter', () => {
  const { staff } = SESSION_LIMITS
  it('and never longer, whatever it has chosen', () =>
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), (idleSeconds, absoluteSeconds) => {
        const limits = tighten(staff, { idleSeconds, absoluteSeconds })
        return limits.idleSeconds <= staff.idleSeconds && limits.absoluteSeconds <= staff.absoluteSeconds
      }),
    ))
  it('down to what can still be used', () => {
    assert.equal(isWithin(staff, { idleSeconds: 300, absoluteSeconds: 3600 }), true)
    assert.equal(isWithin(staff, { idleSeconds: 299 }), false)
    assert.equal(isWithin(staff, { absoluteSeconds: 3599 }), false)
    assert.equal(isWithin(staff, { idleSeconds: 901 }), false)
    assert.equal(isWithin(staff, { absoluteSeconds: 43_201 }), false)
    assert.equal(isWithin(staff, {}), true)
  })
})

describe('A sensitive act', () => {
  const at = (seconds: number) => ({ confirmedAt: start, clock: fixedClock(after(seconds)) })
  it('is done by someone who proved that it is them within the time', () => {
    assert.equal(isConfirmedWithin(at(599), 10), true)
    assert.doesNotThrow(() => requireRecentConfirmation(at(599), 10))
  })
  it('is refused to someone who did so too long ago, or never', () => {
    assert.throws(() => requireRecentConfirmation(at(600), 10), { name: 'NotAllowedError' })
    assert.throws(() => requireRecentConfirmation({ clock: fixedClock(start) }, 10), { name: 'NotAllowedError' })
  })
})
