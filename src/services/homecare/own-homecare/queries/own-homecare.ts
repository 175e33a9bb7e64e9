import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import { getOwnRecord } from '../../../../core/own-record/queries.ts'
import { listRecordIds, type PatientTables } from '../../../../core/patients/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { isOpenDelivery } from '../../deliveries/delivery.ts'
import { careAround, type Delivery, listDeliveriesOf } from '../../deliveries/queries/delivery-care.ts'
import { listPrescriptionsOfTherapy, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { coverOf } from '../../supply-cover/queries/cover-of.ts'
import type { TherapyCover } from '../../supply-cover/therapy-cover.ts'
import { findDosePlan, listTherapiesOfPatient } from '../../therapies/queries/therapies.ts'
import type { HomecareWork } from '../../tables.ts'

export type OwnHomecareTables = HomecareWork & TenancyTables & PatientTables

/** A treatment as the person who takes it sees it. */
export interface OwnTreatment {
  readonly therapyId: string
  readonly cover: TherapyCover
  /** What the medicine is counted in: "pre-filled pen". */
  readonly unitWords: string | undefined
  /** The prescription from which the next supply comes, or the newest. */
  readonly prescription: Prescription | undefined
  /** The next delivery that may still come. */
  readonly next: Delivery | undefined
  /** The newest that was handed over. */
  readonly last: Delivery | undefined
  /** Whether the company reads here what its patients book. */
  readonly isBookedHere: boolean
  /** Where deliveries go. Empty when the record is sensitive: then it is not even shown here. */
  readonly address: readonly string[]
}

/** The treatments of the person who is signed in, with where to ask about them. */
export async function getOwnHomecare(tx: Reader<OwnHomecareTables>, ctx: Context) {
  const own = await getOwnRecord(tx as never, ctx)
  const recordIds = await listRecordIds(tx as Reader<PatientTables>, ctx, own.patientId)
  const therapies = await listTherapiesOfPatient(tx, ctx.tenantId, recordIds)
  const covers = await coverOf(
    tx,
    ctx,
    therapies.map(({ therapyId }) => therapyId),
  )
  const treatments: OwnTreatment[] = []
  for (const cover of covers) treatments.push(await treatmentOf(tx, ctx, cover, own.patient.sensitive))
  return { ...own, isClinic: own.organisation.kind === 'nhs-trust', treatments }
}
export type OwnHomecare = Awaited<ReturnType<typeof getOwnHomecare>>

/** One of them. Throws `NotFoundError` for a treatment of another person and for one that has stopped. */
export async function getOwnTreatment(tx: Reader<OwnHomecareTables>, ctx: Context, therapyId: string) {
  const own = await getOwnHomecare(tx, ctx)
  const treatment = own.treatments.find((one) => one.therapyId === therapyId)
  if (!treatment) throw new NotFoundError('Treatment')
  return { ...own, treatment }
}
export type OwnTreatmentPage = Awaited<ReturnType<typeof getOwnTreatment>>

/** The next delivery of a treatment of theirs. Throws `NotFoundError` for any other delivery. */
export async function getOwnDelivery(
  tx: Reader<OwnHomecareTables>,
  ctx: Context,
  { therapyId, deliveryId }: { readonly therapyId: string; readonly deliveryId: string },
) {
  const own = await getOwnTreatment(tx, ctx, therapyId)
  const delivery = own.treatment.next
  if (delivery?.deliveryId !== deliveryId) throw new NotFoundError('Delivery')
  return { ...own, delivery }
}
export type OwnDeliveryPage = Awaited<ReturnType<typeof getOwnDelivery>>

/** Arranged here only once what is at home is known, and where the company reads it. Otherwise a person arranges it. */
export const canBook = ({ delivery, treatment }: OwnDeliveryPage): boolean =>
  treatment.isBookedHere && delivery.state === 'contacted'

async function treatmentOf(
  tx: Reader<OwnHomecareTables>,
  { tenantId }: Pick<Context, 'tenantId'>,
  cover: TherapyCover,
  isSensitive: boolean,
): Promise<OwnTreatment> {
  const { therapyId } = cover
  const prescriptions = await listPrescriptionsOfTherapy(tx, tenantId, therapyId)
  const deliveries: Delivery[] = []
  for (const one of prescriptions) deliveries.push(...(await listDeliveriesOf(tx, tenantId, one.prescriptionId)))
  const next = deliveries
    .filter(({ state }) => isOpenDelivery(state) && state !== 'recall-requested')
    .sort((one, other) => one.plannedOn.localeCompare(other.plannedOn, 'en'))[0]
  const last = deliveries
    .filter(({ deliveredOn }) => deliveredOn !== undefined)
    .sort((one, other) => (other.deliveredOn ?? '').localeCompare(one.deliveredOn ?? '', 'en'))[0]
  const from = (next ?? last)?.prescriptionId
  const prescription = prescriptions.find(({ prescriptionId }) => prescriptionId === from) ?? prescriptions[0]
  const around = prescription && (await careAround(tx, tenantId, prescription.prescriptionId))
  const plan = await findDosePlan(tx, tenantId, therapyId)
  return {
    therapyId,
    cover,
    unitWords: plan?.unitWords,
    prescription,
    next,
    last,
    isBookedHere: around?.otherSide !== undefined,
    address: isSensitive ? [] : (around?.enrolment.address ?? []),
  }
}
