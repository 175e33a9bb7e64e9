import { z } from 'zod'
import { isCivilDate } from '../../../core/values/civil-date.ts'
import { LEGAL_CONTENT_FORM } from '../prescriptions/legal-content.ts'

const civilDate = z.string().refine(isCivilDate)
const text = z.string()
const known = text.nullable()

const item = z.strictObject({
  lineId: text,
  vtmId: known,
  vmpId: text,
  ampId: known,
  name: text.min(1),
  device: known,
  controlledDrugCategory: known,
  /** The structure is printed as the text that was signed with it. */
  dose: z.json(),
  doseText: text.min(1),
  quantity: z.number(),
  quantityUnit: text,
  quantityFigures: text,
  quantityWords: text,
})

/**
 * What was signed, read back. Strict: content with anything that is not printed here is not printed at all, so that a copy on
 * paper never says less than was signed.
 */
export const signedContent = z.strictObject({
  form: z.literal(LEGAL_CONTENT_FORM),
  prescriptionId: text,
  prescriber: z.strictObject({
    name: text.min(1),
    kind: text.min(1),
    register: text,
    registration: text.min(1),
    organisation: text,
    organisationCode: text,
    address: z.array(text).min(1),
  }),
  patient: z.strictObject({
    nhsNumber: known,
    hospitalNumber: known,
    name: text.min(1),
    birthDate: civilDate,
    ageIfUnder12: z.number().nullable(),
    address: z.array(text).min(1),
  }),
  items: z.array(item).min(1),
  deliveries: z.int().positive(),
  interval: z.strictObject({ every: z.int().positive(), unit: z.enum(['week', 'month']) }),
  firstDoseOn: civilDate,
  notBefore: civilDate.nullable(),
})

export type SignedContent = z.infer<typeof signedContent>
export type SignedItem = SignedContent['items'][number]
