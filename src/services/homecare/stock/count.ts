import { z } from 'zod'
import { isCivilDate, type CivilDate } from '../../../core/values/civil-date.ts'
import type { StockLot, StockSource } from '../supply-cover/stock.ts'

const date = z.string().refine(isCivilDate)

/** What was counted at home, as one side tells the other. */
export const countBody = z.strictObject({
  stockCountId: z.uuid(),
  /** The instant at which it was recorded, the same on both sides: what was delivered after it is added to it. */
  recordedAt: z.iso.datetime(),
  countedOn: date,
  /** The count answers for doses due on this day and after. */
  dosesFrom: date,
  units: z.number().min(0).max(100_000),
  usableUntil: date.optional(),
  source: z.enum(['staff-count', 'company-count', 'patient-count']),
})
export type CountBody = z.infer<typeof countBody>

/** What somebody counted, before it is kept. */
export interface NewCount {
  readonly countedOn: CivilDate
  readonly units: number
  readonly usableUntil?: CivilDate | undefined
}

const CONFIDENCE = { 'staff-count': 'counted', 'company-count': 'reported', 'patient-count': 'reported' } as const

/** A count as stock. What a company is told on the telephone is no better than what the patient says. */
export const lotsOfCount = ({ units, usableUntil, countedOn, source }: CountBody): StockLot[] => [
  {
    units,
    state: 'usable',
    batch: undefined,
    usableFrom: countedOn,
    usableUntil,
    source: source satisfies StockSource,
    confidence: CONFIDENCE[source],
  },
]
