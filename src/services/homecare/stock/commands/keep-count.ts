import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import { say } from '../../exchange/commands/say.ts'
import { tellOfSupply } from '../../steps/commands/on-supply.ts'
import { type CountBody, lotsOfCount, type NewCount } from '../count.ts'
import { stockCounted } from '../sayings.ts'
import type { StockTables } from '../tables.ts'

/** Whose stock it is, and who else keeps a record of it. */
export interface StockOf {
  readonly therapyId: string
  readonly patientId: string
  readonly prescriptionId: string
  /** The organisation on the other side, which is told. */
  readonly otherSide: string | undefined
}

/** Keeps what was counted at home and tells the other side. Call `lockHomecare` first. */
export async function keepCount(
  tx: AnyTx,
  ctx: Context,
  of: StockOf,
  count: NewCount,
  source: CountBody['source'],
): Promise<void> {
  const body: CountBody = {
    stockCountId: newUuid(ctx.clock.now()),
    recordedAt: ctx.clock.now().toISOString(),
    countedOn: count.countedOn,
    dosesFrom: count.countedOn,
    units: count.units,
    source,
    ...(count.usableUntil === undefined ? {} : { usableUntil: count.usableUntil }),
  }
  await insertCount(tx, ctx, of, body)
  if (of.otherSide !== undefined) {
    await say(tx, ctx, stockCounted, { to: of.otherSide, about: of.prescriptionId, patientId: of.patientId, body })
  }
}

/** Writes a count down, ours or what the other side said. */
export async function insertCount(
  tx: AnyTx,
  ctx: Context,
  { therapyId, patientId }: Pick<StockOf, 'therapyId' | 'patientId'>,
  body: CountBody,
): Promise<void> {
  await asTx<StockTables>(tx)
    .insertInto('homecare.stock_count')
    .values({
      tenant_id: ctx.tenantId,
      stock_count_id: body.stockCountId,
      therapy_id: therapyId,
      patient_id: patientId,
      unknown_why: null,
      counted_on: body.countedOn,
      doses_from: body.dosesFrom,
      lots: JSON.stringify(lotsOfCount(body)),
      source: body.source,
      actor_id: ctx.actor.id,
      recorded_at: new Date(body.recordedAt),
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .execute()
  await tellOfSupply(tx, ctx, therapyId)
}
