import { linkSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartUpError } from '../../errors.ts'
import { syncFolder, writeDurably } from '../../durable-files.ts'
import { currentKey, newKey, parseKeySet, printKeySet, type KeySet } from './key-set.ts'
import { blindIndexer } from './blind-index.ts'
import { unwrapKey, wrapKey } from './wrap.ts'

/** The keys that wrap all other keys, opened. Holds secrets: never log it. */
export type KeyFile = {
  currentKeyId: string
  keyIds: readonly string[]
  /** Seals a 32-byte key; `boundTo` says what it is for and must be given again to open it. */
  wrap(key: Uint8Array, boundTo: string): Buffer
  unwrap(wrapped: Uint8Array, boundTo: string): Buffer
  /** A keyed hash (32 bytes) for looking up a value that is not stored in clear; the same after every rotation. */
  blindIndex(label: string, value: string): Buffer
}

/** Makes a key file with one key, readable by its owner alone. Never overwrites one. */
export function createKeyFile(path: string, at: Date = new Date()): KeyFile {
  return writeNewKeyFile(path, [newKey(at)])
}

/** Reads a key file; every reason to refuse it is a StartUpError of one sentence. */
export function loadKeyFile(path: string): KeyFile {
  return openKeySet(readKeySet(path))
}

/** Adds a new current key; the older ones stay, since what they wrapped is still wrapped by them. */
export function rotateKeyFile(path: string, at: Date = new Date()): KeyFile {
  const keys: KeySet = [...readKeySet(path), newKey(at)]
  writeDurably(path, printKeySet(keys))
  return loadKeyFile(path)
}

/** The keys themselves, for escrow only. */
export function readKeySet(path: string): KeySet {
  try {
    const { mode } = statSync(path)
    if ((mode & 0o077) !== 0) {
      throw new StartUpError(
        `The key file ${path} can be read by other users: run "chmod 600 ${path}", and rotate the key if somebody may have read it.`,
      )
    }
    return parseKeySet(readFileSync(path, 'utf8'))
  } catch (error) {
    throw error instanceof StartUpError ? error : explain(error, path)
  }
}

/** Writes keys to a file that must not exist yet. */
export function writeNewKeyFile(path: string, keys: KeySet): KeyFile {
  const draft = `${path}.${process.pid}.draft`
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeDurably(draft, printKeySet(keys))
    // Linking fails when the name is taken, where renaming would replace a key file that cannot be made again.
    linkSync(draft, path)
    syncFolder(dirname(path))
  } catch (error) {
    throw explain(error, path)
  } finally {
    rmSync(draft, { force: true })
  }
  return loadKeyFile(path)
}

function openKeySet(keys: KeySet): KeyFile {
  return {
    currentKeyId: currentKey(keys).id,
    keyIds: keys.map(({ id }) => id),
    wrap: (key, boundTo) => wrapKey(keys, key, boundTo),
    unwrap: (wrapped, boundTo) => unwrapKey(keys, wrapped, boundTo),
    blindIndex: blindIndexer(keys),
  }
}

function explain(error: unknown, path: string): StartUpError {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT')
    return new StartUpError(
      `The key file ${path} is missing: put it back from where you keep it, or rebuild it from the two written shares; without it nothing sealed can be read.`,
    )
  if (code === 'EEXIST')
    return new StartUpError(
      `The key file ${path} already exists and is never overwritten: rotate its key instead, or choose another path.`,
    )
  if (code === 'EACCES' || code === 'EPERM')
    return new StartUpError(
      `The key file ${path} may not be opened by this user: make this user its owner with "chown".`,
    )
  return new StartUpError(
    `The key file ${path} cannot be used because ${message.replace(/\.$/, '')}: put back a good copy, or rebuild it from the two written shares.`,
  )
}
