import { createCipheriv, createDecipheriv } from 'node:crypto'
import { StartUpError } from '../../errors.ts'

// A stream sealed in chunks, so that nothing is trusted before it is checked and memory stays flat.
// Each chunk: length (4 bytes) · AES-256-GCM of up to 64 KiB · tag (16). The nonce is the chunk's number and, in its
// last byte, 1 for the final chunk: a chunk that is moved, repeated, dropped or missing at the end does not open.

const CHUNK = 64 * 1024
const TAG = 16
const FINAL = 1

/** Seals a stream. The key must be new: the nonces are a count. `boundTo` must be given again to open it. */
export async function* sealStream(key: Buffer, boundTo: Buffer, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let number = 0
  let held: Buffer[] = []
  let size = 0
  for await (const piece of source) {
    held.push(piece)
    size += piece.length
    if (size <= CHUNK) continue
    let whole = Buffer.concat(held)
    // One full chunk is always kept back, because only the end of the source shows which chunk is the final one.
    for (; whole.length > CHUNK; whole = whole.subarray(CHUNK)) {
      yield seal(key, boundTo, number, 0, whole.subarray(0, CHUNK))
      number += 1
    }
    held = [whole]
    size = whole.length
  }
  yield seal(key, boundTo, number, FINAL, Buffer.concat(held))
}

/** Opens a sealed stream chunk by chunk; throws StartUpError when it was changed or cut short. `name` is for the words. */
export async function* openStream(
  key: Buffer,
  boundTo: Buffer,
  source: AsyncIterable<Buffer>,
  name: string,
): AsyncGenerator<Buffer> {
  let number = 0
  let held: Buffer = Buffer.alloc(0)
  let finished = false
  for await (const piece of source) {
    held = held.length > 0 ? Buffer.concat([held, piece]) : piece
    for (;;) {
      if (held.length > 0 && finished) throw damaged(name, 'something follows its end')
      if (held.length < 4) break
      const length = held.readUInt32BE(0)
      if (length < TAG || length > CHUNK + TAG) throw damaged(name, `part ${number + 1} was changed`)
      if (held.length < 4 + length) break
      const sealed = held.subarray(4, 4 + length)
      const plain = open(key, boundTo, number, 0, sealed) ?? open(key, boundTo, number, FINAL, sealed)
      if (!plain) throw damaged(name, `part ${number + 1} was changed`)
      finished = plain.final
      held = held.subarray(4 + length)
      number += 1
      yield plain.bytes
    }
  }
  if (!finished || held.length > 0) throw damaged(name, 'it is cut short')
}

/** The one sentence for a backup that cannot be trusted. */
export const damaged = (name: string, reason: string): StartUpError =>
  new StartUpError(
    `The backup ${name} is damaged (${reason}): use another backup, and find out what happened to this one.`,
  )

function nonce(number: number, final: number): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUIntBE(number, 5, 6)
  bytes[11] = final
  return bytes
}

function seal(key: Buffer, boundTo: Buffer, number: number, final: number, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(number, final)).setAAD(boundTo)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(plain.length + TAG)
  return Buffer.concat([length, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function open(
  key: Buffer,
  boundTo: Buffer,
  number: number,
  final: number,
  sealed: Buffer,
): { bytes: Buffer; final: boolean } | undefined {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(number, final), { authTagLength: TAG })
    .setAAD(boundTo)
    .setAuthTag(sealed.subarray(sealed.length - TAG))
  try {
    return {
      bytes: Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG)), decipher.final()]),
      final: final === FINAL,
    }
  } catch {
    return undefined
  }
}
