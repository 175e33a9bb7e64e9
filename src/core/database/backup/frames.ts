import type { BackupEnd, BackupStart, TableEnd, TableStart } from './contents.ts'

// The inside of a backup is a row of frames: kind (1 byte) · length (4) · payload.

/** One part of a backup, in the order in which they come: start, then table · data … · tableEnd for each table, then end. */
export type Frame =
  | { kind: 'start'; value: BackupStart }
  | { kind: 'table'; value: TableStart }
  | { kind: 'data'; bytes: Buffer }
  | { kind: 'tableEnd'; value: TableEnd }
  | { kind: 'end'; value: BackupEnd }

const LETTERS = { start: 'S', table: 'T', data: 'D', tableEnd: 'E', end: 'Z' } as const
const KINDS = new Map<string, Frame['kind']>(
  Object.entries(LETTERS).map(([kind, letter]) => [letter, kind as Frame['kind']]),
)
const LARGEST = 256 * 1024 * 1024
const SLICE = 1024 * 1024

/** A frame as bytes; long data becomes several frames, so that a reader holds little at once. */
export function* encodeFrame(frame: Frame): Generator<Buffer> {
  if (frame.kind !== 'data') {
    const payload = Buffer.from(JSON.stringify(frame.value))
    yield head(frame.kind, payload.length)
    yield payload
    return
  }
  for (let at = 0; at < frame.bytes.length; at += SLICE) {
    const slice = frame.bytes.subarray(at, at + SLICE)
    yield head('data', slice.length)
    yield slice
  }
}

/** Reads frames from bytes that come in any pieces; throws when they are not frames. */
export async function* decodeFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let held: Buffer[] = []
  let size = 0
  let wanted = 5
  for await (const piece of source) {
    held.push(piece)
    size += piece.length
    if (size < wanted) continue
    let bytes = Buffer.concat(held)
    for (;;) {
      wanted = bytes.length < 5 ? 5 : 5 + frameLength(bytes)
      if (bytes.length < wanted) break
      yield toFrame(bytes.subarray(0, 1).toString('latin1'), bytes.subarray(5, wanted))
      bytes = bytes.subarray(wanted)
    }
    held = [bytes]
    size = bytes.length
  }
  if (size > 0) throw new Error('The last frame is not complete.')
}

function frameLength(bytes: Buffer): number {
  const length = bytes.readUInt32BE(1)
  if (length > LARGEST) throw new Error('A frame is longer than any that is written.')
  return length
}

function toFrame(letter: string, payload: Buffer): Frame {
  const kind = KINDS.get(letter)
  if (!kind) throw new Error('A frame is of an unknown kind.')
  if (kind === 'data') return { kind, bytes: payload }
  // Written by us and authenticated before it is read.
  return { kind, value: JSON.parse(payload.toString('utf8')) } as Frame
}

function head(kind: Frame['kind'], length: number): Buffer {
  const bytes = Buffer.alloc(5)
  bytes.write(LETTERS[kind], 0, 'latin1')
  bytes.writeUInt32BE(length, 1)
  return bytes
}
