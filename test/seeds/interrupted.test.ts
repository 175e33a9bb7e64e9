import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Client } from 'pg'
import { startEmptyTestPlatform, type EmptyTestPlatform } from '../support/test-platform.ts'
import { systemClock, type Clock } from '../../src/core/clock.ts'
import type { Platform } from '../../src/core/context.ts'
import { hashPassword } from '../../src/core/identity/accounts/index.ts'
import { stretchSecret } from '../../src/core/signing/own-secret.ts'
import { seedOrganisations } from '../../seeds/organisations-story.ts'
import { DEMONSTRATION_PASSWORD, DEMONSTRATION_SIGNING_SECRET } from '../../seeds/password.ts'
import { seedPatients } from '../../seeds/stories/patients.ts'
import { seedSigningKeys } from '../../seeds/stories/signing-keys.ts'
import { seedWork } from '../../seeds/stories/work.ts'

const TABLES = [
  'tenant',
  'staff_account',
  'patient',
  'patient_allergy',
  'patient_measurement',
  'patient_related_person',
  'patient_account',
  'team',
  'task',
  'contact',
  'absence',
  'safety_concern',
  'api_client',
  'signing_authority',
  'signing_key',
]

describe('A demonstration that is killed while it is built', () => {
  it('is the same in the end, wherever it was killed', async () => {
    const [whole, pieces] = [await empty(), await empty()]
    try {
      for (const story of await storiesOf(whole.platform)) await story(whole.platform)
      let kills = 0
      for (const story of await storiesOf(pieces.platform)) {
        // A little further every time: each command is interrupted or the next one is.
        for (let looks = 5; ; looks += 5) {
          try {
            await story({ ...pieces.platform, clock: clockThatStopsAfter(looks) })
            break
          } catch (error) {
            if (!(error instanceof Killed)) throw error
            kills += 1
          }
        }
      }
      assert.ok(kills > 10, `killed ${kills} times`)
      assert.deepEqual(await countsOf(pieces), await countsOf(whole))
    } finally {
      await whole.stop()
      await pieces.stop()
    }
  })
})

describe('The organisations of a demonstration', () => {
  it('are built again without a fault, and nobody twice, by a start after one that was stopped', async () => {
    const test = await empty()
    try {
      const hash = await hashPassword(test.platform.keys, DEMONSTRATION_PASSWORD)
      const built = async () => {
        await seedOrganisations(test.platform, () => Promise.resolve(hash))
        return await countsOf(test)
      }
      const once = await built()
      assert.ok((once['staff_account'] ?? 0) > 20)
      assert.deepEqual(await built(), once)
    } finally {
      await test.stop()
    }
  })
})

class Killed extends Error {}

const empty = () => startEmptyTestPlatform(systemClock, { demonstration: true })

function clockThatStopsAfter(looks: number): Clock {
  let left = looks
  const look = <Time>(now: () => Time): Time => {
    if (left-- <= 0) throw new Killed()
    return now()
  }
  return { now: () => look(systemClock.now), today: () => look(systemClock.today) }
}

async function storiesOf(platform: Platform): Promise<((platform: Platform) => Promise<void>)[]> {
  const hash = await hashPassword(platform.keys, DEMONSTRATION_PASSWORD)
  const password = () => Promise.resolve(hash)
  await seedOrganisations(platform, password)
  const stretched = await stretchSecret(DEMONSTRATION_SIGNING_SECRET)
  const secret = () => Promise.resolve(stretched)
  return [(killed) => seedPatients(killed, password), (killed) => seedSigningKeys(killed, secret), seedWork]
}

async function countsOf({ connections }: EmptyTestPlatform): Promise<Record<string, number>> {
  const client = new Client(connections.owner)
  await client.connect()
  const counts: Record<string, number> = {}
  for (const table of TABLES)
    counts[table] = Number((await client.query<{ n: string }>(`select count(*) as n from core.${table}`)).rows[0]?.n)
  const { rows } = await client.query<{ n: string }>('select count(*) as n from core.patient where sensitive')
  await client.end()
  return { ...counts, sensitive: Number(rows[0]?.n) }
}
