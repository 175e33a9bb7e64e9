const of = (patientId: string, section = ''): string =>
  `/staff/patients/${patientId}${section === '' ? '' : `/${section}`}`
const noticed = (path: string, notice?: string): string => (notice === undefined ? path : `${path}?notice=${notice}`)

/** Every address of the patients noun, as a function. */
export const patientPaths = {
  search: () => '/staff/patients',
  records: () => '/staff/records',
  /** `who` is the account of a member of staff. */
  allOpenings: (who?: string) => `/staff/records/who-opened${who === undefined ? '' : `?who=${who}`}`,
  register: () => '/staff/patients/register',
  record: (patientId: string, notice?: string) => noticed(of(patientId), notice),
  nhsNumber: (patientId: string) => of(patientId, 'nhs-number'),
  /** `new` adds one. */
  name: (patientId: string, entryId: string) => of(patientId, `known-as/${entryId}`),
  demographics: (patientId: string) => of(patientId, 'personal-details'),
  communication: (patientId: string) => of(patientId, 'communication'),
  address: (patientId: string, entryId: string) => of(patientId, `addresses/${entryId}`),
  contactPoint: (patientId: string, entryId: string) => of(patientId, `contact-details/${entryId}`),
  confirmContact: (patientId: string) => of(patientId, 'confirm-contact-details'),
  death: (patientId: string) => of(patientId, 'death'),
  sensitive: (patientId: string) => of(patientId, 'sensitive-record'),
  homeAccess: (patientId: string, notice?: string) => noticed(of(patientId, 'home-access'), notice),
  relatedPerson: (patientId: string, relatedPersonId: string) => of(patientId, `related-people/${relatedPersonId}`),
  allergies: (patientId: string, notice?: string) => noticed(of(patientId, 'allergies'), notice),
  allergy: (patientId: string, allergyId: string) => of(patientId, `allergies/${allergyId}`),
  measurements: (patientId: string, notice?: string) => noticed(of(patientId, 'measurements'), notice),
  strikeOut: (patientId: string, measurementId: string) => of(patientId, `measurements/${measurementId}`),
  chooseMerge: (patientId: string) => of(patientId, 'merge'),
  merge: (patientId: string, otherId: string) => of(patientId, `merge/${otherId}`),
  unmerge: (patientId: string, mergeId: string) => of(patientId, `unmerge/${mergeId}`),
  whoOpened: (patientId: string) => of(patientId, 'who-opened'),
}
