import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import type { SignatureTables } from '../../../../core/identity/signatures/index.ts'
import { controlledDrug } from '../../../../core/medicines/index.ts'
import type { PatientTables } from '../../../../core/patients/index.ts'
import { refuseExit, refuseUnscreened } from '../../prescriptions/route.ts'
import { readSigned } from '../../signing/queries/read-signed.ts'
import type { HomecareTables } from '../../tables.ts'
import { getPerson } from '../../therapies/queries/homecare-subject.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { VerifiedPrescription } from '../verified.ts'

export type RecordTables = HomecareTables & PatientTables & EncryptionTables & SignatureTables & TenancyTables

/** Schedules that may leave by this exit, as rows have them. What is not stated is not among them. */
export const MAY_LEAVE = (['1', '2', '3', '4', '5', 'none', 'not-stated'] as const).filter(
  (schedule) => refuseExit(scheduleIn(schedule), 'fhir') === undefined,
)

function scheduleIn(text: string) {
  return text === 'none' || text === 'not-stated' ? text : (Number(text) as 1 | 2 | 3 | 4 | 5)
}

/**
 * A prescription to give to another system: signed and screened, its signature verified now, and of a schedule that may leave so, by the row
 * and by what was signed. Undefined for everything else.
 */
export async function verifiedPrescription(
  tx: Reader<RecordTables>,
  ctx: Context,
  prescriptionId: string,
): Promise<VerifiedPrescription | undefined> {
  const { prescription, written, verdict, problems } = await readSigned(tx, ctx, prescriptionId)
  const { signedAt } = verdict ?? {}
  if (refuseUnscreened(prescription.state) || problems.length > 0 || written === undefined || signedAt === undefined)
    return undefined
  const { content } = written
  const schedules = [
    prescription.schedule,
    ...content.items.map(({ controlledDrug: { category } }) => controlledDrug(category).schedule),
  ]
  if (schedules.some((schedule) => refuseExit(schedule, 'fhir'))) return undefined
  const { patientId, sensitive } = await getPerson(tx, ctx, prescription.patientId)
  return {
    prescriptionId,
    patientId,
    sensitive,
    state: prescription.state,
    changedAt: prescription.stateSince,
    version: prescription.version,
    content,
    signedAt,
    isForSupply: verdict?.forSupply === true && (verdict.because ?? []).length === 0,
    because: verdict?.because ?? [],
    lastDay: prescription.lastDay,
  }
}
