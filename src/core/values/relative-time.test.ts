import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dueAtText, dueText, timeAgo } from './relative-time.ts'

const now = new Date('2026-11-22T15:00:00Z')
const ago = (at: string): string => timeAgo(new Date(at), now)
const due = (at: string): string => dueAtText(new Date(at), now)

describe('A moment ago is', () => {
  it('just now', () => assert.equal(ago('2026-11-22T14:59:30Z'), 'just now'))
  it('just now, when a clock elsewhere is fast', () => assert.equal(ago('2026-11-22T15:00:30Z'), 'just now'))
  it('a minute ago', () => assert.equal(ago('2026-11-22T14:59:00Z'), '1 minute ago'))
  it('hours ago', () => assert.equal(ago('2026-11-22T13:00:00Z'), '2 hours ago'))
  it('yesterday', () => assert.equal(ago('2026-11-21T15:05:00Z'), 'yesterday at 3:05pm'))
  it('hours ago, though midnight has passed', () =>
    assert.equal(timeAgo(new Date('2026-11-21T23:00:00Z'), new Date('2026-11-22T01:30:00Z')), '2 hours ago'))
  it('days ago', () => assert.equal(ago('2026-11-19T15:00:00Z'), '3 days ago'))
  it('on its date', () => assert.equal(ago('2026-11-03T15:00:00Z'), 'on 3 November 2026'))
})

describe('A day is due', () => {
  it('today', () => assert.equal(dueText('2026-11-22', '2026-11-22'), 'due today'))
  it('tomorrow', () => assert.equal(dueText('2026-11-23', '2026-11-22'), 'due tomorrow'))
  it('in days', () => assert.equal(dueText('2026-11-25', '2026-11-22'), 'due in 3 days'))
  it('or overdue by one', () => assert.equal(dueText('2026-11-21', '2026-11-22'), '1 day overdue'))
  it('or overdue by more', () => assert.equal(dueText('2026-11-19', '2026-11-22'), '3 days overdue'))
})

describe('A moment is due', () => {
  it('now', () => assert.equal(due('2026-11-22T15:00:00Z'), 'due now'))
  it('in minutes', () => assert.equal(due('2026-11-22T15:20:00Z'), 'due in 20 minutes'))
  it('today', () => assert.equal(due('2026-11-22T17:00:00Z'), 'due today at 5pm'))
  it('tomorrow', () => assert.equal(due('2026-11-23T09:00:00Z'), 'due tomorrow at 9am'))
  it('in days', () => assert.equal(due('2026-11-25T09:00:00Z'), 'due in 3 days'))
  it('or minutes overdue', () => assert.equal(due('2026-11-22T14:59:00Z'), '1 minute overdue'))
  it('or hours overdue', () => assert.equal(due('2026-11-22T13:00:00Z'), '2 hours overdue'))
  it('or days overdue', () => assert.equal(due('2026-11-19T13:00:00Z'), '3 days overdue'))
})
