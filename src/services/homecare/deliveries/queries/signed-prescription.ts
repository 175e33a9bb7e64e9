import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { openFor } from '../../../../core/encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import { verifyDocument } from '../../../../core/signing/verify.ts'
import type { PrescriptionTables } from '../../prescriptions/tables.ts'
import type { DeliveryLine } from '../plan.ts'

/** What a signed prescription says about its deliveries, and whether its signature stands now. */
export interface SignedPrescription {
  readonly isVerified: boolean
  /** False while the document itself says that nothing may be supplied on it. */
  readonly isForSupply: boolean
  readonly signedAt: Date | undefined
  readonly lines: readonly DeliveryLine[]
}

/** Opens the signed document of a prescription and verifies it. Undefined when there is none here: it is not signed, or on paper. */
export async function signedPrescription(
  tx: Reader<PrescriptionTables & EncryptionTables>,
  ctx: Pick<Context, 'tenantId' | 'keys' | 'clock'>,
  prescriptionId: string,
): Promise<SignedPrescription | undefined> {
  const row = await tx
    .selectFrom('homecare.prescription')
    .select(['patient_id', 'signed', 'signed_digest'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .executeTakeFirst()
  if (row?.signed == null) return undefined
  const subject = { subjectId: row.patient_id, class: 'clinical-text' } as const
  const place = { table: 'homecare.prescription', column: 'signed', rowId: prescriptionId }
  const text = await openFor(tx, ctx, subject, place, row.signed)
  if (text === undefined) return undefined
  const document = JSON.parse(text) as Document
  const verdict = verifyDocument(document, { kind: 'prescription', now: ctx.clock.now() })
  const isThisOne =
    document.content.prescriptionId === prescriptionId && document.signature.digest === row.signed_digest
  return {
    isVerified: verdict.problems.length === 0 && isThisOne,
    isForSupply: verdict.forSupply === true,
    signedAt: verdict.signedAt,
    lines: document.content.items.map((item) => ({
      lineId: item.lineId,
      name: item.name,
      vmpId: item.vmpId,
      ampId: item.ampId,
      units: item.quantity,
      unit: item.quantityUnit,
    })),
  }
}

interface Document {
  readonly signature: { readonly digest: string }
  readonly content: {
    readonly prescriptionId: string
    readonly items: readonly {
      readonly lineId: string
      readonly name: string
      readonly vmpId: string
      readonly ampId: string | null
      readonly quantity: number
      readonly quantityUnit: string
    }[]
  }
}
