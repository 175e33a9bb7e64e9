import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** One wrapping key: `id` is 8 hexadecimal digits, `key` 32 bytes, `createdAt` to the second. */
export type WrappingKey = { id: string; key: Buffer; createdAt: Date }

/** Newest last. The last is the current one; the others only unwrap what was wrapped before. */
export type KeySet = readonly [WrappingKey, ...WrappingKey[]]

const FORMAT = 'troth-key-file'
const VERSION = 1

export function newKey(at: Date): WrappingKey {
  return {
    id: randomBytes(4).toString('hex'),
    key: randomBytes(32),
    createdAt: new Date(Math.floor(at.getTime() / 1000) * 1000),
  }
}

export const currentKey = (keys: KeySet): WrappingKey => keys.at(-1) ?? keys[0]

/** The text of a key file. */
export function printKeySet(keys: KeySet): string {
  const body = {
    format: FORMAT,
    version: VERSION,
    current: currentKey(keys).id,
    keys: keys.map(({ id, key, createdAt }) => ({
      id,
      key: key.toString('base64'),
      createdAt: createdAt.toISOString(),
    })),
  }
  return `${JSON.stringify({ ...body, check: checkValue(keys).toString('base64') }, null, 2)}\n`
}

/** Reads the text of a key file; throws an Error that says what is wrong with it and holds none of it. */
export function parseKeySet(text: string): KeySet {
  const file = asRecord(parseJson(text), 'it is not a Troth key file')
  if (file['format'] !== FORMAT) throw new Error('it is not a Troth key file')
  if (file['version'] !== VERSION) throw new Error('it was written by a newer version of Troth')
  const listed: unknown = file['keys']
  const [first, ...others] = Array.isArray(listed) ? listed.map(parseKey) : []
  if (!first) throw new Error('it holds no key')
  const keys: KeySet = [first, ...others]
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) throw new Error('two of its keys have the same name')
  const check = Buffer.from(String(file['check']), 'base64')
  const expected = checkValue(keys)
  if (
    file['current'] !== currentKey(keys).id ||
    check.length !== expected.length ||
    !timingSafeEqual(check, expected)
  ) {
    throw new Error('its check value does not match, so it was changed or damaged')
  }
  return keys
}

/** Ties every key, its name and its order together. Keyed with the current key, so that it tells nothing about any. */
function checkValue(keys: KeySet): Buffer {
  const mac = createHmac('sha256', currentKey(keys).key).update(`${FORMAT} ${VERSION}\n`)
  for (const { id, key, createdAt } of keys) mac.update(`${id} ${createdAt.toISOString()} `).update(key)
  return mac.digest()
}

function parseKey(listed: unknown): WrappingKey {
  const { id, key, createdAt } = asRecord(listed, 'one of its keys is damaged')
  const bytes = Buffer.from(String(key), 'base64')
  const at = new Date(String(createdAt))
  if (typeof id !== 'string' || !/^[0-9a-f]{8}$/.test(id) || bytes.length !== 32 || Number.isNaN(at.getTime())) {
    throw new Error('one of its keys is damaged')
  }
  return { id, key: bytes, createdAt: at }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // JSON.parse quotes the text in its message; this text is a secret.
    throw new Error('it is damaged or empty')
  }
}

function asRecord(value: unknown, complaint: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error(complaint)
  return value as Record<string, unknown>
}
