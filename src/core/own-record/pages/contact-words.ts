import { textField } from '../../http/form/fields.ts'
import type { ContactPoint } from '../../patients/patient.ts'
import { emailAddressProblem, parseEmailAddress } from '../../values/email-address.ts'
import { formatTelephoneNumber, parseTelephoneNumber, telephoneProblem } from '../../values/telephone-number.ts'

/** A number or e-mail address as people read it. */
export const pointText = ({ system, value }: Pick<ContactPoint, 'system' | 'value'>): string =>
  system === 'email' ? value : formatTelephoneNumber(value)

const KINDS = {
  mobile: 'Mobile',
  home: 'Home telephone',
  work: 'Work telephone',
  temp: 'Temporary telephone',
  old: 'Old',
}

/** What kind of way it is: "Mobile", "Email". */
export const pointKind = ({ system, use }: Pick<ContactPoint, 'system' | 'use'>): string =>
  system === 'email' ? 'Email' : system === 'textphone' ? 'Textphone' : KINDS[use]

/** A telephone number as typed, in E.164. */
export const telephoneField = textField<string>({
  label: 'Telephone number',
  hint: 'For numbers outside the UK, start with + and the country code',
  maxLength: 40,
  understand: (text) => {
    const problem = telephoneProblem(text, 'Telephone number')
    return problem === undefined ? { value: parseTelephoneNumber(text) ?? '' } : { problem }
  },
})

/** An e-mail address as typed. */
export const emailField = textField<string>({
  label: 'Email address',
  hint: 'Use one that only you read',
  maxLength: 320,
  understand: (text) => {
    const problem = emailAddressProblem(text)
    return problem === undefined ? { value: parseEmailAddress(text) ?? '' } : { problem }
  },
})
