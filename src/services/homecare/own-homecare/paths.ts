const of = (therapyId: string) => `/patient/homecare/${therapyId}`

/** Addresses of a person's own homecare. None names the person: the session does. */
export const ownHomecarePaths = {
  home: (notice?: string) => (notice === undefined ? '/patient/homecare' : `/patient/homecare?notice=${notice}`),
  stockCheck: (therapyId: string) => `${of(therapyId)}/stock-check`,
  missedDose: (therapyId: string) => `${of(therapyId)}/missed-dose`,
  problem: (therapyId: string) => `${of(therapyId)}/problem`,
  sharpsBin: (therapyId: string) => `${of(therapyId)}/sharps-bin`,
  delivery: (therapyId: string, deliveryId: string) => `${of(therapyId)}/deliveries/${deliveryId}`,
  putOff: (therapyId: string, deliveryId: string) => `${of(therapyId)}/deliveries/${deliveryId}/put-off`,
} as const
