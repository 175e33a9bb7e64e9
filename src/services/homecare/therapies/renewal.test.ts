import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type DosePhase, timesADay } from './dose.ts'
import { refuseLoading, renewedDose } from './renewal.ts'
import { FORTNIGHTLY, LOADED, part, phase } from './dose.test-support.ts'

describe('A renewal', () => {
  it('has the maintenance dose alone, from its own first day', () =>
    assert.deepEqual(renewedDose(LOADED)?.phases, FORTNIGHTLY.phases))
  it('of a dose that ends with loading has nothing to go on with', () =>
    assert.equal(renewedDose({ ...LOADED, phases: LOADED.phases.slice(0, 2) }), undefined))
  it('never holds a loading dose, whatever came before', () => {
    const anyPhase = fc.record({
      kind: fc.constantFrom<DosePhase['kind']>('loading', 'maintenance'),
      days: fc.integer({ min: 1, max: 60 }),
    })
    fc.assert(
      fc.property(fc.array(anyPhase, { minLength: 1, maxLength: 6 }), (phases) => {
        let day = 0
        const dose = {
          ...FORTNIGHTLY,
          phases: phases.map(({ kind, days }) => phase(kind, (day += days) - days, { days }, part(1, timesADay(1)))),
        }
        const renewed = renewedDose(dose)
        assert.equal(
          renewed === undefined,
          phases.every(({ kind }) => kind === 'loading'),
        )
        if (renewed === undefined) return
        assert.equal(refuseLoading(renewed, { hasBegun: true, loadAgain: undefined }), undefined)
        assert.equal(renewed.phases[0]?.fromDay, 0)
      }),
    )
  })
})

describe('A loading dose', () => {
  it('may begin a treatment', () =>
    assert.equal(refuseLoading(LOADED, { hasBegun: false, loadAgain: undefined }), undefined))
  it('is refused once treatment has begun', () =>
    assert.equal(refuseLoading(LOADED, { hasBegun: true, loadAgain: undefined })?.name, 'loading-again'))
  it('needs a reason in words to be given again', () => {
    assert.equal(refuseLoading(LOADED, { hasBegun: true, loadAgain: { reason: ' ' } })?.name, 'loading-again')
    assert.equal(
      refuseLoading(LOADED, { hasBegun: true, loadAgain: { reason: 'Off treatment for 5 months' } }),
      undefined,
    )
  })
})
