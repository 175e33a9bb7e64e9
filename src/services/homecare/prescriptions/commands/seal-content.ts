import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { sealFor } from '../../../../core/encryption/subject-keys.ts'
import { contentPlace, contentSubject } from '../queries/read-content.ts'
import { storedText, type StoredContent } from '../stored-content.ts'

/** The sealed column `content` of a prescription. */
export const sealContent = (
  tx: AnyTx,
  ctx: Pick<Context, 'tenantId' | 'keys'>,
  { patientId, prescriptionId }: { readonly patientId: string; readonly prescriptionId: string },
  stored: StoredContent,
): Promise<Buffer> =>
  sealFor(asTx(tx), ctx, contentSubject(patientId), contentPlace(prescriptionId), storedText(stored))
