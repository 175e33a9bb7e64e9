import { emailTemplate } from '../../notifications/index.ts'

export const signingKeyMadeEmail = emailTemplate<{ readonly name: string; readonly organisation: string }>({
  name: 'identity.signing-key-made',
  subject: 'A Troth signing key was made for you',
  text: ({ name, organisation }) => `Dear ${name},

A new signing key was made for your Troth account at ${organisation}. Any key you had before no longer works.

If you did not do this, tell your administrator at once.
`,
})
