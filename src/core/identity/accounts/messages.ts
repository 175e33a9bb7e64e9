import { emailTemplate } from '../../notifications/index.ts'

interface LinkWords {
  readonly name: string
  readonly organisation: string
  readonly link: string
}

const FOOT = `If you did not expect this email, you can ignore it. Do not forward it: the link is for you alone.`

export const invitationEmail = emailTemplate<LinkWords>({
  name: 'identity.invitation',
  subject: 'Set up your Troth account',
  text: ({ name, organisation, link }) => `Dear ${name},

${organisation} has made an account for you on Troth.

Set up your account:
${link}

You will choose a password and connect an authenticator app on your phone. The link works once, for 7 days.

${FOOT}
`,
})

export const resetEmail = emailTemplate<LinkWords>({
  name: 'identity.account-reset',
  subject: 'Set up your Troth account again',
  text: ({ name, organisation, link }) => `Dear ${name},

An administrator of ${organisation} has reset your Troth account. Your old password and authenticator no longer work.

Set up your account again:
${link}

The link works once, for 7 days. If you did not ask for this, tell your administrator.

${FOOT}
`,
})

export const newPasswordEmail = emailTemplate<LinkWords>({
  name: 'identity.new-password',
  subject: 'Choose a new password for Troth',
  text: ({ name, organisation, link }) => `Dear ${name},

Someone asked for a new password for your Troth account at ${organisation}.

Choose a new password:
${link}

The link works once, for 1 hour. When you sign in you will need your authenticator app as well.

${FOOT}
`,
})

export const passwordChangedEmail = emailTemplate<{ readonly name: string; readonly organisation: string }>({
  name: 'identity.password-changed',
  subject: 'Your Troth password was changed',
  text: ({ name, organisation }) => `Dear ${name},

The password of your Troth account at ${organisation} was changed, and you were signed out everywhere.

If you did not do this, tell your administrator at once.
`,
})

export const authenticatorChangedEmail = emailTemplate<{ readonly name: string; readonly organisation: string }>({
  name: 'identity.authenticator-changed',
  subject: 'Your Troth authenticator app was changed',
  text: ({ name, organisation }) => `Dear ${name},

A new authenticator app was connected to your Troth account at ${organisation}. The one before no longer works, and you were signed out everywhere else.

If you did not do this, tell your administrator at once.
`,
})

export const emailChangedEmail = emailTemplate<{ readonly name: string; readonly organisation: string }>({
  name: 'identity.email-changed',
  subject: 'Your Troth email address was changed',
  text: ({ name, organisation }) => `Dear ${name},

An administrator of ${organisation} has changed the email address of your Troth account. This address no longer works.

If you did not ask for this, tell your administrator at once.
`,
})
