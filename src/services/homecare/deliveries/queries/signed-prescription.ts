import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { PatientTables } from '../../../../core/patients/index.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import type { SignatureTables } from '../../../../core/identity/signatures/index.ts'
import { readSigned } from '../../signing/queries/read-signed.ts'
import type { HomecareTables } from '../../tables.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import { findProduct } from '../../prescriptions/queries/find-product.ts'
import { supplyOfItem } from '../../prescriptions/queries/supply-of-item.ts'
import type { WrittenContent } from '../../prescriptions/stored-content.ts'
import type { Pause } from '../../therapies/dose-schedule.ts'
import { deliveryQuantities } from '../delivery-quantity.ts'
import { neededOn } from '../needed-on.ts'
import type { DeliveryLine, PlannedItem } from '../plan.ts'

/** What a signed prescription says about its deliveries, and whether its signature stands now. */
export interface SignedPrescription {
  readonly isVerified: boolean
  /** False while the document itself says that nothing may be supplied on it. */
  readonly isForSupply: boolean
  readonly signedAt: Date | undefined
  readonly lines: readonly SignedLine[]
  readonly written: WrittenContent
}
/** An item as it was signed. */
export type SignedLine = Omit<DeliveryLine, 'units' | 'needs' | 'lasts'>

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
      unit: item.quantityUnit,
    })),
    written,
  }
}

/** How much of each item each delivery brings and from when it is needed, by its dose and by the dictionary of now. */
export async function plannedItems(
  tx: Reader<MedicineTables>,
  { lines, written: { content } }: SignedPrescription,
  pauses: readonly Pause[],
): Promise<PlannedItem[]> {
  const { firstDoseOn, interval, deliveries } = content
  const planned: PlannedItem[] = []
  for (const [index, line] of lines.entries()) {
    const item = content.items[index]!
    const { dose, quantity } = item
    const supply = await supplyOfItem(tx, item)
    const { packSizes = [] } = (await findProduct(tx, item.ampId ?? item.vmpId)) ?? {}
    const quantities = deliveryQuantities({ dose, firstDoseOn, interval, deliveries, supply, quantity, packSizes })
    const days = quantities.map((_, number) => neededOn({ dose, firstDoseOn, interval, supply }, number, pauses))
    planned.push({ ...line, quantities, neededOn: days })
  }
  return planned
}

type ReadTables = HomecareTables & PatientTables & EncryptionTables & SignatureTables
