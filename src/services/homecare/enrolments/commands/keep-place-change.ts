import { sql } from 'kysely'
import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { HomecareWork } from '../../tables.ts'
import type { PlaceChange } from '../place-change.ts'

/** Writes what became of the last change of place; undefined when there is none any more. Only this part: the caller may have changed another. */
export async function keepPlaceChange(
  tx: AnyTx,
  ctx: Pick<Context, 'tenantId'>,
  enrolmentId: string,
  change: PlaceChange | undefined,
): Promise<void> {
  await asTx<HomecareWork>(tx)
    .updateTable('homecare.enrolment')
    .set((row) => ({
      details:
        change === undefined
          ? sql<string>`details - 'placeChange'`
          : sql<string>`jsonb_set(details, '{placeChange}', ${JSON.stringify(change)}::jsonb)`,
      version: row('version', '+', 1),
    }))
    .where('tenant_id', '=', ctx.tenantId)
    .where('enrolment_id', '=', enrolmentId)
    .execute()
}
