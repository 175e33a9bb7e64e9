/** Addresses of what waits for a person to say whose it is. */
export const matchingPaths = {
  match: (messageId: string) => `/staff/homecare/whose-is-it/${messageId}`,
}
