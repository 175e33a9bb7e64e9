import { z } from 'zod'
import { saying } from '../../exchange/commands/saying.ts'
import { heldKind, isWaiting, takeOrHold } from '../../matching/commands/hold.ts'
import { HOMECARE_ROLES, type HomecareRole } from '../../therapies/homecare-role.ts'
import { takeChange } from '../commands/take-change.ts'
import { allergiesShape } from '../allergies-body.ts'
import { DELIVERY_PLACES } from '../enrolment-details.ts'
import { ENROLMENT_EVENTS, type EnrolmentEvent } from '../enrolment.ts'
import { day, deliveryAddressShape } from '../registration-body.ts'

const keys = <Key extends string>(words: Readonly<Record<Key, unknown>>) =>
  z.enum(Object.keys(words) as [Key, ...Key[]])

const changeShape = z.object({
  /** What became of the registration at the hospital. */
  step: z
    .object({
      event: keys<EnrolmentEvent>(ENROLMENT_EVENTS),
      role: keys<HomecareRole>(HOMECARE_ROLES),
      reason: z.string().max(1000).optional(),
      reviewOn: day.optional(),
    })
    .optional(),
  /** What the hospital now knows of the patient's allergies. */
  allergies: allergiesShape.optional(),
  /** Where deliveries go from now on. */
  delivery: z.object({ place: keys(DELIVERY_PLACES), address: deliveryAddressShape.optional() }).optional(),
})
export type RegistrationChange = z.infer<typeof changeShape>

const NAME = 'homecare.registration-changed'

/** A change waits with the registration that it is about, until it is known whose it is. */
const changes = heldKind<RegistrationChange>({
  name: NAME,
  title: 'Change of a homecare registration',
  patientOf: () => undefined,
  owner: 'homecare-coordinator',
  take: (tx, ctx, body, heard) => takeChange(tx, ctx, body, heard),
})

/** Something about a registration that the company has is different now. About the registration. */
export const registrationChanged = saying<RegistrationChange>({
  name: NAME,
  title: 'Change of a homecare registration',
  why: 'A homecare company must stop, hold or go on delivering, deliver to the right place, and know of an allergy, as soon as the hospital does.',
  body: changeShape,
  take: async (tx, ctx, body, heard) =>
    (await isWaiting(tx, ctx, heard))
      ? await takeOrHold(tx, ctx, changes, body, heard)
      : await takeChange(tx, ctx, body, heard),
})
