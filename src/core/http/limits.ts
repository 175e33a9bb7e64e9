/** What one request may take: a slow or greedy client is dropped, and the others are not held up. */
export const LIMITS = {
  /** Bytes of a form. */
  formBytes: 256 * 1024,
  /** Milliseconds to send all headers. */
  headers: 10_000,
  /** Milliseconds to send a whole request. */
  request: 30_000,
  /** Milliseconds between looks for clients that are too slow. */
  slowClientCheck: 2_000,
  /** Milliseconds that an idle connection is kept. */
  keepAlive: 65_000,
  /** Requests a minute from one network address, over all pages. Surgeries share an address, so it is generous. */
  perAddressPerMinute: 1_200,
  /** Requests a minute of one account. */
  perAccountPerMinute: 240,
  /** Attempts a minute from one address at one route that checks a secret: a hospital's staff come on duty behind one address. */
  secretsPerMinute: 60,
} as const
