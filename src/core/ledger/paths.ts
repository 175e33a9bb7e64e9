const ROOT = '/staff/administration/audit-log' as const

export const ledgerPaths = {
  log: () => ROOT,
  checkpoint: () => `${ROOT}/checkpoint`,
  proof: <Event extends string>(eventId: Event) => `${ROOT}/entries/${eventId}` as const,
} as const
