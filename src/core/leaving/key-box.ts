import { randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { open, seal, type Place } from '../encryption/seal.ts'
import type { KeyLock } from './manifest.ts'

// 64 MiB and a fifth of a second for each guess.
const COST = { N: 2 ** 16, r: 8, p: 1 }
const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)

/** Closes and opens the keys of an export with its passphrase. */
export interface KeyBox {
  readonly lock: KeyLock
  readonly close: (subject: string, keyClass: string, key: Buffer) => string
  /** Throws for another passphrase, or when a byte was changed. */
  readonly open: (subject: string, keyClass: string, closed: string) => Buffer
}

export const newLock = (): KeyLock => ({ scrypt: { ...COST, salt: randomBytes(16).toString('base64') } })

export async function keyBox(tenantId: string, lock: KeyLock, passphrase: string): Promise<KeyBox> {
  const { salt, ...cost } = lock.scrypt
  const maxmem = 256 * cost.N * cost.r
  const key = await derive(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, { ...cost, maxmem })
  const placeOf = (subject: string, keyClass: string): Place => ({
    tenantId,
    table: 'export',
    column: keyClass,
    rowId: subject,
  })
  return {
    lock,
    close: (subject, keyClass, clear) => seal(key, placeOf(subject, keyClass), clear).toString('base64'),
    open: (subject, keyClass, closed) => open(key, placeOf(subject, keyClass), Buffer.from(closed, 'base64')),
  }
}
