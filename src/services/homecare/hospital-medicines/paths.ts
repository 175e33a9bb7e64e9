/** Addresses about medicines that a hospital prescribes and a GP practice is told of. */
export const hospitalMedicinePaths = {
  /** The letter to a GP practice that cannot be told through Troth. */
  letter: (therapyId: string) => `/staff/homecare/treatments/${therapyId}/gp-letter`,
  /** At the practice. */
  enter: (therapyId: string) => `/staff/homecare/hospital-medicines/${therapyId}`,
}
