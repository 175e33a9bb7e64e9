// Supply cover of a caseload, therapies a second, against a day-by-day simulation of the same therapies.
import fc from 'fast-check'
import { simulate } from '../src/services/homecare/supply-cover/naive-simulator.test-support.ts'
import { anyTherapy } from '../src/services/homecare/supply-cover/random-therapy.test-support.ts'
import { supplyCover, type SupplyFacts } from '../src/services/homecare/supply-cover/supply-cover.ts'
import { median } from './support/rate.ts'
import { report } from './support/report.ts'

const THERAPIES = fc.sample(anyTherapy, { numRuns: 10_000, seed: 2026 })
const ROUNDS = 7

function perSecond(therapies: readonly SupplyFacts[], work: (facts: SupplyFacts) => unknown): number {
  const began = performance.now()
  for (const therapy of therapies) work(therapy)
  return (therapies.length * 1000) / (performance.now() - began)
}

/** Floor: the simulator that the tests compare with. */
export async function run(): Promise<void> {
  perSecond(THERAPIES, supplyCover)
  const few = THERAPIES.slice(0, 500)
  const [values, floors]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    floors.push(perSecond(few, simulate))
    values.push(perSecond(THERAPIES, supplyCover))
  }
  report({ name: 'supply-cover', value: median(values), unit: 'therapies/s', floor: median(floors) })
}
