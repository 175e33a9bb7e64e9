import { dateField } from '../../../http/form/date-field.ts'
import { secretField, textField } from '../../../http/form/fields.ts'
import { parseTypedCode } from '../../../values/opaque-token.ts'
import { birthDateRule } from '../../../values/typed-date.ts'

/** A code as typed. One that cannot have been made is a slip of the finger, and does not count as a try. */
export const activationCodeField = textField<string>({
  label: 'Your code',
  hint: 'It is on your letter or in your text message. It has 12 letters and numbers, like K7M2-9QXA-4TRC',
  missing: 'Enter your code',
  understand: (text) => {
    const code = parseTypedCode(text)
    return code === undefined
      ? { problem: 'Enter your code as it is written. It has 12 letters and numbers. Check each one' }
      : { value: code }
  },
})

export const birthDateField = dateField({
  label: 'Your date of birth',
  hint: 'For example, 15 3 1984',
  name: 'Your date of birth',
  rule: birthDateRule,
})

export const newPasswordField = secretField({
  label: 'New password',
  hint: 'At least 12 characters. Three random words are easy to remember and hard to guess',
  missing: 'Enter a new password',
})

export const signInNameField = textField({
  label: 'NHS number or sign-in name',
  hint: 'Your NHS number has 10 numbers. A sign-in name looks like garden-river-4821',
  missing: 'Enter your NHS number or sign-in name',
  maxLength: 100,
})
