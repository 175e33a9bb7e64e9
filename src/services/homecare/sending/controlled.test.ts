import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { controlledDrug } from '../../../core/medicines/controlled-drug.ts'
import { bringIn } from '../../../core/medicines/sample.test-support.ts'
import { givenCare, givenPrescription } from '../care.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { EXITS, refuseExit, type Exit } from '../prescriptions/route.ts'
import { answerPrescription } from './commands/answer-prescription.ts'
import { orderPrescription } from './commands/order-prescription.ts'
import { recordSentByHand } from './commands/send-by-hand.ts'
import { givenHeldByCompany, prescriptionAt, transmitNow } from './sending.test-support.ts'

describe('A controlled drug of the sample in categories 0001 to 0007', () => {
  const given = new HomecareTest()
  interface Product {
    readonly vmpId: string
    readonly name: string
    readonly category: string
  }
  const products: Product[] = []
  before(async () => {
    await bringIn(given.test)
    const { rows } = await given.read('trust', (tx) =>
      sql<Product>`
        select vmp.vmp_id as "vmpId", vmp.name, drug.category
        from core.dmd_vmp vmp join core.dmd_controlled_drug drug on drug.vmp_id = vmp.vmp_id
        where drug.category between '0001' and '0007'`.execute(tx as never),
    )
    products.push(...rows)
  })

  it('is there in several schedules', () => {
    assert.ok(products.length >= 2, String(products.length))
    assert.ok(new Set(products.map(({ category }) => controlledDrug(category).schedule)).size >= 2)
  })
  it('leaves by no exit but ink', () => {
    for (const { category, name } of products) {
      const { schedule } = controlledDrug(category)
      const open = (Object.keys(EXITS) as Exit[]).filter((exit) => refuseExit(schedule, exit) === undefined)
      assert.deepEqual(open, ['ink'], name)
    }
  })
  it('is sent as “paper expected” with nothing of what is on it, and accepted when the paper is there', async () => {
    for (const { vmpId, name, category } of products) {
      const care = await givenCare(given)
      await givenHeldByCompany(given, care)
      const { prescriptionId: id } = await givenPrescription(given, care, {
        state: 'signed',
        content: { deliveries: 1 },
        item: { vmpId, ampId: undefined, name, controlledDrug: controlledDrug(category) },
      })
      const version = async (place: 'trust' | 'company' = 'trust') => (await prescriptionAt(given, place, id)).version
      await orderPrescription(given.as('trust', 'coordinator'), {
        prescriptionId: id,
        version: await version(),
        orderReference: 'PO-1',
      })
      assert.equal(await transmitNow(given, id), 'by-hand', name)
      assert.equal(await transmitNow(given, id), 'by-hand', name)
      const send = async (how: 'email' | 'portal' | 'post') =>
        recordSentByHand(given.as('trust', 'technician'), {
          prescriptionId: id,
          version: await version(),
          sentOn: given.clock.today(),
          how,
        })
      for (const how of ['email', 'portal'] as const)
        assert.ok(
          (await send(how)).refusals.some(({ name: why }) => why === 'paper-only'),
          `${name} ${how}`,
        )
      assert.deepEqual((await send('post')).refusals, [])
      await given.carry()
      // Everything that the company holds in clear, and everything sealed that it could open.
      const held = await given.read('company', (tx) =>
        tx
          .selectFrom('homecare.prescription')
          .select(['content', 'signed', 'digest', 'signed_digest', 'generic_ids', 'brand_ids', 'schedule', 'left_by'])
          .where('prescription_id', '=', id)
          .executeTakeFirstOrThrow(),
      )
      assert.deepEqual(held, {
        content: null,
        signed: null,
        digest: null,
        signed_digest: null,
        generic_ids: [],
        brand_ids: [],
        schedule: 'not-stated',
        left_by: 'ink',
      })
      const sentFields = await given.read('trust', (tx) =>
        sql<{
          kind: string
          fields: string[]
        }>`select kind, fields from core.disclosure_outbox where subject_id = ${care.patientId}`.execute(tx as never),
      )
      assert.deepEqual(
        sentFields.rows.map(({ kind }) => kind),
        ['homecare.paper-expected'],
      )
      assert.ok(!sentFields.rows[0]!.fields.some((field) => /name|medicine|dose|vmp|amp|vtm|quantity/i.test(field)))
      const accept = async (hasPaper: boolean) =>
        answerPrescription(given.as('company', 'pharmacist'), {
          prescriptionId: id,
          version: await version('company'),
          answer: { kind: 'acknowledged', hasPaper },
        })
      assert.deepEqual(
        (await accept(false)).refusals.map(({ name: why }) => why),
        ['no-paper'],
      )
      assert.deepEqual((await accept(true)).refusals, [])
      await given.carry()
      assert.equal((await prescriptionAt(given, 'trust', id)).state, 'acknowledged')
    }
  })
})
