/** Addresses of patients' sign-in. */
export const accessPaths = {
  home: '/patient',
  signIn: '/patient/sign-in',
  help: '/patient/sign-in/help',
  organisation: '/patient/sign-in/organisation',
  activate: '/patient/activate',
  chooseName: '/patient/activate/how',
  choosePassword: '/patient/activate/password',
  welcome: '/patient/welcome',
  mobile: '/patient/mobile',
  password: '/patient/password',
  newCode: (organisation: string) => `/${organisation}/new-code`,
  staff: (patientId: string) => `/staff/patients/${patientId}/access`,
  withdraw: (patientId: string) => `/staff/patients/${patientId}/access/withdraw`,
} as const
