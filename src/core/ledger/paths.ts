const ROOT = '/staff/administration/audit-log'

export const ledgerPaths = {
  log: () => ROOT,
  checkpoint: () => `${ROOT}/checkpoint`,
} as const
