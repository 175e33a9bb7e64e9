import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { openFor } from '../../../../core/encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import { NotFoundError, UnavailableError } from '../../../../core/errors.ts'
import { readStoredText, type StoredContent, type WrittenContent } from '../stored-content.ts'
import type { PrescriptionTables } from '../tables.ts'

type Tables = Reader<PrescriptionTables & EncryptionTables>
type By = Pick<Context, 'tenantId' | 'keys'>

/** What is sealed in a prescription: its draft, and what was written. Undefined when the row holds nothing, as on paper. */
export async function findContent(tx: Tables, ctx: By, prescriptionId: string): Promise<StoredContent | undefined> {
  const row = await tx
    .selectFrom('homecare.prescription')
    .select(['patient_id', 'content'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .executeTakeFirst()
  if (!row) throw new NotFoundError('Prescription')
  if (row.content === null) return undefined
  const text = await openFor(tx, ctx, contentSubject(row.patient_id), contentPlace(prescriptionId), row.content)
  if (text === undefined) throw new UnavailableError('The prescription can no longer be read')
  return readStoredText(text)
}

/** Exactly what is screened and signed, with the day it was written on. Undefined while it is being written. */
export const readContent = async (tx: Tables, ctx: By, prescriptionId: string): Promise<WrittenContent | undefined> =>
  (await findContent(tx, ctx, prescriptionId))?.written

/** Whose key seals it. */
export const contentSubject = (subjectId: string) => ({ subjectId, class: 'clinical-text' }) as const
/** Where it stands. */
export const contentPlace = (rowId: string) => ({ table: 'homecare.prescription', column: 'content', rowId })
