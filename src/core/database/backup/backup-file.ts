import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, existsSync, openSync, readSync, closeSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline, Readable, type Transform } from 'node:stream'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { syncFolder } from '../../durable-files.ts'
import type { KeyFile } from '../../encryption/key-file/index.ts'
import { StartUpError } from '../../errors.ts'
import { decodeFrames, encodeFrame, type Frame } from './frames.ts'
import { damaged, openStream, sealStream } from './sealed-stream.ts'

// A backup file: "TROTHBK1" · length of the header (4 bytes) · header (JSON) · the sealed stream of compressed frames.
const MAGIC = 'TROTHBK1'
const BOUND_TO = 'troth backup'
const LONGEST_HEADER = 64 * 1024

/** Says nothing about anybody: when, and which key opens it. */
type Header = { version: 1; createdAt: string; keyId: string; wrappedKey: string }

/**
 * Writes frames to a new sealed file. They go to `<path>.partial`, which takes its name only when all is on the disk,
 * so that a killed backup leaves nothing that looks done.
 */
export async function writeBackupFile(
  path: string,
  keyFile: KeyFile,
  createdAt: string,
  frames: AsyncIterable<Frame>,
): Promise<void> {
  if (existsSync(path))
    throw new StartUpError(`${path} already exists and is not overwritten: choose another name for the backup.`)
  const partial = `${path}.partial`
  const key = randomBytes(32)
  const header: Header = {
    version: 1,
    createdAt,
    keyId: keyFile.currentKeyId,
    wrappedKey: keyFile.wrap(key, BOUND_TO).toString('base64'),
  }
  const head = printHeader(header)
  try {
    const file = await open(partial, 'w', 0o600)
    try {
      await file.write(head)
      const compressed = piped(encodeAll(frames), createZstdCompress())
      for await (const piece of sealStream(key, digest(head), compressed)) await file.write(piece)
      await file.sync()
    } finally {
      await file.close()
    }
    renameSync(partial, path)
    syncFolder(dirname(path))
  } catch (error) {
    rmSync(partial, { force: true })
    throw explain(error, path)
  }
}

/** Reads the frames of a sealed file. Throws StartUpError when it is no backup, damaged, cut short, or sealed with a key that is not in the key file. */
export async function* readBackupFile(path: string, keyFile: KeyFile): AsyncGenerator<Frame> {
  const { header, head } = readHeader(path)
  const key = unwrap(path, keyFile, header)
  const sealed = createReadStream(path, { start: head.length, highWaterMark: 256 * 1024 })
  const opened = openStream(key, digest(head), sealed, path)
  try {
    yield* decodeFrames(piped(opened, createZstdDecompress()))
  } finally {
    sealed.destroy()
  }
}

/** The header of a backup: which key opens it, and when it was made. */
export function readHeader(path: string): { header: Header; head: Buffer } {
  const start = readStart(path)
  if (start.toString('latin1', 0, 8) !== MAGIC)
    throw new StartUpError(`${path} is not a Troth backup: choose a file that "troth backup" made.`)
  const length = start.length < 12 ? LONGEST_HEADER : start.readUInt32BE(8)
  if (length >= LONGEST_HEADER || start.length < 12 + length) throw damaged(path, 'its heading is damaged')
  try {
    const header = JSON.parse(start.toString('utf8', 12, 12 + length)) as Header
    if (header.version !== 1)
      throw new StartUpError(`${path} was made by a newer version of Troth: restore it with that version.`)
    return { header, head: start.subarray(0, 12 + length) }
  } catch (error) {
    throw error instanceof StartUpError ? error : damaged(path, 'its heading is damaged')
  }
}

/** What comes out of a transform; a failure of the source comes out too. */
function piped(source: AsyncIterable<Buffer>, through: Transform): AsyncIterable<Buffer> {
  pipeline(Readable.from(source, { objectMode: false }), through, () => undefined)
  return through as AsyncIterable<Buffer>
}

async function* encodeAll(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  for await (const frame of frames) yield* encodeFrame(frame)
}

function readStart(path: string): Buffer {
  try {
    const file = openSync(path, 'r')
    try {
      const bytes = Buffer.alloc(LONGEST_HEADER)
      return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw explain(error, path)
  }
}

function unwrap(path: string, keyFile: KeyFile, header: Header): Buffer {
  try {
    return keyFile.unwrap(Buffer.from(header.wrappedKey, 'base64'), BOUND_TO)
  } catch {
    if (keyFile.keyIds.includes(header.keyId)) throw damaged(path, 'its heading was changed')
    throw new StartUpError(
      `The backup ${path} was sealed with the key ${header.keyId}, which is not in this key file: set TROTH_KEY_FILE to the key file of that time, or rebuild it from the two written shares.`,
    )
  }
}

function printHeader(header: Header): Buffer {
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  return Buffer.concat([Buffer.from(MAGIC), length, json])
}

const digest = (head: Buffer): Buffer => createHash('sha256').update(head).digest()

function explain(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC')
    return new StartUpError(`There is no room for the backup ${path}: make room, or choose another disk.`)
  if (code === 'ENOENT') return new StartUpError(`${path} is not there, or its folder is not: check the path.`)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new StartUpError(`${path} may not be used by this user: choose another path.`)
  return error
}
