export const contactPaths = {
  list: (patientId: string, notice?: string) =>
    `/staff/patients/${patientId}/contacts${notice === undefined ? '' : `?notice=${notice}`}`,
  record: (patientId: string) => `/staff/patients/${patientId}/contacts/record`,
  mistake: (patientId: string, contactId: string) => `/staff/patients/${patientId}/contacts/${contactId}/mistake`,
} as const
