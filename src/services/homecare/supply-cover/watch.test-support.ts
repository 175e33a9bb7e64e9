import { sql } from 'kysely'
import type { Care } from '../care.test-support.ts'
import type { HomecareTest, Place } from '../homecare.test-support.ts'
import { coverOf } from './queries/cover-of.ts'
import type { TherapyCover } from './therapy-cover.ts'

/** What someone counted at home on a day, with nothing delivered since. */
export async function givenStock(
  given: HomecareTest,
  { therapyId, patientId }: Pick<Care, 'therapyId' | 'patientId'>,
  units: number,
  on = given.clock.today(),
  place: Place = 'trust',
): Promise<void> {
  await given.write(place, (tx) =>
    tx
      .insertInto('homecare.stock_count')
      .values({
        tenant_id: given.tenants[place],
        stock_count_id: given.newId(),
        therapy_id: therapyId,
        patient_id: patientId,
        unknown_why: null,
        counted_on: on,
        doses_from: on,
        lots: JSON.stringify([
          { units, state: 'usable', usableFrom: on, source: 'staff-count', confidence: 'counted' },
        ]),
        source: 'staff-count',
        actor_id: given.idOf(place, 'pharmacist'),
        recorded_at: given.clock.now(),
        withdrawn_at: null,
        withdrawn_by: null,
      })
      .execute(),
  )
}

export async function coverNow(given: HomecareTest, therapyId: string, place: Place = 'trust'): Promise<TherapyCover> {
  const ctx = given.system(place)
  const [cover] = await given.read(place, (tx) => coverOf(tx, ctx, [therapyId]))
  if (!cover) throw new Error('There is no such treatment')
  return cover
}

export type OpenTask = { reason: string; key: string; owner_account_id: string | null; team_id: string | null }

export const openTasks = (given: HomecareTest, place: Place = 'trust'): Promise<OpenTask[]> =>
  given.read(place, async (tx) => {
    const { rows } = await sql<OpenTask>`
      select reason, key, owner_account_id, team_id from core.task
       where tenant_id = ${given.tenants[place]} and closed_at is null and reason like 'homecare.%'`.execute(tx)
    return rows
  })
