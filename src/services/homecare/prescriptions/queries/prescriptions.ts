import type { Reader } from '../../../../core/database/transaction.ts'
import { columnsOf } from '../../../../core/database/columns-of.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import type { Schedule } from '../../../../core/medicines/index.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { isUuid } from '../../../../core/values/uuid.ts'
import { scheduleOf } from '../../therapies/queries/load-snapshot.ts'
import type { Interval } from '../../therapies/quantity.ts'
import type { PrescriptionClass } from '../classify.ts'
import type { PrescriptionState } from '../prescription-state.ts'
import { prescriptionDataMap, type PrescriptionTables } from '../tables.ts'

/** A prescription as its row stands. What it says is sealed: `readContent` opens it. */
export interface Prescription {
  readonly prescriptionId: string
  readonly patientId: string
  readonly therapyId: string
  readonly enrolmentId: string
  /** In the records of a homecare company: the organisation that prescribed. */
  readonly counterpartId: string | undefined
  readonly replacesId: string | undefined
  readonly state: PrescriptionState
  readonly stateSince: Date
  readonly prescriberId: string
  readonly screenerId: string | undefined
  readonly class: PrescriptionClass | undefined
  readonly schedule: Schedule
  readonly leftBy: 'electronic' | 'eps' | 'ink' | undefined
  readonly digest: string | undefined
  readonly screenedDigest: string | undefined
  readonly signedDigest: string | undefined
  readonly signedOn: CivilDate | undefined
  readonly signedUnits: number | undefined
  readonly brandIds: readonly string[]
  readonly genericIds: readonly string[]
  readonly deliveries: number | undefined
  readonly interval: Interval | undefined
  readonly firstDoseOn: CivilDate | undefined
  readonly notBefore: CivilDate | undefined
  readonly lastDay: CivilDate | undefined
  readonly orderReference: string | undefined
  readonly answerBy: Date | undefined
  readonly acknowledgedDigest: string | undefined
  readonly createdAt: Date
  readonly createdBy: string
  readonly version: number
}

type Tables = Reader<PrescriptionTables>

const rows = (tx: Tables, tenantId: string) =>
  tx
    .selectFrom('homecare.prescription')
    .select(columnsOf(prescriptionDataMap, 'homecare.prescription'))
    .where('tenant_id', '=', tenantId)

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

/** A prescription of this organisation, or of the clinic it came from in a company's records. */
export async function findPrescription(
  tx: Tables,
  tenantId: string,
  prescriptionId: string,
): Promise<Prescription | undefined> {
  if (!isUuid(prescriptionId)) return undefined
  const row = await rows(tx, tenantId).where('prescription_id', '=', prescriptionId).executeTakeFirst()
  return row && prescriptionOf(row)
}

/** As `findPrescription`. Throws `NotFoundError`. */
export async function getPrescription(tx: Tables, tenantId: string, prescriptionId: string): Promise<Prescription> {
  const found = await findPrescription(tx, tenantId, prescriptionId)
  if (!found) throw new NotFoundError('Prescription')
  return found
}

/** Every prescription of a patient, newest first; `recordIds` from `listRecordIds`, so that a merge loses none. */
export async function listPrescriptionsOfPatient(
  tx: Tables,
  tenantId: string,
  recordIds: readonly string[],
): Promise<readonly Prescription[]> {
  const found = await rows(tx, tenantId)
    .where('patient_id', 'in', recordIds)
    .orderBy('created_at', 'desc')
    .orderBy('prescription_id', 'desc')
    .execute()
  return found.map(prescriptionOf)
}

/** Every prescription of a treatment, newest first. */
export async function listPrescriptionsOfTherapy(
  tx: Tables,
  tenantId: string,
  therapyId: string,
): Promise<readonly Prescription[]> {
  const found = await rows(tx, tenantId)
    .where('therapy_id', '=', therapyId)
    .orderBy('created_at', 'desc')
    .orderBy('prescription_id', 'desc')
    .execute()
  return found.map(prescriptionOf)
}

function prescriptionOf(row: Row): Prescription {
  return {
    prescriptionId: row.prescription_id,
    patientId: row.patient_id,
    therapyId: row.therapy_id,
    enrolmentId: row.enrolment_id,
    counterpartId: row.counterpart_tenant_id ?? undefined,
    replacesId: row.replaces_id ?? undefined,
    state: row.state,
    stateSince: row.state_since,
    prescriberId: row.prescriber_id,
    screenerId: row.screener_id ?? undefined,
    class: row.class ?? undefined,
    schedule: scheduleOf(row.schedule),
    leftBy: row.left_by ?? undefined,
    digest: row.digest ?? undefined,
    screenedDigest: row.screened_digest ?? undefined,
    signedDigest: row.signed_digest ?? undefined,
    signedOn: row.signed_on ?? undefined,
    signedUnits: row.signed_units ?? undefined,
    brandIds: row.brand_ids,
    genericIds: row.generic_ids,
    deliveries: row.deliveries ?? undefined,
    interval:
      row.interval_every === null || row.interval_unit === null
        ? undefined
        : { every: row.interval_every, unit: row.interval_unit },
    firstDoseOn: row.first_dose_on ?? undefined,
    notBefore: row.not_before ?? undefined,
    lastDay: row.last_day ?? undefined,
    orderReference: row.order_reference ?? undefined,
    answerBy: row.answer_by ?? undefined,
    acknowledgedDigest: row.acknowledged_digest ?? undefined,
    createdAt: row.created_at,
    createdBy: row.created_by,
    version: row.version,
  }
}
