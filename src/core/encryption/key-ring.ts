/** The platform's keys, from the key file: they wrap the keys of people and make blind indexes. They never leave the process. */
export interface KeyRing {
  /** Wraps 32 bytes under the current key, bound to `context`. */
  wrap(key: Buffer, context: string): Buffer
  /** Unwraps; throws when the bytes, the context or the key do not fit. */
  unwrap(wrapped: Buffer, context: string): Buffer
  /** A keyed hash (32 bytes) for looking up a value that is not stored in clear. `label` keeps uses apart. */
  blindIndex(label: string, value: string): Buffer
}
