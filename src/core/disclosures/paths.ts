const ROOT = '/staff/administration/disclosures'

export const disclosurePaths = {
  list: () => ROOT,
  received: () => `${ROOT}/received`,
  sendAgain: (disclosureId: string) => `${ROOT}/${disclosureId}/send-again`,
  stop: (disclosureId: string) => `${ROOT}/${disclosureId}/stop`,
  applyAgain: (senderId: string, disclosureId: string) => `${ROOT}/received/${senderId}/${disclosureId}/apply-again`,
  recipients: () => `${ROOT}/recipients`,
  newRecipient: () => `${ROOT}/recipients/new`,
  endRecipient: (recipientId: string) => `${ROOT}/recipients/${recipientId}/end`,
} as const
