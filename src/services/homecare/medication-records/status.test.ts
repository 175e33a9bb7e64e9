import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { PRESCRIPTION_STATES, type PrescriptionState } from '../prescriptions/prescription-state.ts'
import { isWanted, REQUEST_STATUS_OF, requestStatus, statesWith } from './status.ts'

describe('The status of a signed prescription', () => {
  const cases: readonly (readonly [PrescriptionState, boolean, string | undefined])[] = [
    ['draft', true, undefined],
    ['screened', true, undefined],
    ['signed-unscreened', true, undefined],
    ['acknowledged', true, 'active'],
    ['acknowledged', false, 'on-hold'],
    ['cancel-requested', true, 'on-hold'],
    ['cancelled', false, 'cancelled'],
    ['completed', false, 'completed'],
    ['expired', true, 'stopped'],
  ]
  for (const [state, isForSupply, status] of cases) {
    it(`is ${status ?? 'none'} when “${PRESCRIPTION_STATES[state]}” and ${isForSupply ? '' : 'not '}for supply`, () => {
      assert.equal(requestStatus(state, isForSupply), status)
    })
  }

  it('leads a search to every state that may have it', () => {
    assert.ok(statesWith(REQUEST_STATUS_OF, [['on-hold']]).includes('acknowledged'))
    assert.ok(!statesWith(REQUEST_STATUS_OF, [['completed']]).includes('acknowledged'))
    assert.deepEqual(statesWith(REQUEST_STATUS_OF, [['nonsense']]), [])
    assert.ok(!isWanted(undefined, []))
    assert.ok(isWanted('active', [['active', 'completed']]))
  })
})
