import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { maySignIn } from './patient-account.ts'

describe('An account', () => {
  const open = { status: 'active', isDemonstration: false, hasDied: false } as const
  it('opens its record', () => assert.ok(maySignIn(open, false)))
  it('does not once access was stopped', () => assert.ok(!maySignIn({ ...open, status: 'withdrawn' }, true)))
  it('does not once the person has died', () => assert.ok(!maySignIn({ ...open, hasDied: true }, true)))
  it('of the demonstration opens only in a demonstration', () => {
    assert.ok(maySignIn({ ...open, isDemonstration: true }, true))
    assert.ok(!maySignIn({ ...open, isDemonstration: true }, false))
  })
})
