// A plain tar file (POSIX ustar), which every system can open; written so that a killed run leaves nothing that looks whole.
import { createReadStream, existsSync, renameSync, rmSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from '../durable-files.ts'
import { StartUpError } from '../errors.ts'

const BLOCK = 512
const LONGEST_NAME = 99
/** Parts are read whole, so none is larger; longer tables become several parts. */
const LARGEST_PART = 256 * 1024 * 1024

export interface Part {
  readonly name: string
  readonly bytes: Buffer
}

/** Writes a new archive, part by part; it takes its name only when `work` is done and all of it is on the disk. */
export async function writeArchive<Result>(
  path: string,
  work: (add: (name: string, text: string) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  if (existsSync(path)) throw new StartUpError(`${path} already exists and is not overwritten: choose another name.`)
  const partial = `${path}.partial`
  try {
    const file = await open(partial, 'w', 0o600)
    let result: Result
    try {
      result = await work(async (name, text) => await writePart(file, name, Buffer.from(text)))
      await file.write(Buffer.alloc(2 * BLOCK))
      await file.sync()
    } finally {
      await file.close()
    }
    renameSync(partial, path)
    syncFolder(dirname(path))
    return result
  } catch (error) {
    rmSync(partial, { force: true })
    throw explained(error, path)
  }
}

async function writePart(file: FileHandle, name: string, bytes: Buffer): Promise<void> {
  if (Buffer.byteLength(name) > LONGEST_NAME || bytes.length > LARGEST_PART)
    throw new RangeError('A part of the archive has too long a name or too much in it')
  await file.write(Buffer.concat([header(name, bytes.length), bytes, padding(bytes.length)]))
}

/** The parts of an archive in order. Throws `StartUpError` when it is damaged or cut short. */
export async function* readArchive(path: string): AsyncGenerator<Part> {
  const stream = createReadStream(path, { highWaterMark: 1024 * 1024 })
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let held: Buffer[] = []
  let size = 0
  const take = async (length: number): Promise<Buffer> => {
    while (size < length) {
      const { done, value } = await chunks.next()
      if (done === true) throw damaged(path)
      held.push(value)
      size += value.length
    }
    const all = held.length === 1 ? held[0]! : Buffer.concat(held)
    held = [all.subarray(length)]
    size = all.length - length
    return all.subarray(0, length)
  }
  try {
    for (;;) {
      const head = await take(BLOCK)
      if (head.every((byte) => byte === 0)) return
      const name = textOf(head, 0, 100)
      const length = Number.parseInt(textOf(head, 124, 12), 8)
      if (!(length >= 0 && length <= LARGEST_PART) || !header(name, length).equals(head)) throw damaged(path)
      const bytes = await take(length)
      await take(padding(length).length)
      yield { name, bytes }
    }
  } catch (error) {
    throw explained(error, path)
  } finally {
    stream.destroy()
  }
}

const textOf = (head: Buffer, from: number, length: number): string =>
  head.toString('utf8', from, from + length).replace(/\0.*$/s, '')

const padding = (length: number): Buffer => Buffer.alloc((BLOCK - (length % BLOCK)) % BLOCK)

/** Readable by its owner alone, of nobody, from the beginning of time: what differs between two archives is what is in them. */
function header(name: string, length: number): Buffer {
  const head = Buffer.alloc(BLOCK)
  head.write(name, 0)
  for (const [at, text] of [
    [100, '0000600'],
    [108, '0000000'],
    [116, '0000000'],
    [124, length.toString(8).padStart(11, '0')],
    [136, '00000000000'],
    [148, '        '],
    [156, '0'],
    [257, 'ustar\u000000'],
  ] as const)
    head.write(text, at, 'latin1')
  const sum = head.reduce((total, byte) => total + byte, 0)
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return head
}

const damaged = (path: string): StartUpError =>
  new StartUpError(`${path} is damaged, cut short or no export: make it again, or fetch it again.`)

function explained(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC') return new StartUpError(`There is no room for ${path}: make room, or choose another disk.`)
  if (code === 'ENOENT') return new StartUpError(`${path} is not there, or its folder is not: check the path.`)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EISDIR')
    return new StartUpError(`${path} may not be used by this user: choose another path.`)
  return error
}
