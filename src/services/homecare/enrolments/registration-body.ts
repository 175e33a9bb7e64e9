import { z } from 'zod'
import { ACCESSIBLE_NEEDS, type AccessibleNeed } from '../../../core/values/accessible-needs.ts'
import { ADMINISTRATIVE_GENDERS, type AdministrativeGender } from '../../../core/values/gender.ts'
import {
  isNhsNumberAbsence,
  isNhsNumberStatus,
  type NhsNumberAbsence,
  type NhsNumberStatus,
} from '../../../core/values/nhs-number-status.ts'
import { NAME_USES, type NameUse } from '../../../core/values/person-name.ts'
import { CONTACT_SYSTEMS, CONTACT_USES, type ContactSystem, type ContactUse } from '../../../core/patients/patient.ts'
import { allergiesShape } from './allergies-body.ts'
import {
  AGREED_HOW,
  COLD_STORES,
  DELIVERY_KINDS,
  DELIVERY_PLACES,
  SHARPS_BINS,
  SUPPORT_CHOICES,
} from './enrolment-details.ts'
import { HOLD_EVENTS } from './hold.ts'

// What a registration says when it travels. Both sides check it: they may run different versions.

const keys = <Key extends string>(words: Readonly<Record<Key, unknown>>) =>
  z.enum(Object.keys(words) as [Key, ...Key[]])
const text = z.string().max(500)
export const day = z.iso.date()

const addressShape = z.object({
  lines: z.array(text).max(5).readonly(),
  city: text.optional(),
  county: text.optional(),
  postcode: text.optional(),
})

/** What is known of the place is left out by a program that does not know of it, and passed over by it. */
export const deliveryAddressShape = addressShape.extend({
  kind: keys(DELIVERY_KINDS).optional(),
  telephone: text.optional(),
})

const nameShape = z.object({
  use: keys<NameUse>(NAME_USES),
  prefix: z.array(text),
  given: z.array(text),
  family: text,
  suffix: z.array(text),
})

const numberShape = z.union([
  z.object({
    number: z.string().regex(/^\d{10}$/),
    status: z.custom<NhsNumberStatus>((value) => typeof value === 'string' && isNhsNumberStatus(value)),
  }),
  z.object({
    absence: z.custom<NhsNumberAbsence>((value) => typeof value === 'string' && isNhsNumberAbsence(value)),
  }),
])

/** Whom something is about, as far as it takes to find or make their record. */
export const identityShape = z.object({
  names: z.array(nameShape).min(1),
  nhsNumber: numberShape,
  birthDate: day.optional(),
  gender: keys<AdministrativeGender>(ADMINISTRATIVE_GENDERS),
})
export type Identity = z.infer<typeof identityShape>

/** A registration that was brought in from another system: the company has the patient, and no pharmacy checked it in Troth. */
const broughtInShape = z.object({
  isActive: z.boolean(),
  accountReference: text.optional(),
  registeredOn: day.optional(),
  brand: text.optional(),
  dose: text.optional(),
  prescribedOn: day.optional(),
  validUntil: day.optional(),
  deliveriesLeft: z.int().min(0).optional(),
  nextDeliveryOn: day.optional(),
  /** What the hospital has done already: the company's registration takes it on when it is accepted. */
  hold: z.object({ event: z.enum(HOLD_EVENTS), reviewOn: day.optional() }).optional(),
})

const anyShape = z.object({
  patient: identityShape.extend({
    isSensitive: z.boolean(),
    homeAddress: addressShape.optional(),
    contactPoints: z.array(
      z.object({
        system: keys<ContactSystem>(CONTACT_SYSTEMS),
        use: keys<ContactUse>(CONTACT_USES),
        value: text,
      }),
    ),
    language: text.optional(),
    needsInterpreter: z.boolean(),
    accessibleNeeds: z.array(keys<AccessibleNeed>(ACCESSIBLE_NEEDS)),
  }),
  allergies: allergiesShape.optional(),
  contacts: z.array(z.object({ name: text, relationship: text, telephone: text.optional() })),
  scheme: text,
  vtmId: z.string().regex(/^\d{6,18}$/),
  medicine: text,
  place: keys(DELIVERY_PLACES).optional(),
  deliveryAddress: deliveryAddressShape.optional(),
  agreement: z.object({ on: day, how: keys(AGREED_HOW) }).optional(),
  supportProgramme: keys(SUPPORT_CHOICES).optional(),
  openingStock: z.int().min(0).optional(),
  sharpsBin: keys(SHARPS_BINS).optional(),
  coldStore: keys(COLD_STORES).optional(),
  note: z.string().max(2000).optional(),
  from: z.object({
    hospital: text,
    odsCode: text.optional(),
    telephone: text.optional(),
    person: text,
  }),
  answerBy: z.iso.datetime(),
  broughtIn: broughtInShape.optional(),
})
export type RegistrationBody = z.infer<typeof anyShape>

/** Whether everything is said that a registration must say. One that was brought in may not know it all. */
export const isComplete = ({ allergies, agreement, supportProgramme, place, broughtIn }: RegistrationBody): boolean =>
  broughtIn !== undefined || [allergies, agreement, supportProgramme, place].every((answer) => answer !== undefined)

export const registrationShape: z.ZodType<RegistrationBody> = anyShape.refine(
  isComplete,
  'A registration says what is known of allergies, agreement, the support programme and the place of delivery',
)
