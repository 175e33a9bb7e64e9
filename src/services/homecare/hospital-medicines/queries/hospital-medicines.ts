import { columnsOf } from '../../../../core/database/columns-of.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { isUuid } from '../../../../core/values/uuid.ts'
import { hospitalMedicineDataMap, type HospitalMedicineTables } from '../tables.ts'

/** A medicine that a hospital told a GP practice of. */
export interface HospitalMedicine {
  readonly therapyId: string
  readonly patientId: string
  readonly medicine: string
  readonly hospital: string
  readonly hospitalTelephone: string | undefined
  readonly startedOn: CivilDate
  readonly stoppedOn: CivilDate | undefined
  readonly enteredAt: Date | undefined
  readonly version: number
}

const rows = (tx: Reader<HospitalMedicineTables>, tenantId: string) =>
  tx
    .selectFrom('homecare.hospital_medicine')
    .select(columnsOf(hospitalMedicineDataMap, 'homecare.hospital_medicine'))
    .where('tenant_id', '=', tenantId)
type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

const medicineOf = (row: Row): HospitalMedicine => ({
  therapyId: row.therapy_id,
  patientId: row.patient_id,
  medicine: row.medicine,
  hospital: row.hospital,
  hospitalTelephone: row.hospital_telephone ?? undefined,
  startedOn: row.started_on,
  stoppedOn: row.stopped_on ?? undefined,
  enteredAt: row.entered_at ?? undefined,
  version: row.version,
})

/** Medicines from hospital of a person, by any of their records, those in use first. */
export async function listHospitalMedicines(
  tx: Reader<HospitalMedicineTables>,
  tenantId: string,
  recordIds: readonly string[],
): Promise<readonly HospitalMedicine[]> {
  const found = await rows(tx, tenantId)
    .where('patient_id', 'in', recordIds)
    .orderBy('stopped_on', (order) => order.desc().nullsFirst())
    .orderBy('started_on', 'desc')
    .execute()
  return found.map(medicineOf)
}

/** Throws `NotFoundError`. */
export async function getHospitalMedicine(
  tx: Reader<HospitalMedicineTables>,
  tenantId: string,
  therapyId: string,
): Promise<HospitalMedicine> {
  const row = isUuid(therapyId)
    ? await rows(tx, tenantId).where('therapy_id', '=', therapyId).executeTakeFirst()
    : undefined
  if (!row) throw new NotFoundError('Medicine from hospital')
  return medicineOf(row)
}
