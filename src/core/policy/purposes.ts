/** Why data are used: a closed list. Marketing and profiling are not on it, so nothing can be done for them (HC-09, HC-10). */
export const PURPOSES = {
  'direct-care': 'Direct care',
  administration: 'Running the service',
  'information-rights': 'Information rights and audit',
  'own-record': 'A person using their own record',
  security: 'Keeping the service safe',
  'public-information': 'Information for the public',
} as const
export type Purpose = keyof typeof PURPOSES
