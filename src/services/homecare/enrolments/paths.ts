const of = (enrolmentId: string, section = ''): string =>
  `/staff/homecare/registrations/${enrolmentId}${section === '' ? '' : `/${section}`}`
const noticed = (path: string, notice?: string): string => (notice === undefined ? path : `${path}?notice=${notice}`)

/** Every address of homecare registrations, as a function. */
export const registrationPaths = {
  list: (query: Readonly<Record<string, string>> = {}) => {
    const text = new URLSearchParams(query).toString()
    return `/staff/homecare/registrations${text === '' ? '' : `?${text}`}`
  },
  ofPatient: (patientId: string) => `/staff/patients/${patientId}/homecare/registrations`,
  begin: (patientId: string) => `/staff/patients/${patientId}/homecare/register`,
  registration: (enrolmentId: string, notice?: string) => noticed(of(enrolmentId), notice),
  agreement: (enrolmentId: string) => of(enrolmentId, 'agreement'),
  place: (enrolmentId: string) => of(enrolmentId, 'delivery-address'),
  readPlace: (enrolmentId: string) => of(enrolmentId, 'delivery-address/acknowledge'),
  contacts: (enrolmentId: string) => of(enrolmentId, 'contacts-and-needs'),
  supplies: (enrolmentId: string) => of(enrolmentId, 'supplies'),
  check: (enrolmentId: string, notice?: string) => noticed(of(enrolmentId, 'check-answers'), notice),
  owner: (enrolmentId: string) => of(enrolmentId, 'owner'),
  checklist: (enrolmentId: string) => of(enrolmentId, 'checklist'),
  submit: (enrolmentId: string) => of(enrolmentId, 'send-to-company'),
  answer: (enrolmentId: string) => of(enrolmentId, 'answer'),
  suspend: (enrolmentId: string) => of(enrolmentId, 'suspend'),
  transfer: (enrolmentId: string) => of(enrolmentId, 'move'),
  act: (enrolmentId: string, act: string) => of(enrolmentId, `steps/${act}`),
  print: (enrolmentId: string) => of(enrolmentId, 'print'),
}
