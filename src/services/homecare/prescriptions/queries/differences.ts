import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import type { IdentityTables } from '../../../../core/identity/accounts/tables.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import type { Patient, PatientTables } from '../../../../core/patients/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Therapy } from '../../therapies/queries/therapies.ts'
import { type Difference, differencesBetween } from '../difference.ts'
import type { StoredContent } from '../stored-content.ts'
import type { PrescriptionTables } from '../tables.ts'
import { buildContent } from './build-content.ts'
import { findLastSigned } from './last-signed.ts'
import type { Prescription } from './prescriptions.ts'

type Tables = Reader<
  PrescriptionTables & EncryptionTables & PatientTables & TenancyTables & IdentityTables & MedicineTables
>

/** How a prescription differs from the last one that was signed, field by field. Why there is nothing to compare, if so. */
export async function findDifferences(
  tx: Tables,
  ctx: Pick<Context, 'tenantId' | 'clock' | 'keys'>,
  asked: {
    readonly prescription: Prescription
    readonly therapy: Therapy
    readonly patient: Patient
    readonly stored: StoredContent | undefined
    /** What is being written rather than what was. */
    readonly isDraft: boolean
  },
): Promise<{ readonly differences: readonly Difference[] } | 'first' | 'last-unknown' | 'not-written'> {
  const last = await findLastSigned(tx as Reader<PrescriptionTables & EncryptionTables>, ctx, asked.prescription)
  if (last === undefined) return 'first'
  if (last.written === undefined) return 'last-unknown'
  const { prescription, therapy, patient, stored } = asked
  const { prescriptionId, prescriberId } = prescription
  const built = asked.isDraft
    ? await buildContent(tx, ctx, { prescriptionId, prescriberId, patient, therapy, draft: stored?.draft ?? {} })
    : undefined
  const written = built === undefined ? stored?.written : 'written' in built ? built.written : undefined
  return written === undefined ? 'not-written' : { differences: differencesBetween(last.written, written) }
}
