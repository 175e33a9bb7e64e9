import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { unitsPerDelivery } from '../prescriptions/supply-plan.ts'
import { anyDose } from '../supply-cover/random-therapy.test-support.ts'
import { every } from '../therapies/dose.ts'
import { FORTNIGHTLY, LOADED, part, phase } from '../therapies/dose.test-support.ts'
import { afterInterval, unitsNeeded } from '../therapies/quantity.ts'
import { deliveryQuantities, type ItemSupply } from './delivery-quantity.ts'

const PENS: ItemSupply = {
  dose: FORTNIGHTLY,
  firstDoseOn: '2026-12-07',
  interval: { every: 8, unit: 'week' },
  deliveries: 3,
  supply: { amountPerUnit: 40, isShared: false },
  quantity: 4,
  packSizes: [1, 2],
}
const unitsOf = (over: Partial<ItemSupply>) => deliveryQuantities({ ...PENS, ...over }).map(({ units }) => units)

describe('How much each delivery brings', () => {
  for (const [title, over, units] of [
    ['is what was signed for a steady dose', {}, [4, 4, 4]],
    ['is less once the loading doses are over', { dose: LOADED, quantity: 8 }, [8, 5, 4]],
    ['is whole packs where whole packs were signed', { dose: LOADED, quantity: 8, packSizes: [2] }, [8, 6, 4]],
    ['counts what a large pack has left', { quantity: 28, packSizes: [28] }, [28, 0, 0]],
    ['has nothing for doses that have ended', { dose: untilDoses(2), quantity: 4 }, [2, 0, 0]],
    ['brings early what a later one could not', { dose: rising(), quantity: 7 }, [5, 6, 7]],
    ['is as signed when the dose cannot be counted', { dose: LOADED, quantity: 8, supply: undefined }, [8, 8, 8]],
    ['is never more than signed, though the doses need it', { quantity: 2 }, [2, 2, 2]],
  ] as const)
    it(title, () => assert.deepEqual(unitsOf(over as Partial<ItemSupply>), units))

  it('says what the doses of each interval need', () =>
    assert.deepEqual(
      deliveryQuantities({ ...PENS, dose: LOADED, quantity: 8 }).map(({ needs }) => needs),
      [8, 4, 4],
    ))

  for (const [title, over, lasts] of [
    ['is for the doses until the next one', {}, [42, 42, 42]],
    ['is for later doses too when it brings them early', { quantity: 28, packSizes: [28] }, [378, 322, 266]],
    ['is for the last dose at most', { dose: untilDoses(2), quantity: 4 }, [14, -42, -98]],
    ['is for nobody can say which', { supply: undefined }, [undefined, undefined, undefined]],
  ] as const)
    it(`${title}: the day of the last`, () =>
      assert.deepEqual(
        deliveryQuantities({ ...PENS, ...(over as Partial<ItemSupply>) }).map((one) => one.lasts),
        lasts,
      ))

  it('is never more than signed, never too little for a dose, and no more than the doses and a reserve need', () => {
    const seen = { less: 0, early: 0 }
    fc.assert(
      fc.property(anySupply, (item) => {
        const planned = deliveryQuantities(item)
        const schedule = { dose: item.dose, firstDoseOn: item.firstDoseOn, pauses: [], endsOn: undefined }
        const needs = (times: number) =>
          unitsNeeded(schedule, item.supply!, item.firstDoseOn, afterInterval(item.firstDoseOn, item.interval, times))
        const [pack] = item.packSizes
        let brought = 0
        for (const [index, { units }] of planned.entries()) {
          assert.ok(Number.isInteger(units) && units >= 0 && units <= item.quantity)
          assert.equal(units % pack!, 0)
          brought += units
          assert.ok(brought >= needs(index + 1), `delivery ${index + 1} leaves a dose without stock`)
        }
        assert.ok(brought <= item.quantity * item.deliveries)
        // Two weeks more, and the rest of one pack.
        const withReserve = unitsNeeded(
          schedule,
          item.supply!,
          item.firstDoseOn,
          afterInterval(afterInterval(item.firstDoseOn, item.interval, item.deliveries), { every: 2, unit: 'week' }),
        )
        assert.ok(brought < withReserve + pack! || brought === 0)
        if (brought < item.quantity * item.deliveries) seen.less += 1
        if (planned.some(({ units, needs: own }) => units > own!)) seen.early += 1
      }),
      { numRuns: 1_000 },
    )
    assert.ok(seen.less > 0 && seen.early > 0)
  })
})

/** A supply whose signed quantity is enough, as a prescriber's page asks for. */
const anySupply: fc.Arbitrary<ItemSupply> = fc
  .record({
    dose: anyDose,
    interval: fc.record({ every: fc.integer({ min: 1, max: 12 }), unit: fc.constantFrom('week', 'month') }),
    deliveries: fc.integer({ min: 1, max: 6 }),
    amountPerUnit: fc.constantFrom(1, 20, 40, 2.5),
    isShared: fc.boolean(),
    pack: fc.constantFrom(1, 1, 2, 7, 28),
    morePacks: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ amountPerUnit, isShared, pack, morePacks, ...rest }) => {
    const supply = { amountPerUnit, isShared }
    const needed = unitsPerDelivery({ ...rest, pauses: [], supply, firstDoseOn: '2026-12-07' })
    const quantity = Math.max(1, Math.ceil(needed / pack) + morePacks) * pack
    return { ...rest, supply, firstDoseOn: '2026-12-07', quantity, packSizes: [pack] }
  })

function untilDoses(doses: number) {
  return { ...FORTNIGHTLY, phases: [phase('maintenance', 0, { doses }, part(40, every(2, 'week')))] }
}

/** 40 mg every 2 weeks for 16 weeks, then 80 mg: the third interval needs 8, and 7 was signed. */
function rising() {
  return {
    ...FORTNIGHTLY,
    phases: [
      phase('maintenance', 0, { days: 112 }, part(40, every(2, 'week'))),
      phase('maintenance', 112, 'until-changed', part(80, every(2, 'week'))),
    ],
  }
}
