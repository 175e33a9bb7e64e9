import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { PatientTables } from '../../../../core/patients/index.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import type { SignatureTables } from '../../../../core/identity/signatures/index.ts'
import { readSigned } from '../../signing/queries/read-signed.ts'
import type { HomecareTables } from '../../tables.ts'
import type { DeliveryLine } from '../plan.ts'

/** What a signed prescription says about its deliveries, and whether its signature stands now. */
export interface SignedPrescription {
  readonly isVerified: boolean
  /** False while the document itself says that nothing may be supplied on it. */
  readonly isForSupply: boolean
  readonly signedAt: Date | undefined
  readonly lines: readonly DeliveryLine[]
}

/** Opens the signed document of a prescription and verifies it now. Undefined when there is none here: not signed, or on paper. */
export async function signedPrescription(
  tx: Reader<HomecareTables & PatientTables & EncryptionTables>,
  ctx: Pick<Context, 'tenantId' | 'keys' | 'clock' | 'actor'>,
  prescriptionId: string,
): Promise<SignedPrescription | undefined> {
  const reading = await readSigned(tx as unknown as Reader<ReadTables>, ctx, prescriptionId)
  const { written, verdict, problems } = reading
  if (written === undefined) return undefined
  return {
    isVerified: problems.length === 0,
    isForSupply: verdict?.forSupply === true,
    signedAt: verdict?.signedAt,
    lines: written.content.items.map((item) => ({
      lineId: item.lineId,
      name: item.name,
      vmpId: item.vmpId,
      ampId: item.ampId ?? null,
      units: item.quantity,
      unit: item.quantityUnit,
    })),
  }
}

type ReadTables = HomecareTables & PatientTables & EncryptionTables & SignatureTables
