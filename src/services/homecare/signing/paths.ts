export const signingPaths = {
  list: (notice?: string) => `/staff/homecare/signing${notice === undefined ? '' : `?notice=${notice}`}`,
} as const
