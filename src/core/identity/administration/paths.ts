const base = '/staff/administration'

/** Addresses of administration. */
export const administrationPaths = {
  home: base,
  people: `${base}/people`,
  invite: `${base}/people/invite`,
  person: (accountId: string) => `${base}/people/${accountId}`,
  access: (accountId: string) => `${base}/people/${accountId}/access`,
  details: (accountId: string) => `${base}/people/${accountId}/details`,
  leave: (accountId: string) => `${base}/people/${accountId}/leave`,
  reset: (accountId: string) => `${base}/people/${accountId}/reset`,
  inviteAgain: (accountId: string) => `${base}/people/${accountId}/invite-again`,
  organisation: `${base}/organisation`,
} as const
