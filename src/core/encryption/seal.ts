import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import { randomBytes } from '../values/random-bytes.ts'

/** Where a sealed value lives. A sealed value moved to another place cannot be opened. */
export interface Place {
  readonly tenantId: string
  readonly table: string
  readonly column: string
  readonly rowId: string
}

const VERSION = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM: version byte, nonce, ciphertext, tag; bound to its place. The key becomes an object first: Node is slow to see that bytes are none. */
export function seal(key: Buffer, place: Place, plaintext: string | Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce)
  cipher.setAAD(placeBytes(place))
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([Buffer.of(VERSION), nonce, body, cipher.getAuthTag()])
}

/** Opens what `seal` made. Throws when a byte, the key or the place differs. */
export function open(key: Buffer, place: Place, sealed: Buffer): Buffer {
  if (sealed[0] !== VERSION || sealed.length < 1 + NONCE_BYTES + TAG_BYTES) throw new Error('Not a sealed value')
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), sealed.subarray(1, 1 + NONCE_BYTES))
  decipher.setAAD(placeBytes(place))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()])
}

// Length prefixes keep ("a|b","c") and ("a","b|c") apart.
const placeBytes = ({ tenantId, table, column, rowId }: Place): Buffer =>
  Buffer.from([tenantId, table, column, rowId].map((part) => `${part.length}:${part}`).join('|'))
