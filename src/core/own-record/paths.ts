/** Addresses of a person's own record. None names the person: the session does. */
export const ownPaths = {
  home: '/patient',
  details: '/patient/details',
  confirm: '/patient/details/confirm',
  addTelephone: '/patient/details/telephone/add',
  addEmail: '/patient/details/e-mail/add',
  telephone: (entryId: string) => `/patient/details/telephone/${entryId}`,
  email: (entryId: string) => `/patient/details/e-mail/${entryId}`,
  removeContact: (entryId: string) => `/patient/details/contact/${entryId}/remove`,
  address: (use: 'home' | 'delivery' | 'temp') => `/patient/details/address/${use === 'temp' ? 'temporary' : use}`,
  removeAddress: (use: 'delivery' | 'temp') => `/patient/details/address/${use === 'temp' ? 'temporary' : use}/remove`,
  preference: '/patient/details/contact-preference',
  accessHistory: '/patient/access-history',
  ownVisits: '/patient/access-history/own',
} as const
