import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import { listPauses, type Therapy } from '../../therapies/queries/therapies.ts'
import type { TherapyTables } from '../../therapies/tables.ts'
import type { ContentToCheck } from '../content-checks.ts'
import type { PrescriptionDraft } from '../stored-content.ts'
import { findProduct } from './find-product.ts'

type Tables = Reader<TherapyTables & MedicineTables>

/** A draft with everything that its check looks at: the product as the dictionary has it today, the breaks in the doses. */
export async function contentToCheck(
  tx: Tables,
  ctx: Pick<Context, 'tenantId' | 'clock'>,
  therapy: Therapy,
  draft: PrescriptionDraft,
): Promise<ContentToCheck> {
  const productId = draft.ampId ?? draft.vmpId
  return {
    vtmId: therapy.vtmId,
    product: productId === undefined ? undefined : await findProduct(tx, productId),
    dose: draft.dose,
    loadAgainReason: draft.loadAgainReason,
    hasTherapyBegun: therapy.state !== 'planned',
    pauses: await listPauses(tx, ctx.tenantId, therapy.therapyId),
    quantity: draft.quantity,
    deliveries: draft.deliveries,
    interval: draft.interval,
    firstDoseOn: draft.firstDoseOn,
    notBefore: draft.notBefore,
    today: ctx.clock.today(),
    now: ctx.clock.now(),
  }
}
