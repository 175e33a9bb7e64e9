import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays } from '../../../core/values/civil-date.ts'
import { addWorkingDays, weekdayHours } from '../../../core/values/working-hours.ts'
import { simulate } from './naive-simulator.test-support.ts'
import { anyTherapy } from './random-therapy.test-support.ts'
import { type SupplyCover, supplyCover, type SupplyFacts } from './supply-cover.ts'

const CASES = process.env['TROTH_TEST_FULL'] === '1' ? 100_000 : 2_000

const day = (cover: SupplyCover): string => (cover.state === 'runs-out' ? cover.firstUncovered : 'never')

/** Each way in which a therapy can be hard, so that a generator that has gone quiet is noticed. */
const HARD: Record<string, (facts: SupplyFacts, cover: SupplyCover) => boolean> = {
  loading: ({ schedule }) => schedule!.dose.phases.some(({ kind }) => kind === 'loading'),
  pause: ({ schedule }) => schedule!.pauses.length > 0,
  missed: ({ missed }) => missed.length > 0,
  quarantine: ({ stock }) => stock.status === 'counted' && stock.lots.some(({ state }) => state === 'quarantined'),
  'part packs': ({ stock }) => stock.status === 'counted' && stock.lots.some(({ units }) => Number(units) % 1 > 0),
  'runs out': (_, cover) => cover.state === 'runs-out',
  lapsed: (_, cover) => cover.state !== 'unknown' && cover.lapsedOn !== undefined,
  ends: (_, cover) => cover.state === 'ends',
  paused: (_, cover) => cover.state === 'paused',
}

describe('Supply cover', () => {
  it(`agrees with a day-by-day simulation for ${CASES} therapies`, () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(anyTherapy, (facts) => {
        const cover = supplyCover(facts)
        const slow = simulate(facts)
        assert.equal(day(cover), slow.uncovered ?? 'never')
        assert.ok(cover.state !== 'unknown')
        assert.equal(cover.lapsedOn, slow.lapsed)
        for (const [name, is] of Object.entries(HARD)) if (is(facts, cover)) seen.set(name, (seen.get(name) ?? 0) + 1)
      }),
      { numRuns: CASES },
    )
    for (const name of Object.keys(HARD)) assert.ok((seen.get(name) ?? 0) > CASES / 200, `few cases with ${name}`)
  })
  it('has deadlines counted in the working days of the nation', () =>
    fc.assert(
      fc.property(anyTherapy, (facts) => {
        const cover = supplyCover(facts)
        if (cover.state !== 'runs-out') return
        const { nation, bufferDays, companyLead, pharmacyLead, clinicLead } = facts.times
        const hours = weekdayHours(nation, { opens: '09:00', closes: '17:00' })
        const deliverBy = addDays(cover.firstUncovered, -bufferDays)
        const at = addWorkingDays(hours, deliverBy, -companyLead)!
        const signBy = addWorkingDays(hours, at, -pharmacyLead)!
        const askBy = addWorkingDays(hours, signBy, -clinicLead)
        assert.deepEqual(cover.deadlines, {
          deliverBy,
          prescriptionAtCompanyBy: at,
          signBy,
          bloodsBy: signBy,
          fundingBy: signBy,
          askBy,
        })
      }),
      { numRuns: 300 },
    ))
  it('is never shorter when stock is released from quarantine', () =>
    fc.assert(
      fc.property(anyTherapy, (facts) => {
        const { stock } = facts
        assert.ok(stock.status === 'counted')
        const lots = stock.lots.map((lot) => ({ ...lot, state: 'usable' as const }))
        const counted = { ...facts, today: stock.dosesFrom, extraUse: [] }
        assert.ok(day(supplyCover({ ...counted, stock: { ...stock, lots } })) >= day(supplyCover(counted)))
      }),
      { numRuns: 500 },
    ))
})
