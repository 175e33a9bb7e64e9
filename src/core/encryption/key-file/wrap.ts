import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import { randomBytes } from '../../values/random-bytes.ts'
import { currentKey, type KeySet } from './key-set.ts'

// A wrapped key: version (1 byte) · id of the wrapping key (4) · nonce (12) · tag (16) · the key sealed (32).
const VERSION = 1
const HEAD = 1 + 4 + 12 + 16
/** How long a wrapped key is, in bytes. */
export const WRAPPED_LENGTH = HEAD + 32

/** Seals a 32-byte key under the current wrapping key, bound to `boundTo`: it opens nowhere else. */
export function wrapKey(keys: KeySet, key: Uint8Array, boundTo: string): Buffer {
  if (key.length !== 32) throw new Error(`A key to wrap must have 32 bytes, not ${key.length}.`)
  const wrapping = currentKey(keys)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(wrapping.key), nonce).setAAD(
    boundData(wrapping.id, boundTo),
  )
  const sealed = Buffer.concat([cipher.update(key), cipher.final()])
  return Buffer.concat([Buffer.of(VERSION), Buffer.from(wrapping.id, 'hex'), nonce, cipher.getAuthTag(), sealed])
}

/** Opens a wrapped key with whichever key wrapped it; throws when none did, or when it was changed or moved. */
export function unwrapKey(keys: KeySet, wrapped: Uint8Array, boundTo: string): Buffer {
  const bytes = Buffer.from(wrapped)
  if (bytes.length !== WRAPPED_LENGTH || bytes[0] !== VERSION)
    throw new Error('This is not a wrapped key of a known version.')
  const id = bytes.toString('hex', 1, 5)
  const wrapping = keys.find((key) => key.id === id)
  if (!wrapping)
    throw new Error(`The key file does not hold the key ${id}: use the key file that was in use when this was sealed.`)
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(wrapping.key), bytes.subarray(5, 17), {
    authTagLength: 16,
  })
    .setAAD(boundData(id, boundTo))
    .setAuthTag(bytes.subarray(17, HEAD))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(HEAD)), decipher.final()])
  } catch {
    throw new Error(`A key wrapped by ${id} was changed or moved, and cannot be opened.`)
  }
}

/** Which wrapping key a wrapped key needs. */
export function wrappedBy(wrapped: Uint8Array): string {
  return Buffer.from(wrapped.subarray(1, 5)).toString('hex')
}

const boundData = (id: string, boundTo: string): Buffer => Buffer.from(`troth wrapped key ${VERSION} ${id} ${boundTo}`)
