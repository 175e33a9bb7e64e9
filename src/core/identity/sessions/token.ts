import { hash, randomBytes } from 'node:crypto'

/** A new token for a cookie or a link: 256 random bits. Only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is stored in place of a token: it can be checked but not used. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer')
