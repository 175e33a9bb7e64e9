import { sql } from 'kysely'
import { readInTenant } from '../../../core/database/in-tenant.ts'
import { applyDisclosure, deliverDisclosure } from '../../../core/disclosures/jobs.ts'
import type { Reader } from '../../../core/database/transaction.ts'
import { getPatient, recordDeath } from '../../../core/patients/index.ts'
import type { HomecareTest, Place } from '../homecare.test-support.ts'
import { addDays } from '../../../core/values/civil-date.ts'
import { pauseTherapy } from '../therapies/commands/pause-therapy.ts'
import { restartTherapy } from '../therapies/commands/restart-therapy.ts'
import { stopTherapy } from '../therapies/commands/stop-therapy.ts'
import { getTherapy } from '../therapies/queries/therapies.ts'
import { loadSnapshot } from '../therapies/queries/load-snapshot.ts'
import { breaches } from '../therapies/invariants.ts'
import type { DeliveryAct } from './act.ts'
import type { DeliveryState } from './delivery.ts'
import { getDelivery } from './queries/delivery-care.ts'
import { accept, act, BOOK, COUNT, DELIVER, DISPENSE, givenSent, type Supply } from './supply.test-support.ts'

export type Random = () => number

/** Numbers that repeat for a seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
export const oneOf = <Thing>(random: Random, things: readonly Thing[]): Thing =>
  things[Math.floor(random() * things.length)]!

const BETWEEN: readonly Place[] = ['trust', 'company']

/** Moves one message a little further: any of those on the way, and now and then twice. */
export async function carryOne(given: HomecareTest, random: Random): Promise<void> {
  const waiting: (() => Promise<void>)[] = []
  for (const place of BETWEEN) {
    const tenantId = given.tenants[place]
    const read = <Row>(text: ReturnType<typeof sql<Row>>) =>
      readInTenant<never, Row[]>(
        { db: given.test.platform.db, tenantId },
        async (tx) => (await text.execute(tx as unknown as Reader<never> as never)).rows,
      )
    for (const { id } of await read(
      sql<{ id: string }>`select disclosure_id as id from core.disclosure_outbox
        where tenant_id = ${tenantId} and delivered_at is null and stopped_at is null order by 1`,
    ))
      waiting.push(() => deliverDisclosure.work(given.system(place), { disclosureId: id }))
    for (const { id, sender } of await read(
      sql<{ id: string; sender: string }>`select disclosure_id as id, sender_tenant_id as sender
        from core.disclosure_inbox where tenant_id = ${tenantId} and applied_at is null and superseded_at is null order by 1`,
    ))
      waiting.push(() => applyDisclosure.work(given.system(place), { senderId: sender, disclosureId: id }))
  }
  if (waiting.length === 0) return
  const move = oneOf(random, waiting)
  await move()
  if (random() < 0.3) await move()
}

/** What a company may do next with a delivery in a state, good days and bad ones. */
const NEXT: Partial<Record<DeliveryState, readonly DeliveryAct[]>> = {
  planned: [{ event: 'contact' }],
  due: [{ event: 'contact' }],
  contacted: [BOOK, BOOK, { event: 'defer', until: '2026-12-03', hasToldClinic: true, reason: 'Away' }],
  deferred: [{ event: 'contact' }],
  booked: [DISPENSE, DISPENSE, DISPENSE, { event: 'rebook' }],
  dispensed: [{ event: 'dispatch' }, { event: 'dispatch' }, { event: 'dispatch' }, { event: 'rebook' }],
  dispatched: [DELIVER, DELIVER, { event: 'fail', code: 'patient-out', fault: 'patient' }],
  failed: [{ event: 'rebook' }, { event: 'take-back', reason: 'Nobody was there' }],
  'recall-requested': [DELIVER, { event: 'confirm-recall' }],
}

/** One thing that the company does with a delivery; its own guards may refuse. */
export async function companyActs(given: HomecareTest, random: Random, deliveryId: string): Promise<void> {
  const { state, dispensed } = await stateAt(given, 'company', deliveryId)
  const next = (state === undefined ? [] : (NEXT[state] ?? [])).filter(
    ({ event }) => event !== 'deliver' || dispensed || state !== 'recall-requested',
  )
  if (next.length === 0) return
  const what = oneOf(random, next)
  await act(given, 'company', 'pharmacist', deliveryId, what, what.event === 'contact' ? { count: COUNT } : {})
}

export async function stateAt(given: HomecareTest, place: Place, deliveryId: string) {
  try {
    const { state, dispensed, bookedOn } = await given.read(place, (tx) =>
      getDelivery(tx, given.tenants[place], deliveryId),
    )
    return { state, dispensed: dispensed !== undefined, bookedOn }
  } catch {
    return { state: undefined, dispensed: false, bookedOn: undefined }
  }
}

export const CHANGES = ['new-prescription', 'new-prescription', 'new-prescription', 'stop', 'death', 'pause'] as const
export type Change = (typeof CHANGES)[number]

/** A newer prescription for the same treatment, on its way to the company. */
export const replace = (given: HomecareTest, old: Supply): Promise<Supply> =>
  givenSent(given, { replacesId: old.prescriptionId }, old)
export { accept }

export async function stop(given: HomecareTest, supply: Supply): Promise<void> {
  const ctx = given.as('trust', 'doctor', { idempotencyKey: given.newId() })
  const answer = await stopTherapy(ctx, { ...(await therapyNow(given, supply)), reason: 'Side effects' })
  if ('refused' in answer) throw new Error(answer.refused.map(({ name }) => name).join())
}

/** The treatment is paused; what stopped it in the meantime stands. */
export async function pause(given: HomecareTest, supply: Supply): Promise<void> {
  const ctx = given.as('trust', 'doctor', { idempotencyKey: given.newId() })
  const which = { ...(await therapyNow(given, supply)), reason: 'Infection' }
  await pauseTherapy(ctx, { ...which, restart: 'from-restart', reviewOn: addDays(given.clock.today(), 30) })
}

export async function goOn(given: HomecareTest, supply: Supply): Promise<void> {
  const ctx = given.as('trust', 'doctor', { idempotencyKey: given.newId() })
  await restartTherapy(ctx, { ...(await therapyNow(given, supply)), reason: 'Well again', decision: undefined })
}

const therapyNow = (given: HomecareTest, { therapyId }: Supply) =>
  given.read('trust', async (tx) => {
    const { version } = await getTherapy(tx, given.tenants.trust, therapyId)
    return { therapyId, version }
  })

export async function die(given: HomecareTest, { patientId }: Supply): Promise<void> {
  const ctx = given.as('trust', 'doctor', { idempotencyKey: given.newId() })
  const { version } = await given.read('trust', (tx) => getPatient(tx, ctx, patientId))
  await recordDeath(ctx, { patientId, version, death: { on: '2026-11-30', notice: 'informal', source: 'hospital' } })
}

/** Invariants that do not hold in an organisation’s records of a patient. */
export const broken = async (given: HomecareTest, place: Place, patientId: string) =>
  breaches(await given.read(place, (tx) => loadSnapshot(tx, given.tenants[place], [patientId])))

/** Steps of things, in the order in which they were kept. */
export const stepsOf = (given: HomecareTest, place: Place, thingId: string) =>
  given.read(
    place,
    async (tx) =>
      (
        await sql<{ event: string; from: string; at: string }>`
        select event, from_state as from, xid::text || ' ' || step_id as at from homecare.step
         where tenant_id = ${given.tenants[place]} and thing_id = ${thingId} order by xid, step_id`.execute(tx)
      ).rows,
  )
