import { dateField } from '../../http/form/date-field.ts'
import { optional, textField } from '../../http/form/fields.ts'
import type { RawForm } from '../../http/form/raw-form.ts'
import { addressProblems, TEMPORARY_ADDRESS, type Address, type AddressField } from '../../values/address.ts'
import { parsePostcode } from '../../values/postcode.ts'

/** The questions of an address in the United Kingdom. */
export const addressFields = {
  line1: textField({ label: 'Address line 1', missing: 'Enter address line 1', maxLength: 100 }),
  line2: optional(textField({ label: 'Address line 2 (optional)', maxLength: 100 })),
  city: textField({ label: 'Town or city', missing: 'Enter a town or city', maxLength: 100 }),
  county: optional(textField({ label: 'County (optional)', maxLength: 100 })),
  postcode: textField<string>({
    label: 'Postcode',
    missing: 'Enter a postcode',
    maxLength: 20,
    understand: (text) => {
      const postcode = parsePostcode(text)
      return postcode === undefined ? { problem: 'Enter a full UK postcode, like SW1A 1AA' } : { value: postcode }
    },
  }),
}

/** A stay somewhere else has a first and a last day. */
export const stayFields = {
  start: dateField({ label: 'First day there', name: 'First day there' }),
  end: dateField({
    label: 'Last day there',
    hint: `At most ${TEMPORARY_ADDRESS.mostDays} days. You can change it later`,
    name: 'Last day there',
    rule: (today) => ({ today, when: 'today-or-future' }),
  }),
}

export interface TypedAddress {
  readonly line1: string
  readonly line2: string | undefined
  readonly city: string
  readonly county: string | undefined
  readonly postcode: string
}

/** The typed lines as an address of a use. */
export const addressOf = <Use extends Address['use']>(
  use: Use,
  { line1, line2, city, county, postcode }: TypedAddress,
): Address & { readonly use: Use } => ({
  use,
  lines: [line1, ...(line2 === undefined ? [] : [line2])],
  city,
  ...(county === undefined ? {} : { county }),
  postcode,
})

const FIELDS: Record<AddressField, string> = {
  lines: 'line1',
  city: 'city',
  district: 'city',
  county: 'county',
  postcode: 'postcode',
  country: 'postcode',
  start: 'start',
  end: 'end',
}

/** What is wrong with an address, by the question to mend. */
export const problemsOf = (address: Address): Record<string, string> =>
  Object.fromEntries(addressProblems(address).map(({ field, text }) => [FIELDS[field], text]))

/** What the questions hold when there is an address. Lines beyond the second join it, so that none is lost. */
export const typedAddress = (address: Address | undefined): RawForm =>
  address
    ? {
        line1: address.lines[0] ?? '',
        line2: [...address.lines.slice(1), ...(address.district ? [address.district] : [])].join(', '),
        city: address.city ?? '',
        county: address.county ?? '',
        postcode: address.postcode ?? '',
      }
    : {}
