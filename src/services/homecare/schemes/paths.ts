const noticed = (path: string, notice: string | undefined): string =>
  notice === undefined ? path : `${path}?notice=${notice}`

export const schemePaths = {
  list: (notice?: string) => noticed('/staff/homecare/schemes', notice),
  choose: (search?: string) =>
    search === undefined
      ? '/staff/homecare/schemes/add'
      : `/staff/homecare/schemes/add?${new URLSearchParams({ q: search })}`,
  add: (vtmId: string) => `/staff/homecare/schemes/add/${vtmId}`,
  scheme: (schemeId: string, notice?: string) => noticed(`/staff/homecare/schemes/${schemeId}`, notice),
  propose: (schemeId: string) => `/staff/homecare/schemes/${schemeId}/propose`,
  decide: (schemeId: string) => `/staff/homecare/schemes/${schemeId}/decide`,
  signOff: (schemeId: string) => `/staff/homecare/schemes/${schemeId}/sign-off`,
  close: (schemeId: string) => `/staff/homecare/schemes/${schemeId}/close`,
} as const
