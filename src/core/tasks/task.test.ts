import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { afterEvent, afterHistory, bareEvent, type TaskEvent, type TaskEventKind } from './task.ts'

const now = new Date('2026-11-23T10:00:00Z')
const event = (kind: TaskEventKind, over: Partial<TaskEvent> = {}): TaskEvent => ({ ...bareEvent(kind, now), ...over })
const created = event('created', { priority: 'soon', dueAt: now, ownerAccountId: 'amina', nextEscalationAt: now })
const closed = event('closed', { outcome: 'done' })
const assigned = event('assigned', { teamId: 'ward', nextEscalationAt: now })
const escalated = event('escalated', { escalatedTo: 'team', escalatedToTeamId: 'ward' })

describe('A task', () => {
  it('always has an owner', () =>
    assert.throws(() => afterHistory([event('created', { priority: 'soon', dueAt: now })]), /no owner/))
  it('is never given to nobody', () => assert.throws(() => afterHistory([created, event('assigned')]), /no owner/))
  it('starts with being made', () => assert.throws(() => afterHistory([closed]), /does not exist/))
  it('is made once', () => assert.throws(() => afterHistory([created, created]), /exists/))
  it('is not finished without an outcome', () =>
    assert.throws(() => afterHistory([created, event('closed')]), /outcome is missing/))
  it('is finished once', () => assert.throws(() => afterHistory([created, closed, closed]), /is finished/))
  it('is not passed up to nobody', () => assert.throws(() => afterHistory([created, event('escalated')]), /nobody/))
  it('is not passed up once finished', () =>
    assert.throws(() => afterHistory([created, closed, escalated]), /finished/))
  it('can be commented on when finished', () =>
    assert.equal(afterHistory([created, closed, event('commented')]).closedAt, now))
  it('belongs to whoever it was given to last', () => {
    const { ownerAccountId, teamId } = afterHistory([created, assigned])
    assert.deepEqual([ownerAccountId, teamId], [null, 'ward'])
  })
  it('starts up the chain anew when it is given to someone else after the last step', () => {
    assert.equal(afterHistory([created, escalated]).escalationStep, 1)
    const { escalationStep, nextEscalationAt } = afterHistory([created, escalated, assigned])
    assert.deepEqual([escalationStep, nextEscalationAt], [0, now])
  })
  it('keeps its step and the time of the next one when it is given to someone else before the last', () => {
    const later = new Date('2026-11-23T11:00:00Z')
    const passedUp = { ...escalated, nextEscalationAt: now }
    const state = afterHistory([created, passedUp, { ...assigned, nextEscalationAt: later }])
    assert.deepEqual([state.escalationStep, state.escalatedTo, state.nextEscalationAt], [1, 'team', now])
  })
  it('forgets its outcome when it is opened again', () => {
    const state = afterHistory([created, closed, event('reopened', { ownerAccountId: 'amina' })])
    assert.deepEqual([state.closedAt, state.outcome], [null, null])
  })
  it('has a version for each line of its history, an owner, and an outcome exactly when it is finished', () => {
    const kinds: TaskEventKind[] = ['created', 'assigned', 'accepted', 'commented', 'escalated', 'closed', 'reopened']
    const full: Partial<TaskEvent> = { priority: 'soon', dueAt: now, teamId: 'ward' }
    const anyEvent = fc.constantFrom(...kinds).map((kind) =>
      event(kind, {
        ...full,
        ...(kind === 'closed' ? { outcome: 'done' } : {}),
        ...(kind === 'escalated' ? { escalatedToTeamId: 'ward', escalatedTo: 'team' } : {}),
      }),
    )
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        let [state, count] = [afterEvent(undefined, created), 1]
        for (const next of events) {
          try {
            state = afterEvent(state, next)
            count += 1
          } catch {
            continue
          }
          assert.equal(state.version, count)
          assert.ok(state.ownerAccountId !== null || state.teamId !== null)
          assert.equal(state.closedAt === null, state.outcome === null)
          if (state.closedAt) assert.equal(state.nextEscalationAt, null)
        }
      }),
    )
  })
})
