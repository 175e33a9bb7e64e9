// The part of UK Core Patient that a record can hold. Strict: an element that is not here is refused by name.
import { z } from 'zod'
import { isCivilDate } from '../../values/civil-date.ts'
import { isStorableText } from '../../values/storable-text.ts'

const LONGEST = 500
const MOST_ENTRIES = 50

const text = z
  .string()
  .min(1, 'This must not be empty.')
  .max(LONGEST, `This must be ${LONGEST} characters or fewer.`)
  .refine(isStorableText, 'This must not include hidden characters.')
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(MOST_ENTRIES, `Send ${MOST_ENTRIES} or fewer.`)

/** A whole day: FHIR also allows a year or a month, which a record cannot hold. */
const day = z.string().refine(isCivilDate, 'This must be a whole date such as 1985-04-12.')
/** A date, or an instant of which the day as it is written counts. */
const dayOfDateTime = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}.*)?$/,
    'This must be a whole date such as 2026-11-22, with or without a time.',
  )
  .transform((value) => value.slice(0, 10))
  .refine(isCivilDate, 'This must be a date that exists.')

export const coding = z.strictObject({
  system: text.optional(),
  version: text.optional(),
  code: text.optional(),
  display: z.string().max(LONGEST).optional(),
  userSelected: z.boolean().optional(),
})
export const concept = z.strictObject({ coding: list(coding).optional(), text: z.string().max(LONGEST).optional() })
const period = z.strictObject({ start: dayOfDateTime.optional(), end: dayOfDateTime.optional() })

/** Any extension: which addresses are known, and what they may hold, is decided where they are read. */
export interface SentExtension {
  readonly url: string
  readonly extension?: readonly SentExtension[] | undefined
  readonly [value: string]: unknown
}
const extension: z.ZodType<SentExtension> = z.lazy(() =>
  z.looseObject({ url: text, extension: list(extension).optional() }),
)
const extensions = list(extension).optional()

const identifier = z.strictObject({
  extension: extensions,
  use: z.enum(['usual', 'official'], 'Only identifiers in use are kept: usual or official.').optional(),
  system: text,
  value: text.optional(),
})

export const humanName = z.strictObject({
  use: z.enum(['usual', 'official', 'temp', 'nickname', 'anonymous', 'old', 'maiden']).optional(),
  family: text.optional(),
  given: list(text).optional(),
  prefix: list(text).optional(),
  suffix: list(text).optional(),
  period: period.optional(),
})
export type SentName = z.infer<typeof humanName>

export const telecom = z.strictObject({
  extension: extensions,
  system: z.enum(['phone', 'email', 'other', 'sms'], 'Only telephone, textphone and e-mail are kept.'),
  value: text,
  use: z.enum(['home', 'work', 'temp', 'old', 'mobile']).optional(),
  rank: z.number().int().positive().optional(),
  period: period.optional(),
})
export type SentTelecom = z.infer<typeof telecom>

export const address = z.strictObject({
  extension: extensions,
  use: z.enum(['home', 'temp', 'old', 'billing'], 'Only home, temp, old and billing addresses are kept.').optional(),
  line: list(text).optional(),
  city: text.optional(),
  district: text.optional(),
  state: text.optional(),
  postalCode: text.optional(),
  country: text.optional(),
  period: period.optional(),
})
export type SentAddress = z.infer<typeof address>

export const communication = z.strictObject({ language: concept, preferred: z.boolean().optional() })

const link = z.strictObject({
  other: z.strictObject({ reference: text }),
  type: z.enum(['replaced-by', 'replaces', 'refer', 'seealso']),
})

export const patientSchema = z.strictObject({
  resourceType: z.literal('Patient'),
  id: z.string().max(64).optional(),
  meta: z.strictObject({ security: list(coding).optional() }).optional(),
  extension: extensions,
  identifier: list(identifier).optional(),
  active: z.boolean().optional(),
  name: list(humanName).optional(),
  telecom: list(telecom).optional(),
  gender: z.enum(['male', 'female', 'other', 'unknown']).optional(),
  birthDate: day.optional(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: dayOfDateTime.optional(),
  address: list(address).optional(),
  communication: list(communication).optional(),
  generalPractitioner: list(
    z.strictObject({
      type: z.literal('Organization').optional(),
      identifier: z.strictObject({ system: text, value: text, period: period.optional() }),
    }),
  )
    .max(1, 'One GP practice can be kept.')
    .optional(),
  link: list(link).optional(),
})
export type SentPatient = z.infer<typeof patientSchema>

export const relatedPersonSchema = z.strictObject({
  resourceType: z.literal('RelatedPerson'),
  id: z.string().max(64).optional(),
  meta: z.strictObject({}).optional(),
  extension: extensions,
  active: z.boolean().optional(),
  patient: z.strictObject({
    reference: z.string().regex(/^Patient\/[A-Za-z0-9.-]{1,64}$/, 'Use Patient/ and the id of the record.'),
  }),
  relationship: list(concept).min(1, 'Say who they are to the patient.'),
  name: list(humanName).length(1, 'Send one name.'),
  telecom: list(telecom).optional(),
  address: list(address).max(1, 'One address can be kept.').optional(),
  period: period.optional(),
  communication: list(communication).optional(),
})
