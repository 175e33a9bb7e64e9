import assert from 'node:assert/strict'
import { type Care, givenCare, givenCompany } from '../care.test-support.ts'
import { bringIn } from '../../../core/medicines/sample.test-support.ts'
import { getPatient } from '../../../core/patients/index.ts'
import { type HomecareTest, type PersonName, type Place } from '../homecare.test-support.ts'
import {
  type GivenPrescription,
  givenPrescription,
  type PrescriptionOver,
} from '../prescriptions/prescription.test-support.ts'
import { prescriptionStep } from '../prescriptions/commands/prescription-step.ts'
import { getPrescription } from '../prescriptions/queries/prescriptions.ts'
import { ownFingerprints } from '../../../core/identity/signatures/index.ts'
import { sealContent } from '../prescriptions/commands/seal-content.ts'
import { findContent } from '../prescriptions/queries/read-content.ts'
import { sealFor } from '../../../core/encryption/subject-keys.ts'
import { openFor } from '../../../core/encryption/subject-keys.ts'
import { lockHomecare } from '../steps/commands/lock-homecare.ts'
import { say } from '../exchange/commands/say.ts'
import { saying } from '../exchange/commands/saying.ts'
import { z } from 'zod'
import type { Reader } from '../../../core/database/transaction.ts'
import type { TaskTables } from '../../../core/tasks/tables.ts'
import type { DeliveryAct } from './act.ts'
import { actOnDelivery, type ActAnswer, type ActOnDelivery } from './commands/act-on-delivery.ts'
import { deliveryIdOf } from './plan.ts'
import { findDelivery, getDelivery } from './queries/delivery-care.ts'

/** The company’s own record of the same patient, registration, treatment and prescription. */
export interface Supply extends Care {
  readonly companyPatientId: string
  readonly prescriptionId: string
  readonly deliveryId: (number: number) => string
}

let brought: HomecareTest | undefined

/** What stands in for the company’s acceptance until its own command is used: the same step, told to the clinic. */
const accepted = saying({
  name: 'homecare.test-accepted',
  title: 'Accepted',
  why: 'For tests.',
  body: z.strictObject({}),
  async take(tx, ctx, _body, { about }) {
    const prescription = await getPrescription(tx, ctx.tenantId, about)
    await lockHomecare(tx, ctx, prescription.patientId)
    const known = { isDigestEchoed: true, isSignatureVerified: true }
    const answer = await prescriptionStep(tx, ctx, prescription, 'acknowledge', { as: ['company'], known })
    const { patientId } = prescription
    return {
      subjects: [patientId],
      patientId,
      refusals: (answer.refusals ?? []).map(({ sentence }) => sentence),
    }
  },
})

/** A signed prescription at the trust and in the company’s records, sent and not yet accepted. */
export async function givenSent(given: HomecareTest, over: PrescriptionOver = {}, care?: Supply): Promise<Supply> {
  if (brought !== given) await bringIn(given.test)
  brought = given
  const own = care ?? (await givenCare(given, {}))
  const made = await givenPrescription(given, own, { state: 'transmitted', ...over })
  const companyPatientId = care?.companyPatientId ?? (await copyPatient(given, own.patientId))
  await copyToCompany(given, own, companyPatientId, made, care === undefined, over.replacesId)
  return {
    ...own,
    companyPatientId,
    prescriptionId: made.prescriptionId,
    deliveryId: (number) => deliveryIdOf(made.prescriptionId, number),
  }
}

/** As `givenSent`, accepted by the company, with its deliveries planned on both sides. */
export async function givenSupply(given: HomecareTest, over: PrescriptionOver = {}, care?: Supply): Promise<Supply> {
  const supply = await givenSent(given, over, care)
  await accept(given, supply)
  await given.carry()
  return supply
}

/** The company accepts the prescription and says so. */
export async function accept(given: HomecareTest, { prescriptionId, companyPatientId }: Supply): Promise<void> {
  const ctx = given.as('company', 'pharmacist')
  await given.write('company', async (tx) => {
    await lockHomecare(tx, ctx, companyPatientId)
    const prescription = await getPrescription(tx, ctx.tenantId, prescriptionId)
    const known = { isDigestEchoed: true, isSignatureVerified: true }
    const answer = await prescriptionStep(tx, ctx, prescription, 'acknowledge', { as: ['company'], known })
    assert.equal(answer.refusals, undefined)
    await say(tx, ctx, accepted, {
      to: given.tenants.trust,
      about: prescriptionId,
      patientId: companyPatientId,
      body: {},
    })
  })
}

/** A signed and accepted prescription of a company that does not use Troth. */
export async function givenSupplyOnBehalf(given: HomecareTest, over: PrescriptionOver = {}): Promise<Supply> {
  if (brought !== given) await bringIn(given.test)
  brought = given
  const companyId = await givenCompany(given, false)
  const care = await givenCare(given, { companyId })
  const { prescriptionId } = await givenPrescription(given, care, { state: 'transmitted', ...over })
  const supply = {
    ...care,
    companyPatientId: '',
    prescriptionId,
    deliveryId: (number: number) => deliveryIdOf(prescriptionId, number),
  }
  const ctx = given.as('trust', 'coordinator')
  await given.write('trust', async (tx) => {
    const prescription = await getPrescription(tx, ctx.tenantId, prescriptionId)
    const known = { isDigestEchoed: true, isSignatureVerified: true }
    const answer = await prescriptionStep(tx, ctx, prescription, 'acknowledge', { as: ['company'], known })
    assert.equal(answer.refusals, undefined)
  })
  return supply
}

/** Does something to a delivery as somebody, on the version that is there now. */
export async function act(
  given: HomecareTest,
  place: Place,
  person: PersonName,
  deliveryId: string,
  what: DeliveryAct,
  over: Partial<ActOnDelivery> = {},
): Promise<ActAnswer> {
  const { version } = await given.read(place, (tx) => getDelivery(tx, given.tenants[place], deliveryId))
  const ctx = given.as(place, person, { idempotencyKey: given.newId() })
  return actOnDelivery(ctx, { deliveryId, version, act: what, ...over })
}

/** The state of a delivery on each side. */
export const statesOf = async (given: HomecareTest, deliveryId: string) => {
  const at = async (place: Place) =>
    (await given.read(place, (tx) => findDelivery(tx, given.tenants[place], deliveryId)))?.state
  return [await at('trust'), await at('company')]
}

/** Names of what stood in the way; none when it was done. */
export const refused = (answer: ActAnswer): string[] =>
  'refusals' in answer ? answer.refusals.map(({ name }) => name) : []

/** Barcode numbers of the sample: the pack that is prescribed, its number until 2009, another product’s, and nobody’s. */
export const CODES = {
  right: '9520000100124',
  ended: '9520000100117',
  wrong: '9520000400316',
  unknown: '4006381333931',
} as const
export const BOOK: DeliveryAct = {
  event: 'book',
  day: '2026-12-02',
  slot: 'morning',
  place: { kind: 'usual' },
  recipient: { name: 'Amina Khan' },
  reason: 'The first delivery: there was no earlier day',
}

export const PACK = { lineId: 'line-1', code: CODES.right, units: 4, batch: 'B77', usableUntil: '2027-10-31' } as const
export const DISPENSE = {
  event: 'dispense',
  packs: [PACK],
  releaseReason: '',
  quantityReason: '',
} as const satisfies DeliveryAct
export const DELIVER: DeliveryAct = { event: 'deliver', takenBy: 'Amina Khan', temperature: 5 }
export const COUNT = { countedOn: '2026-11-30', units: 2 } as const

/** Brings a delivery of the company from where it stands to a state, by the acts that lead there. */
export async function bring(
  given: HomecareTest,
  deliveryId: string,
  to: 'contacted' | 'booked' | 'dispensed' | 'dispatched' | 'delivered',
  count: ActOnDelivery['count'] = COUNT,
  units: number = PACK.units,
): Promise<void> {
  const steps: readonly (readonly [string, DeliveryAct])[] = [
    ['contacted', { event: 'contact' }],
    ['booked', BOOK],
    ['dispensed', { ...DISPENSE, packs: [{ ...PACK, units }] }],
    ['dispatched', { event: 'dispatch' }],
    ['delivered', DELIVER],
  ]
  const { state: now } = await given.read('company', (tx) => getDelivery(tx, given.tenants.company, deliveryId))
  if (now === to) return
  for (const [state, what] of steps.slice(steps.findIndex(([state]) => state === now) + 1)) {
    const counted: Partial<ActOnDelivery> = what.event === 'contact' ? { count } : {}
    assert.deepEqual(await act(given, 'company', 'pharmacist', deliveryId, what, counted), { done: true })
    if (state === to) return
  }
}

/** Open tasks of a reason. */
export const tasksOf = (given: HomecareTest, place: Place, reason: string) =>
  given.read(place, (tx) =>
    (tx as unknown as Reader<TaskTables>)
      .selectFrom('core.task')
      .select(['task_id', 'reason', 'priority', 'owner_account_id', 'patient_id'])
      .where('tenant_id', '=', given.tenants[place])
      .where('reason', '=', reason)
      .where('closed_at', 'is', null)
      .execute(),
  )

/** The same person in the company’s records, by their NHS number: a signature for anyone else is not believed. */
async function copyPatient(given: HomecareTest, patientId: string): Promise<string> {
  const { nhsNumber } = await given.read('trust', (tx) => getPatient(tx, given.system('trust'), patientId))
  return await given.patient({ nhsNumber }, 'company')
}

async function copyToCompany(
  given: HomecareTest,
  care: Care,
  patientId: string,
  { prescriptionId }: GivenPrescription,
  isFirst: boolean,
  replacesId: string | undefined,
) {
  const tenant_id = given.tenants.company
  const counterpart_tenant_id = given.tenants.trust
  const source = await given.read('trust', async (tx) => {
    const by = given.system('trust')
    const prescription = await tx
      .selectFrom('homecare.prescription')
      .selectAll()
      .where('tenant_id', '=', given.tenants.trust)
      .where('prescription_id', '=', prescriptionId)
      .executeTakeFirstOrThrow()
    const subject = { subjectId: care.patientId, class: 'clinical-text' } as const
    const place = { table: 'homecare.prescription', column: 'signed', rowId: prescriptionId }
    const signed = await openFor(tx, by, subject, place, prescription.signed!)
    const content = await findContent(tx, by, prescriptionId)
    return { prescription, signed: signed!, content: content!, authorities: await ownFingerprints(tx as never, by) }
  })
  const rows = await given.read('trust', async (own) => ({
    enrolment: await own
      .selectFrom('homecare.enrolment')
      .selectAll()
      .where('enrolment_id', '=', care.enrolmentId)
      .executeTakeFirstOrThrow(),
    therapy: await own
      .selectFrom('homecare.therapy')
      .selectAll()
      .where('therapy_id', '=', care.therapyId)
      .executeTakeFirstOrThrow(),
  }))
  await given.write('company', async (tx) => {
    const ctx = given.system('company')
    if (isFirst) {
      const mine = { tenant_id, patient_id: patientId, counterpart_tenant_id, scheme_id: null }
      await given.bringStep(tx, 'company', 'enrolment', care.enrolmentId, patientId, rows.enrolment.state)
      await tx
        .insertInto('homecare.enrolment')
        .values({
          ...rows.enrolment,
          ...mine,
          company_id: null,
          owner_account_id: given.idOf('company', 'coordinator'),
          details: JSON.stringify({}),
          delivery_address: JSON.stringify(rows.enrolment.delivery_address),
        })
        .execute()
      await given.bringStep(tx, 'company', 'therapy', care.therapyId, patientId, rows.therapy.state)
      await tx
        .insertInto('homecare.therapy')
        .values({ ...rows.therapy, ...mine })
        .execute()
    }
    for (const fingerprint of source.authorities) {
      await tx
        .insertInto('homecare.counterpart_authority')
        .values({ tenant_id, counterpart_tenant_id, fingerprint, withdrawals: null, stated_at: given.clock.now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
    const subject = { subjectId: patientId, class: 'clinical-text' } as const
    const place = { table: 'homecare.prescription', column: 'signed', rowId: prescriptionId }
    await given.bringStep(tx, 'company', 'prescription', prescriptionId, patientId, source.prescription.state)
    await tx
      .insertInto('homecare.prescription')
      .values({
        ...source.prescription,
        tenant_id,
        patient_id: patientId,
        counterpart_tenant_id,
        replaces_id: replacesId ?? null,
        content: await sealContent(tx, ctx, { patientId, prescriptionId }, source.content),
        signed: await sealFor(tx, ctx, subject, place, source.signed),
      })
      .execute()
  })
}
