export const companyPaths = {
  list: (notice?: string) => `/staff/homecare/companies${notice === undefined ? '' : `?notice=${notice}`}`,
  add: () => '/staff/homecare/companies/add',
  company: (companyId: string) => `/staff/homecare/companies/${companyId}`,
  end: (companyId: string) => `/staff/homecare/companies/${companyId}/end`,
} as const
