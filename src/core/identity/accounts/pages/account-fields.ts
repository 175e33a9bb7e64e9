import { secretField, textField } from '../../../http/form/fields.ts'
import { emailAddressProblem } from '../../../values/email-address.ts'

/** An e-mail address as it was typed, once it has the form of one. */
export const emailField = textField<string>({
  label: 'Email address',
  maxLength: 320,
  understand: (text) => {
    const problem = emailAddressProblem(text)
    return problem === undefined ? { value: text } : { problem }
  },
})

export const newPasswordField = secretField({
  label: 'New password',
  hint: 'At least 12 characters. Three random words are easy to remember and hard to guess',
  missing: 'Enter a new password',
})

export const codeField = textField({
  label: 'Code from your authenticator app',
  missing: 'Enter the code from your authenticator app',
  maxLength: 40,
})

export const WRONG_CODE = 'The code is not right. Wait for the next code in your app, then try again'
export const LINK_ENDED = 'This link was used or is too old. Ask for a new one'
