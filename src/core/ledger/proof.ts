import { nodeHash } from './tree.ts'

/** The leaves from `from` up to, but not including, `to`. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** The parts of the tree whose hashes prove that a leaf is in a tree of `size`, nearest first (RFC 6962, 2.1.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError('The leaf is not in a tree of that size')
  const path = (range: Range): Range[] => {
    if (range.to - range.from === 1) return []
    const middle = range.from + largestPowerBelow(range.to - range.from)
    const [left, right] = [
      { from: range.from, to: middle },
      { from: middle, to: range.to },
    ]
    return index < middle ? [...path(left), right] : [...path(right), left]
  }
  return path({ from: 0, to: size })
}

/** The parts whose hashes prove that the tree of `first` leaves is the beginning of the one of `second` (2.1.2). */
export function consistencyRanges(first: number, second: number): Range[] {
  if (!(first > 0 && first <= second)) throw new RangeError('The first tree must be a part of the second')
  const path = (range: Range, isWhole: boolean): Range[] => {
    if (range.to === first) return isWhole ? [] : [range]
    const middle = range.from + largestPowerBelow(range.to - range.from)
    const [left, right] = [
      { from: range.from, to: middle },
      { from: middle, to: range.to },
    ]
    return first <= middle ? [...path(left, isWhole), right] : [...path(right, false), left]
  }
  return first === second ? [] : path({ from: 0, to: second }, true)
}

/** The root that a leaf and its proof lead to; `undefined` when the proof is not one for that place (RFC 9162, 2.1.3.2). */
export function rootFromInclusion(
  leaf: Buffer,
  { index, size, proof }: { readonly index: number; readonly size: number; readonly proof: readonly Buffer[] },
): Buffer | undefined {
  if (!(index >= 0 && index < size)) return undefined
  let [at, last, hash] = [index, size - 1, leaf]
  for (const other of proof) {
    if (last === 0) return undefined
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(other, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else {
      hash = nodeHash(hash, other)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 ? hash : undefined
}

/** Whether the proof shows that the first tree is the beginning of the second (RFC 9162, 2.1.4.2). */
export function isConsistent(
  first: { readonly size: number; readonly root: Buffer },
  second: { readonly size: number; readonly root: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root)
  if (first.size <= 0 || first.size > second.size) return false
  const hashes = isPowerOfTwo(first.size) ? [first.root, ...proof] : [...proof]
  let [at, last] = [first.size - 1, second.size - 1]
  while (at % 2 === 1) [at, last] = [half(at), half(last)]
  const seed = hashes.shift()
  if (!seed) return false
  let [older, newer] = [seed, seed]
  for (const other of hashes) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      older = nodeHash(other, older)
      newer = nodeHash(other, newer)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else {
      newer = nodeHash(newer, other)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && older.equals(first.root) && newer.equals(second.root)
}

const half = (count: number): number => Math.floor(count / 2)

const isPowerOfTwo = (size: number): boolean => size === 1 || largestPowerBelow(size) * 2 === size

/** The largest power of two that is smaller than `size`, which is at least 2. */
export function largestPowerBelow(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}
