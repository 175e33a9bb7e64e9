/** Addresses of signing in and of one's own account. */
export const paths = {
  home: '/staff',
  signIn: '/staff/sign-in',
  code: '/staff/sign-in/code',
  organisation: '/staff/sign-in/organisation',
  authenticator: '/staff/sign-in/authenticator',
  recovery: '/staff/sign-in/recovery',
  signInAs: '/staff/sign-in/as',
  setUp: (token: string) => `/staff/set-up/${token}`,
  newPassword: (token: string) => `/staff/new-password/${token}`,
  confirm: '/staff/confirm',
  account: '/staff/account',
  changePassword: '/staff/account/password',
  ownAuthenticator: '/staff/account/authenticator',
  recoveryCodes: '/staff/account/recovery-codes',
  sessions: '/staff/account/sessions',
} as const

/** Where the browser goes for each step of sign-in. */
export const STAGE_PATHS = {
  organisation: paths.organisation,
  code: paths.code,
  authenticator: paths.authenticator,
} as const

/** How long a proof that it is them counts before changing what proves it, in minutes. */
export const CONFIRM_MINUTES = 10
