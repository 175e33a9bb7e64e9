// The Merkle tree of RFC 6962: a leaf is hashed with 0 before it, an inner node with 1, so that neither passes for the other.
import { createHash } from 'node:crypto'

export const HASH_BYTES = 32

/** The root of a tree without leaves. */
export const EMPTY_ROOT: Buffer = createHash('sha256').digest()

const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)

export const leafHash = (data: string | Buffer): Buffer => createHash('sha256').update(LEAF).update(data).digest()

export const nodeHash = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(NODE).update(left).update(right).digest()

/** A subtree that is full: the root of 2^height leaves, the `index`th of its height. */
export interface Subtree {
  readonly height: number
  readonly index: number
  readonly hash: Buffer
}

/** The right edge of a growing tree: its complete subtrees, largest first. Appending and the root need nothing else. */
export class Edge {
  #size: number
  readonly #hashes: Buffer[]

  /** Throws `RangeError` when there are not as many hashes as a tree of this size has complete subtrees. */
  constructor(size = 0, hashes: readonly Buffer[] = []) {
    if (hashes.length !== bitsIn(size)) throw new RangeError('The edge of the tree does not fit its size')
    this.#size = size
    this.#hashes = [...hashes]
  }

  get size(): number {
    return this.#size
  }

  /** Complete subtrees, largest first. */
  get hashes(): readonly Buffer[] {
    return this.#hashes
  }

  /** Adds a leaf; answers the subtrees that it completes, smallest first, the leaf itself not among them. */
  append(leaf: Buffer): Subtree[] {
    const completed: Subtree[] = []
    let hash = leaf
    let index = this.#size
    for (let height = 1; index % 2 === 1; height += 1) {
      hash = nodeHash(this.#hashes.pop()!, hash)
      index = (index - 1) / 2
      completed.push({ height, index, hash })
    }
    this.#hashes.push(hash)
    this.#size += 1
    return completed
  }

  root(): Buffer {
    return this.#hashes.length === 0 ? EMPTY_ROOT : this.#hashes.reduceRight((right, left) => nodeHash(left, right))
  }
}

/** The hashes of an edge from the bytes that they were kept as. */
export const splitHashes = (bytes: Buffer): Buffer[] =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_none, at) =>
    bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  )

// Sizes exceed 32 bits, so no bitwise operators here.
function bitsIn(size: number): number {
  let bits = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2
  return bits
}
