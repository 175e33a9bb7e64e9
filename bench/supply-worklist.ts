// The worklist of 10,000 active patients: what it shows, worked out, against the same reads alone; and its whole page.
import { Pool } from 'pg'
import { inTenant, readInTenant } from '../src/core/database/in-tenant.ts'
import { findSignedIn } from '../src/core/identity/accounts/index.ts'
import { buildServer } from '../src/core/http/server.ts'
import '../src/services/homecare/index.ts'
import { bringInCaseload } from '../src/services/homecare/supply-cover/caseload.test-support.ts'
import { coverOf, supplyFactsOf } from '../src/services/homecare/supply-cover/queries/cover-of.ts'
import { supplyPaths } from '../src/services/homecare/supply-cover/paths.ts'
import type { HomecareWork } from '../src/services/homecare/tables.ts'
import { startTestPlatform, type TestPlatform } from '../test/support/test-platform.ts'
import { percentile } from './support/rate.ts'
import { report } from './support/report.ts'
import { signedIn } from './support/signed-in.ts'

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
  const { page, close } = await pageOf(test)
  const [values, floors, pages]: [number[], number[], number[]] = [[], [], []]
  for (const one of [work, page]) await one()
  for (let round = 0; round < ROUNDS; round += 1) {
    floors.push(await milliseconds(read))
    values.push(await milliseconds(work))
    pages.push(await milliseconds(page))
  }
  report({
    name: 'supply-worklist',
    value: percentile(values, 0.95),
    unit: 'ms at p95',
    floor: percentile(floors, 0.95),
    note: `${SIZE} treatments; goal 1,000 ms or less; floor: the same reads alone`,
  })
  report({
    name: 'supply-worklist page',
    value: percentile(pages, 0.95),
    unit: 'ms at p95',
    floor: percentile(floors, 0.95),
    note: 'the whole page of a homecare coordinator, signed in, with its durable event for each person shown',
  })
  await close()
  await test.stop()
}

/** The page as a homecare coordinator opens it. */
async function pageOf(test: TestPlatform) {
  const platform = { ...test.platform, demonstration: true }
  const headers = await signedIn(test, platform, 'homecare-coordinator')
  const options = { findSignedIn, demonstration: true, publicUrl: 'http://localhost', rateLimits: false }
  const server = await buildServer(platform, options)
  const page = async () => {
    const { statusCode } = await server.inject({ url: supplyPaths.worklist(), headers })
    if (statusCode !== 200) throw new Error(`The worklist answers ${statusCode}`)
  }
  return { page, close: () => server.close() }
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
