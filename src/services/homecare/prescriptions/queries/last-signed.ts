import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import { compareCivilDates } from '../../../../core/values/civil-date.ts'
import { NOT_SIGNED } from '../prescription.ts'
import type { PrescriptionState } from '../prescription-state.ts'
import type { WrittenContent } from '../stored-content.ts'
import type { PrescriptionTables } from '../tables.ts'
import { listPrescriptionsOfTherapy, type Prescription } from './prescriptions.ts'
import { readContent } from './read-content.ts'

/** States of what was not both signed and screened, whatever an earlier version of the program left in its row. */
const NEVER_BOTH: readonly PrescriptionState[] = [...NOT_SIGNED, 'declined', 'discarded']

/** The last prescription of a treatment that was signed and screened, but one, with what it says. What it says may not be held here. */
export async function findLastSigned(
  tx: Reader<PrescriptionTables & EncryptionTables>,
  ctx: Pick<Context, 'tenantId' | 'keys'>,
  { therapyId, prescriptionId }: Pick<Prescription, 'therapyId' | 'prescriptionId'>,
): Promise<{ readonly prescription: Prescription; readonly written: WrittenContent | undefined } | undefined> {
  const [last] = (await listPrescriptionsOfTherapy(tx as Reader<PrescriptionTables>, ctx.tenantId, therapyId))
    .filter((one) => one.prescriptionId !== prescriptionId && one.signedOn !== undefined)
    .filter(({ state }) => !NEVER_BOTH.includes(state))
    .sort((one, other) => compareCivilDates(other.signedOn ?? '', one.signedOn ?? ''))
  return last && { prescription: last, written: await readContent(tx, ctx, last.prescriptionId) }
}
