import { sql } from 'kysely'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { DeliveryState } from '../../deliveries/delivery.ts'
import type { DispensedPack } from '../../deliveries/dispensed.ts'
import type { DeliveryTables } from '../../deliveries/tables.ts'
import type { StockLot, StockPosition } from '../../supply-cover/stock.ts'
import { positionOf, type Count, type HandedOver } from '../position.ts'
import type { StockTables } from '../tables.ts'

/** What is at home of each of some treatments, in two round trips whatever their number. Each that is asked for is answered. */
export async function stockPosition(
  tx: Reader<StockTables & DeliveryTables>,
  tenantId: string,
  therapyIds: readonly string[],
): Promise<ReadonlyMap<string, StockPosition>> {
  if (therapyIds.length === 0) return new Map()
  const counts = await newestCounts(tx, tenantId, therapyIds)
  const handedOver = await handedOverSince(tx, tenantId, counts)
  return new Map(therapyIds.map((id) => [id, positionOf(counts.get(id), handedOver.get(id) ?? [])]))
}

async function newestCounts(tx: Reader<StockTables>, tenantId: string, therapyIds: readonly string[]) {
  const rows = await tx
    .selectFrom('homecare.stock_count')
    .distinctOn('therapy_id')
    .select(['therapy_id', 'unknown_why', 'counted_on', 'doses_from', 'lots', 'source', 'recorded_at'])
    .where('tenant_id', '=', tenantId)
    .where('therapy_id', '=', sql<string>`any(${therapyIds}::uuid[])`)
    .where('withdrawn_at', 'is', null)
    .orderBy('therapy_id')
    .orderBy('recorded_at', 'desc')
    .orderBy('stock_count_id', 'desc')
    .execute()
  return new Map(
    rows.map((row): [string, Count] => [
      row.therapy_id,
      {
        unknownWhy: row.unknown_why ?? undefined,
        countedOn: row.counted_on ?? undefined,
        dosesFrom: row.doses_from ?? undefined,
        // JSON has no undefined: what nobody has read is left out when it is written.
        lots: (row.lots as readonly StockLot[]).map((lot) => ({
          ...lot,
          batch: lot.batch ?? undefined,
          usableUntil: lot.usableUntil ?? undefined,
        })),
        source: row.source,
        recordedAt: row.recorded_at,
      },
    ]),
  )
}

/** Deliveries on or after the day of the count, and earlier ones that stopped being safe to use after it. */
async function handedOverSince(tx: Reader<DeliveryTables>, tenantId: string, counts: ReadonlyMap<string, Count>) {
  const counted = [...counts].filter(([, { countedOn }]) => countedOn !== undefined)
  const { rows } = await sql<{
    therapy_id: string
    state: DeliveryState
    state_since: Date
    delivered_on: string
    at: string | null
    units: number
    packs: DispensedPack[] | null
  }>`
    select d.therapy_id, d.state, d.state_since, d.delivered_on, d.proof->>'at' as at, d.units, d.dispensed->'packs' as packs
      from unnest(${counted.map(([id]) => id)}::uuid[], ${counted.map(([, one]) => one.countedOn)}::date[],
                  ${counted.map(([, one]) => one.recordedAt)}::timestamptz[]) as c (therapy_id, counted_on, recorded_at)
      join homecare.delivery d on d.tenant_id = ${tenantId} and d.therapy_id = c.therapy_id
     where d.delivered_on is not null
       and d.state in ('delivered', 'quarantined', 'released', 'disputed', 'reconciled', 'destroyed')
       and (d.delivered_on >= c.counted_on
            or d.state in ('quarantined', 'disputed', 'destroyed') and d.state_since > c.recorded_at)
     order by d.delivered_on, d.delivery_id`.execute(tx)
  const groups = Map.groupBy(rows, (row) => row.therapy_id)
  return new Map(
    [...groups].map(([id, group]) => [
      id,
      group.map((row): HandedOver => ({
        state: row.state,
        stateSince: row.state_since,
        deliveredOn: row.delivered_on,
        at: row.at === null ? undefined : new Date(row.at),
        units: row.units,
        packs: row.packs ?? [],
      })),
    ]),
  )
}
