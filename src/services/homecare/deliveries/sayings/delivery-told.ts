import { z } from 'zod'
import { saying } from '../../exchange/commands/saying.ts'
import { deliveryAct } from '../act.ts'
import { takeTold } from '../commands/take-told.ts'
import { HOMECARE_ROLES, type HomecareRole } from '../../therapies/homecare-role.ts'

const told = z.strictObject({
  deliveryId: z.uuid(),
  act: deliveryAct,
  role: z.enum(Object.keys(HOMECARE_ROLES) as [HomecareRole]),
  /** The instant at which it happened. */
  at: z.iso.datetime(),
})
/** What somebody did to a delivery, as it is told. */
export type Told = z.infer<typeof told>

/** Everything that one side does to a delivery, for the other to keep the same record of it. */
export const deliveryTold = saying<Told>({
  name: 'homecare.delivery-told',
  title: 'What happened to a delivery',
  why: 'The clinic and the homecare company keep the same record of each delivery, so that nobody is left without medicine.',
  body: told,
  take: takeTold,
})
