export const notificationPaths = {
  list: (notice?: string) => (notice === undefined ? '/staff/notifications' : `/staff/notifications?notice=${notice}`),
  settings: () => '/staff/notifications/settings',
} as const
