import type { Reader } from '../../../../core/database/transaction.ts'
import { columnsOf } from '../../../../core/database/columns-of.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { isUuid } from '../../../../core/values/uuid.ts'
import type { EnrolmentState } from '../../enrolments/enrolment.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { findLiveScheme } from '../../schemes/queries.ts'
import { USUAL_SUPPLY_TIMES } from '../../supply-cover/deadlines.ts'
import type { HomecareTables } from '../../tables.ts'
import type { Slot, StoredPlace } from '../act.ts'
import type { DeliveryState } from '../delivery.ts'
import type { Dispensed, Proof } from '../dispensed.ts'
import type { Failure } from '../failure.ts'
import { type DeliveryLine, USUAL_MOST_COVER } from '../plan.ts'
import { deliveryDataMap } from '../tables.ts'

/** What was agreed with the patient: where and to whom, or until when it was put off. */
export interface Booking {
  readonly place?: StoredPlace
  readonly recipient?: { readonly name: string; readonly age?: number }
  readonly deferredUntil?: CivilDate
}

/** A delivery as its row stands. */
export interface Delivery {
  readonly deliveryId: string
  readonly prescriptionId: string
  readonly therapyId: string
  readonly patientId: string
  /** In the records of a homecare company: the organisation that prescribed. */
  readonly counterpartId: string | undefined
  readonly number: number
  readonly state: DeliveryState
  readonly stateSince: Date
  readonly lines: readonly DeliveryLine[]
  readonly units: number
  readonly plannedOn: CivilDate
  readonly deliverBy: CivilDate
  readonly bookedOn: CivilDate | undefined
  readonly slot: Slot | undefined
  readonly booking: Booking | undefined
  readonly dispensedAt: Date | undefined
  readonly dispensed: Dispensed | undefined
  readonly deliveredOn: CivilDate | undefined
  readonly proof: Proof | undefined
  readonly failure: Failure | undefined
  readonly isNeverBooked: boolean
  readonly version: number
}

/** A delivery with everything around it that decides about it. */
export interface DeliveryCare {
  readonly delivery: Delivery
  readonly prescription: Prescription
  readonly enrolment: {
    readonly enrolmentId: string
    readonly state: EnrolmentState
    readonly medicine: string
    readonly ownerAccountId: string | undefined
    readonly ownerTeamId: string | undefined
    readonly address: readonly string[]
  }
  /** The organisation on the other side of the delivery; undefined when the company does not use Troth. */
  readonly otherSide: string | undefined
  readonly companyName: string | undefined
  readonly isCompany: boolean
  readonly bufferDays: number
  readonly mostCoverDays: number
}

type Tables = Reader<HomecareTables>

const rows = (tx: Tables, tenantId: string) =>
  tx
    .selectFrom('homecare.delivery')
    .select(columnsOf(deliveryDataMap, 'homecare.delivery'))
    .where('tenant_id', '=', tenantId)
type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

export async function findDelivery(tx: Tables, tenantId: string, deliveryId: string): Promise<Delivery | undefined> {
  if (!isUuid(deliveryId)) return undefined
  const row = await rows(tx, tenantId).where('delivery_id', '=', deliveryId).executeTakeFirst()
  return row && deliveryOf(row)
}

/** Throws `NotFoundError`. */
export async function getDelivery(tx: Tables, tenantId: string, deliveryId: string): Promise<Delivery> {
  const found = await findDelivery(tx, tenantId, deliveryId)
  if (!found) throw new NotFoundError('Delivery')
  return found
}

export const listDeliveriesOf = async (tx: Tables, tenantId: string, prescriptionId: string): Promise<Delivery[]> =>
  (await rows(tx, tenantId).where('prescription_id', '=', prescriptionId).orderBy('number').execute()).map(deliveryOf)

/** The delivery with its prescription, registration and company. Throws `NotFoundError`. */
export async function getDeliveryCare(tx: Tables, tenantId: string, deliveryId: string): Promise<DeliveryCare> {
  const delivery = await getDelivery(tx, tenantId, deliveryId)
  return { delivery, ...(await careAround(tx, tenantId, delivery.prescriptionId)) }
}

/** What is around the deliveries of a prescription. */
export async function careAround(
  tx: Tables,
  tenantId: string,
  prescriptionId: string,
): Promise<Omit<DeliveryCare, 'delivery'>> {
  const prescription = await getPrescription(tx, tenantId, prescriptionId)
  const enrolment = await tx
    .selectFrom('homecare.enrolment as enrolment')
    .leftJoin('homecare.company as company', (join) =>
      join
        .onRef('company.tenant_id', '=', 'enrolment.tenant_id')
        .onRef('company.company_id', '=', 'enrolment.company_id'),
    )
    .select([
      'enrolment.enrolment_id',
      'enrolment.state',
      'enrolment.medicine',
      'enrolment.scheme_id',
      'enrolment.owner_account_id',
      'enrolment.owner_team_id',
      'enrolment.delivery_address',
      'company.recipient_tenant_id',
      'company.name',
    ])
    .where('enrolment.tenant_id', '=', tenantId)
    .where('enrolment.enrolment_id', '=', prescription.enrolmentId)
    .executeTakeFirstOrThrow()
  const scheme = enrolment.scheme_id === null ? undefined : await findLiveScheme(tx, tenantId, enrolment.scheme_id)
  return {
    prescription,
    enrolment: {
      enrolmentId: enrolment.enrolment_id,
      state: enrolment.state,
      medicine: enrolment.medicine,
      ownerAccountId: enrolment.owner_account_id ?? undefined,
      ownerTeamId: enrolment.owner_team_id ?? undefined,
      address: addressOf(enrolment.delivery_address as StoredAddress | null),
    },
    otherSide: prescription.counterpartId ?? enrolment.recipient_tenant_id ?? undefined,
    companyName: enrolment.name ?? undefined,
    isCompany: prescription.counterpartId !== undefined,
    bufferDays: scheme?.times.bufferDays ?? USUAL_SUPPLY_TIMES.value.bufferDays,
    mostCoverDays: scheme?.mostCoverDays ?? USUAL_MOST_COVER.value.days,
  }
}

export function deliveryOf(row: Row): Delivery {
  return {
    deliveryId: row.delivery_id,
    prescriptionId: row.prescription_id,
    therapyId: row.therapy_id,
    patientId: row.patient_id,
    counterpartId: row.counterpart_tenant_id ?? undefined,
    number: row.number,
    state: row.state,
    stateSince: row.state_since,
    lines: row.lines as readonly DeliveryLine[],
    units: row.units,
    plannedOn: row.planned_on,
    deliverBy: row.deliver_by ?? row.planned_on,
    bookedOn: row.booked_on ?? undefined,
    slot: (row.booked_slot as Slot | null) ?? undefined,
    booking: (row.booking as Booking | null) ?? undefined,
    dispensedAt: row.dispensed_at ?? undefined,
    dispensed: (row.dispensed as Dispensed | null) ?? undefined,
    deliveredOn: row.delivered_on ?? undefined,
    proof: (row.proof as Proof | null) ?? undefined,
    failure: (row.failure as Failure | null) ?? undefined,
    isNeverBooked: row.is_never_booked,
    version: row.version,
  }
}

interface StoredAddress {
  readonly lines?: readonly string[]
  readonly city?: string
  readonly postcode?: string
}
const addressOf = (stored: StoredAddress | null): string[] =>
  [...(stored?.lines ?? []), stored?.city ?? '', stored?.postcode ?? ''].filter((line) => line !== '')
