import { createHash } from 'node:crypto'
import type { KeySet, WrappingKey } from './key-set.ts'

// version (1 byte) · number of keys (1) · per key: id (4), created in seconds (4), key (32) · SHA-256 of all before (4)
const VERSION = 1
const PER_KEY = 40

/** The keys in as few bytes as can be, since a person may copy them by hand. */
export function packKeySet(keys: KeySet): Buffer {
  const body = Buffer.concat([
    Buffer.of(VERSION, keys.length),
    ...keys.flatMap(({ id, key, createdAt }) => [Buffer.from(id, 'hex'), seconds(createdAt), key]),
  ])
  return Buffer.concat([body, digest(body)])
}

/** Undefined when the bytes are not a key set, or not the same as were packed. */
export function unpackKeySet(bytes: Buffer): KeySet | undefined {
  const count = bytes[1] ?? 0
  const length = 2 + count * PER_KEY
  if (bytes[0] !== VERSION || bytes.length !== length + 4) return undefined
  const body = bytes.subarray(0, length)
  if (!digest(body).equals(bytes.subarray(length))) return undefined
  const [first, ...others] = Array.from({ length: count }, (_, index) => unpackKey(body.subarray(2 + index * PER_KEY)))
  return first ? [first, ...others] : undefined
}

function unpackKey(bytes: Buffer): WrappingKey {
  return {
    id: bytes.toString('hex', 0, 4),
    createdAt: new Date(bytes.readUInt32BE(4) * 1000),
    key: Buffer.from(bytes.subarray(8, PER_KEY)),
  }
}

function seconds(at: Date): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(Math.floor(at.getTime() / 1000))
  return bytes
}

const digest = (body: Buffer): Buffer => createHash('sha256').update(body).digest().subarray(0, 4)
