import { TextField } from '../../../design-system/fields.tsx'
import type { ValuesOf } from '../../http/form/field.ts'
import type { FormView } from '../../http/form/form-view.ts'
import type { RawForm } from '../../http/form/raw-form.ts'
import { addressProblems, type Address, type AddressUse } from '../../values/address.ts'
import type { CivilDate } from '../../values/civil-date.ts'
import { parsePostcode } from '../../values/postcode.ts'
import { lineField } from './field-kinds.ts'

/** The boxes of an address, the same on every form that asks for one. */
export const addressFields = {
  line1: lineField('Address line 1'),
  line2: lineField('Address line 2 (optional)'),
  line3: lineField('Address line 3 (optional)'),
  town: lineField('Town or city'),
  county: lineField('County (optional)'),
  postcode: lineField('Postcode', 'For no fixed abode, use ZZ99 3VZ'),
}
export type AddressFields = typeof addressFields
type Values = ValuesOf<AddressFields>

/** What was typed as an address; undefined when nothing was. */
export function addressOf(
  values: Values,
  use: AddressUse,
  period: { readonly start?: CivilDate | undefined; readonly end?: CivilDate | undefined } = {},
): Address | undefined {
  const { line1, line2, line3, town, county, postcode } = values
  const lines = [line1, line2, line3].flatMap((line) => line ?? [])
  if (lines.length === 0 && [town, county, postcode].every((part) => part === undefined)) return undefined
  return {
    use,
    lines,
    ...(town === undefined ? {} : { city: town }),
    ...(county === undefined ? {} : { county }),
    ...(postcode === undefined ? {} : { postcode: parsePostcode(postcode) ?? postcode }),
    ...(period.start === undefined ? {} : { start: period.start }),
    ...(period.end === undefined ? {} : { end: period.end }),
  }
}

/** Problems of an address under the names of its boxes. */
export function addressErrors(address: Address | undefined): {
  [Name in keyof AddressFields | 'start' | 'end']?: string
} {
  if (!address) return {}
  const boxes = { lines: 'line1', city: 'town', district: 'line3', county: 'county', postcode: 'postcode' } as const
  return Object.fromEntries(
    addressProblems(address).map(({ field, text }) => [
      field === 'country' ? 'postcode' : field === 'start' || field === 'end' ? field : boxes[field],
      text,
    ]),
  )
}

/** What the boxes hold when an address is opened to be changed. */
export const addressInputs = (address: Address | undefined): RawForm =>
  address
    ? {
        line1: address.lines[0] ?? '',
        line2: address.lines[1] ?? '',
        line3: [...address.lines.slice(2), ...(address.district === undefined ? [] : [address.district])].join(', '),
        town: address.city ?? '',
        county: address.county ?? '',
        postcode: address.postcode ?? '',
      }
    : {}

export const AddressBoxes = ({ form }: { form: Pick<FormView<AddressFields>, 'field'> }) => (
  <>
    <TextField {...form.field('line1')} autocomplete="off" />
    <TextField {...form.field('line2')} autocomplete="off" />
    <TextField {...form.field('line3')} autocomplete="off" />
    <TextField {...form.field('town')} width={20} autocomplete="off" />
    <TextField {...form.field('county')} width={20} autocomplete="off" />
    <TextField {...form.field('postcode')} width={10} autocomplete="off" />
  </>
)
