import { z } from 'zod'
import { saying } from '../../exchange/commands/saying.ts'
import { takePlaceWord } from '../commands/take-place-word.ts'

const acknowledgedShape = z.object({
  /** The number of the change that it has read. */
  change: z.int().min(1),
})
export type PlaceAcknowledged = z.infer<typeof acknowledgedShape>

/** A homecare company has read where deliveries go from now on. About the registration. */
export const placeAcknowledged = saying<PlaceAcknowledged>({
  name: 'homecare.place-acknowledged',
  title: 'Changed place of delivery acknowledged',
  why: 'The hospital must know that medicines no longer go to the old address, or call the company.',
  body: acknowledgedShape,
  take: takePlaceWord,
})
