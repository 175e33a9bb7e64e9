import { randomBytes } from 'node:crypto'
import { toBase32 } from './base32.ts'
import { packKeySet, unpackKeySet } from './compact.ts'
import { readKeySet, writeNewKeyFile, type KeyFile } from './key-file.ts'
import type { KeySet } from './key-set.ts'
import { parseShare, printShare } from './share.ts'

/** Two shares to give to two people, and what to tell them. Either share alone says nothing about the keys. */
export type Escrow = { shares: [string, string]; instructions: string }

/** Splits a key file for two people to keep. */
export function splitKeyFile(path: string): Escrow {
  return { shares: splitKeySet(readKeySet(path)), instructions: ESCROW_INSTRUCTIONS }
}

/** Rebuilds a lost key file from its two shares. Never overwrites one. */
export function restoreKeyFile(path: string, first: string, second: string): KeyFile {
  return writeNewKeyFile(path, joinShares(first, second))
}

/** One share is random; the other is the packed keys exclusive-or the first. */
export function splitKeySet(keys: KeySet): [string, string] {
  const packed = packKeySet(keys)
  const noise = randomBytes(packed.length)
  const set = toBase32(randomBytes(3)).slice(0, 4)
  return [printShare({ part: 1, set, bytes: noise }), printShare({ part: 2, set, bytes: exclusiveOr(packed, noise) })]
}

/** Throws an Error that says which share or line is wrong. */
export function joinShares(first: string, second: string): KeySet {
  const [left, right] = [parseShare(first), parseShare(second)]
  if (left.part === right.part)
    throw new Error(`Both are share ${left.part}: one person holds share 1 and the other share 2.`)
  if (left.set !== right.set)
    throw new Error(
      `Share ${left.part} is of set ${left.set} and share ${right.part} of set ${right.set}: they were made at different times.`,
    )
  const keys = left.bytes.length === right.bytes.length ? unpackKeySet(exclusiveOr(left.bytes, right.bytes)) : undefined
  if (!keys) throw new Error('The two shares do not fit together: check every line of both against the paper.')
  return keys
}

function exclusiveOr(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)))
}

const ESCROW_INSTRUCTIONS = `Keep the key safe with two people

The key file opens everything that Troth seals, and every backup. If it is lost, that
information cannot be read again by anyone. So two people each keep one share of it on paper.

1. Choose two people who do not work at the same desk, for example the Caldicott Guardian
   and the head of IT. Write down who they are.
2. Give share 1 to one and share 2 to the other. Nobody should hold both.
3. Each person prints or copies their share: the heading and every line. The last two
   characters of a line check that line.
4. Each person seals their share in an envelope, signs across the flap, and locks it away
   in a different building from the other.
5. Prove it: both read their shares back with "troth restore-key" into a new file, and
   compare it with the key file. Then delete that new file.
6. Clear this screen. Do not photograph, e-mail or store either share on a computer.

Do this again whenever the key is rotated or one of the two people leaves. Destroy the old
papers only after the new ones are proved. Keep older papers for as long as you keep
backups that were made with older keys.
`
