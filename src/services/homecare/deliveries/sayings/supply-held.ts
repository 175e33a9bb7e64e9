import { z } from 'zod'
import { isCivilDate } from '../../../../core/values/civil-date.ts'
import { saying } from '../../exchange/commands/saying.ts'
import { takeHeld } from '../commands/take-held.ts'

const day = z.string().refine(isCivilDate)
const held = z.strictObject({
  isHeld: z.boolean(),
  /** Every pause of the treatment so far, so that both sides work out the same days for its deliveries. No reasons. */
  pauses: z
    .array(
      z.strictObject({
        pauseId: z.uuid(),
        from: day,
        until: day.optional(),
        restart: z.enum(['same-days', 'from-restart']),
      }),
    )
    .max(100),
})
export type SupplyHeld = z.infer<typeof held>

/** The clinic pauses a treatment, or goes on with it: the company holds its supply, or plans its deliveries anew. */
export const supplyHeld = saying<SupplyHeld>({
  name: 'homecare.supply-held',
  title: 'A treatment paused or restarted',
  why: 'Nothing is supplied while a treatment is paused, and what is left comes when it is needed.',
  body: held,
  take: takeHeld,
})
