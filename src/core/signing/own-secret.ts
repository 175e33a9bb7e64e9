import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'

// Scrypt at the strength of the OWASP password storage sheet: 32 MiB and about a tenth of a second for each guess.
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const derive = promisify<string, Buffer, number, typeof COST, Buffer>(scrypt)

/** A secret after the slow part, with the salt it was stretched with. It closes keys at once, each in a place of its own. */
export interface StretchedSecret {
  readonly salt: Buffer
  readonly stretched: Buffer
}

export async function stretchSecret(secret: string, salt: Buffer = randomBytes(16)): Promise<StretchedSecret> {
  return { salt, stretched: await derive(secret.normalize('NFKC'), salt, 32, COST) }
}

/**
 * Closes a private key under its holder's own secret. What comes out is sealed again by the platform, so that neither the
 * secret nor the platform's keys open it alone. `place` ties it to whose key it is.
 */
export function closeWithSecret(privateKey: Buffer, secret: StretchedSecret, place: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(secret, place), nonce)
  const closed = Buffer.concat([cipher.update(privateKey), cipher.final()])
  return Buffer.concat([Buffer.from([1]), secret.salt, nonce, cipher.getAuthTag(), closed])
}

/** Opens what `closeWithSecret` closed; `undefined` for any other secret. */
export async function openWithSecret(closed: Buffer, secret: string, place: string): Promise<Buffer | undefined> {
  if (closed[0] !== 1) throw new TypeError('This key was closed in a way that this program does not know')
  const [salt, nonce, tag] = [closed.subarray(1, 17), closed.subarray(17, 29), closed.subarray(29, 45)]
  const key = keyFrom(await stretchSecret(secret, salt), place)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  decipher.setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(closed.subarray(45)), decipher.final()])
  } catch {
    return undefined
  }
}

const keyFrom = ({ salt, stretched }: StretchedSecret, place: string): Buffer =>
  Buffer.from(hkdfSync('sha256', stretched, salt, `troth signing key ${place}`, 32))
