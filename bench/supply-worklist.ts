// The worklist of 10,000 active patients as one page view works it out, against the same reads alone.
import { Pool } from 'pg'
import { inTenant, readInTenant } from '../src/core/database/in-tenant.ts'
import { bringInCaseload } from '../src/services/homecare/supply-cover/caseload.test-support.ts'
import { coverOf, supplyFactsOf } from '../src/services/homecare/supply-cover/queries/cover-of.ts'
import type { HomecareWork } from '../src/services/homecare/tables.ts'
import { startTestPlatform } from '../test/support/test-platform.ts'
import { percentile } from './support/rate.ts'
import { report } from './support/report.ts'

const SIZE = 10_000
const ROUNDS = 25
const OWNERS = ['55555555-5555-4555-8555-555555555555', '66666666-6666-4666-8666-666666666666']

/** Floor: the reads alone, without working anything out. */
export async function run(): Promise<void> {
  const test = await startTestPlatform()
  const { tenantId, platform } = test
  const ctx = test.as(['pharmacist'])
  await inTenant<HomecareWork, void>({ db: platform.db, tenantId }, async (tx) => {
    await bringInCaseload(tx, {
      tenantId,
      today: platform.clock.today(),
      size: SIZE,
      owners: OWNERS,
    })
  })
  const owner = new Pool(test.connections.owner)
  await owner.query('analyze')
  await owner.end()
  const read = () => readInTenant<HomecareWork, unknown>(ctx, (tx) => supplyFactsOf(tx, ctx, 'everyone'))
  const work = () => readInTenant<HomecareWork, unknown>(ctx, (tx) => coverOf(tx, ctx, 'everyone'))
  const [values, floors]: [number[], number[]] = [[], []]
  await work()
  for (let round = 0; round < ROUNDS; round += 1) {
    floors.push(await milliseconds(read))
    values.push(await milliseconds(work))
  }
  report({
    name: 'supply-worklist',
    value: percentile(values, 0.95),
    unit: 'ms at p95',
    floor: percentile(floors, 0.95),
    note: `${SIZE} treatments; goal 1,000 ms or less; floor: the same reads alone`,
  })
  await test.stop()
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
