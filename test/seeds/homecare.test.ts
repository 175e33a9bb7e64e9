import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Client } from 'pg'
import { seedOrganisations } from '../../seeds/organisations-story.ts'
import { DEMONSTRATION_PASSWORD, DEMONSTRATION_SIGNING_SECRET } from '../../seeds/password.ts'
import { seedCaseload } from '../../seeds/stories/caseload.ts'
import { seedHomecare } from '../../seeds/stories/homecare.ts'
import { seedMedicines } from '../../seeds/stories/medicines.ts'
import { seedPatients } from '../../seeds/stories/patients.ts'
import { seedSigningKeys } from '../../seeds/stories/signing-keys.ts'
import { type Clock, systemClock } from '../../src/core/clock.ts'
import { hashPassword } from '../../src/core/identity/accounts/index.ts'
import { stretchSecret } from '../../src/core/signing/own-secret.ts'
import { startEmptyTestPlatform, type EmptyTestPlatform } from '../support/test-platform.ts'

describe('The story of medicines homecare', () => {
  let test: EmptyTestPlatform
  before(async () => {
    test = await startEmptyTestPlatform(systemClock, { demonstration: true })
    const { platform, connections } = test
    const hash = await hashPassword(platform.keys, DEMONSTRATION_PASSWORD)
    const secret = await stretchSecret(DEMONSTRATION_SIGNING_SECRET)
    await seedOrganisations(platform, () => Promise.resolve(hash))
    await seedMedicines(platform, connections.owner)
    await seedPatients(platform, () => Promise.resolve(hash))
    await seedCaseload(platform)
    await seedSigningKeys(platform, () => Promise.resolve(secret))
    // Killed in each of its phases by a clock that stops, it goes on where it was.
    for (const looks of [30, 300, 900]) {
      await assert.rejects(seedHomecare({ ...platform, clock: stopsAfter(looks) }), Killed)
    }
    await seedHomecare(platform)
  })
  after(() => test.stop())

  it('leaves one person for everything that the worklist shows, on both sides', async () => {
    assert.deepEqual(await statesOf('enrolment', 'riverside'), { accepted: 8, active: 2, 'awaiting-pharmacy': 1 })
    assert.deepEqual(await statesOf('prescription', 'riverside'), {
      acknowledged: 4,
      'in-screening': 1,
      'in-supply': 2,
      screened: 1,
      signed: 1,
      transmitted: 1,
    })
    assert.deepEqual(await statesOf('prescription', 'brightwell'), {
      acknowledged: 3,
      'in-supply': 2,
      transmitted: 1,
    })
    const first = { booked: 2, contacted: 1, delivered: 2, planned: 1 }
    assert.deepEqual(await statesOf('delivery', 'riverside', 'and number = 1'), first)
  })

  const statesOf = async (table: string, slug: string, also = ''): Promise<Record<string, number>> => {
    const client = new Client(test.connections.owner)
    await client.connect()
    const { rows } = await client.query<{ state: string; n: string }>(
      `select state, count(*) as n from homecare.${table} join core.tenant using (tenant_id)
        where slug = $1 ${also} group by state order by state`,
      [slug],
    )
    await client.end()
    return Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)]))
  }
})

class Killed extends Error {}

function stopsAfter(looks: number): Clock {
  let left = looks
  const look = <Time>(now: () => Time): Time => {
    if (left-- <= 0) throw new Killed()
    return now()
  }
  return { now: () => look(systemClock.now), today: () => look(systemClock.today) }
}
