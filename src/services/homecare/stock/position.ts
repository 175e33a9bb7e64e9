import type { DeliveryState } from '../deliveries/delivery.ts'
import type { DispensedPack } from '../deliveries/dispensed.ts'
import type { StockLot, StockPosition, StockSource } from '../supply-cover/stock.ts'
import type { CivilDate } from '../../../core/values/civil-date.ts'

/** The newest count of a treatment. */
export interface Count {
  readonly unknownWhy: Extract<StockPosition, { status: 'unknown' }>['why'] | undefined
  readonly countedOn: CivilDate | undefined
  readonly dosesFrom: CivilDate | undefined
  readonly lots: readonly StockLot[]
  readonly source: StockSource
  readonly recordedAt: Date
}

/** A delivery that was handed over, whatever became of it. */
export interface HandedOver {
  readonly state: DeliveryState
  readonly stateSince: Date
  readonly deliveredOn: CivilDate
  /** The instant at the door; undefined when only the day is known. */
  readonly at: Date | undefined
  readonly units: number
  readonly packs: readonly DispensedPack[]
}

/**
 * What is at home: the newest count and what was handed over since. What a count may have seen before it was quarantined is
 * taken off it again: better too little on paper than a dose that is not safe (hazard H11).
 */
export function positionOf(count: Count | undefined, handedOver: readonly HandedOver[]): StockPosition {
  if (count === undefined) return { status: 'unknown', why: 'never-counted' }
  const { countedOn, dosesFrom } = count
  if (count.unknownWhy !== undefined) return { status: 'unknown', why: count.unknownWhy }
  if (countedOn === undefined || dosesFrom === undefined) return { status: 'unknown', why: 'not-believed' }
  if (handedOver.some(({ state, stateSince }) => state === 'disputed' && stateSince > count.recordedAt)) {
    return { status: 'unknown', why: 'disputed' }
  }
  const isSince = ({ deliveredOn, at }: HandedOver): boolean =>
    deliveredOn > countedOn || (deliveredOn === countedOn && at !== undefined && at >= count.recordedAt)
  let lots = [...count.lots]
  for (const before of handedOver) {
    const isLost = before.state === 'quarantined' || before.state === 'destroyed'
    if (!isSince(before) && isLost && before.stateSince > count.recordedAt) lots = withoutUnits(lots, before)
  }
  return { status: 'counted', countedOn, dosesFrom, lots: [...lots, ...handedOver.filter(isSince).flatMap(lotsOf)] }
}

/** A delivery as stock: nothing of one that was destroyed. Who was there at the door says so; nobody has counted since. */
function lotsOf({ state, deliveredOn, units, packs }: HandedOver): StockLot[] {
  if (state === 'destroyed') return []
  const common = {
    state: state === 'quarantined' ? 'quarantined' : 'usable',
    usableFrom: deliveredOn,
    source: 'delivery',
    confidence: 'reported',
  } as const
  return packs.length === 0
    ? [{ ...common, units, batch: undefined, usableUntil: undefined }]
    : packs.map((pack) => ({ ...common, units: pack.units, batch: pack.batch, usableUntil: pack.usableUntil }))
}

/** Takes the units of a delivery off what was counted as usable: batches that are known to be others stay. */
function withoutUnits(lots: readonly StockLot[], { units, packs }: HandedOver): StockLot[] {
  const batches = new Set(packs.map(({ batch }) => batch))
  let left = units
  return lots.map((lot) => {
    const maybeIt = lot.batch === undefined || batches.size === 0 || batches.has(lot.batch)
    if (lot.state !== 'usable' || lot.units === 'unknown' || !maybeIt) return lot
    const taken = Math.min(lot.units, left)
    left -= taken
    return { ...lot, units: lot.units - taken }
  })
}
