import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { HomecareTest } from '../homecare.test-support.ts'
import '../index.ts'
import { prescriptionAt } from '../sending/sending.test-support.ts'
import { every } from '../therapies/dose.ts'
import { FORTNIGHTLY, steady } from '../therapies/dose.test-support.ts'
import { listDeliveriesOf } from './queries/delivery-care.ts'
import { bring, givenSupply } from './supply.test-support.ts'

describe('A prescription', () => {
  const given = new HomecareTest('2026-12-08T09:00:00Z')

  it('whose planned deliveries are all made is complete, though more were signed for than its doses need', async () => {
    const supply = await givenSupply(given, {
      item: { dose: steady(FORTNIGHTLY, 40, every(24, 'week')) },
      content: { deliveries: 2 },
    })
    const planned = await given.read('company', (tx) =>
      listDeliveriesOf(tx, given.tenants.company, supply.prescriptionId),
    )
    assert.deepEqual(
      planned.map(({ number, units }) => [number, units]),
      [[1, 2]],
    )
    const { prescriptionId } = supply
    const units = 2
    await bring(given, supply.deliveryId(1), 'delivered', { countedOn: '2026-12-08', units: 0 }, units)
    await given.carry()
    assert.equal((await prescriptionAt(given, 'company', prescriptionId)).state, 'completed')
    assert.equal((await prescriptionAt(given, 'trust', prescriptionId)).state, 'completed')
  })
})
