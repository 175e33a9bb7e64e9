import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { consistencyRanges, inclusionRanges, isConsistent, rootFromInclusion, type Range } from './proof.ts'
import { Edge, EMPTY_ROOT, leafHash, nodeHash, splitHashes } from './tree.ts'

/** The eight leaves and their roots that every implementation of RFC 6962 is tried with (certificate-transparency, merkletree tests). */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const known = LEAVES.map((hex) => leafHash(Buffer.from(hex, 'hex')))

const rootOf = (hashes: readonly Buffer[]): Buffer => {
  const edge = new Edge()
  for (const hash of hashes) edge.append(hash)
  return edge.root()
}
/** The definition of RFC 6962, word for word: what the quick ways are compared with. */
function defined(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return EMPTY_ROOT
  if (hashes.length === 1) return hashes[0]!
  const middle = 2 ** Math.ceil(Math.log2(hashes.length) - 1)
  return nodeHash(defined(hashes.slice(0, middle)), defined(hashes.slice(middle)))
}
const prove = (hashes: readonly Buffer[], ranges: readonly Range[]): Buffer[] =>
  ranges.map(({ from, to }) => defined(hashes.slice(from, to)))
const hex = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'))
const someLeaves = (size: number): Buffer[] => Array.from({ length: size }, (_none, at) => leafHash(String(at)))

describe('The tree of RFC 6962', () => {
  it('has the known roots', () => {
    assert.equal(EMPTY_ROOT.toString('hex'), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    for (const [at, root] of ROOTS.entries()) assert.equal(rootOf(known.slice(0, at + 1)).toString('hex'), root)
  })
  it('has the known proofs of inclusion', () => {
    const proof = (index: number, size: number) => hex(prove(known, inclusionRanges(index, size)))
    assert.deepEqual(proof(0, 1), [])
    assert.deepEqual(proof(0, 8), [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ])
    assert.deepEqual(proof(5, 8), [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
    assert.deepEqual(proof(2, 3), ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'])
  })
  it('has the known proofs of consistency', () => {
    const proof = (first: number, second: number) => hex(prove(known, consistencyRanges(first, second)))
    assert.deepEqual(proof(1, 1), [])
    assert.deepEqual(proof(1, 8), [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ])
    assert.deepEqual(proof(2, 5), [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ])
  })
  it('is the definition, whatever its size and however often the edge is put away and taken up', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 600 }), (first, more) => {
        const leaves = someLeaves(first + more)
        const before = new Edge()
        for (const leaf of leaves.slice(0, first)) before.append(leaf)
        const after = new Edge(before.size, splitHashes(Buffer.concat(before.hashes)))
        for (const leaf of leaves.slice(first)) after.append(leaf)
        assert.deepEqual(after.root(), defined(leaves))
      }),
      { numRuns: 60 },
    ))
  it('says which subtrees a leaf completes', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), (size) => {
        const leaves = someLeaves(size)
        const edge = new Edge()
        for (const { height, index, hash } of leaves.flatMap((leaf) => edge.append(leaf)))
          assert.deepEqual(hash, defined(leaves.slice(index * 2 ** height, (index + 1) * 2 ** height)))
      }),
      { numRuns: 30 },
    ))
  it('does not take an edge of another size', () => assert.throws(() => new Edge(3, [known[0]!]), RangeError))
})

describe('A proof', () => {
  const sizes = fc
    .integer({ min: 1, max: 300 })
    .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1), fc.nat(300)))

  it('of inclusion leads to the root, and one that is changed, shortened, lengthened or of another place does not', () =>
    fc.assert(
      fc.property(sizes, ([size, index, chance]) => {
        const leaves = someLeaves(size)
        const root = defined(leaves)
        const proof = prove(leaves, inclusionRanges(index, size))
        const leadsThere = (over: { index?: number; size?: number; proof?: Buffer[] }, leaf = leaves[index]!) =>
          rootFromInclusion(leaf, { index, size, proof, ...over })?.equals(root) === true
        assert.ok(leadsThere({}))
        assert.ok(!leadsThere({}, leafHash('another')))
        assert.ok(!leadsThere({ proof: [...proof, root] }))
        assert.ok(!leadsThere({ index: size }))
        if (size === 1) return
        assert.ok(!leadsThere({ index: (index + 1) % size }))
        assert.ok(!leadsThere({ proof: proof.slice(0, -1) }))
        assert.ok(!leadsThere({ proof: proof.with(chance % proof.length, leafHash('another')) }))
      }),
      { numRuns: 200 },
    ))
  it('of consistency holds for every beginning of a tree, and for no other', () =>
    fc.assert(
      fc.property(sizes, ([size, before, chance]) => {
        const leaves = someLeaves(size)
        const first = { size: before + 1, root: defined(leaves.slice(0, before + 1)) }
        const second = { size, root: defined(leaves) }
        const proof = prove(leaves, consistencyRanges(first.size, size))
        assert.ok(isConsistent(first, second, proof))
        assert.ok(!isConsistent({ ...first, root: leafHash('another') }, second, proof))
        assert.ok(!isConsistent(first, { ...second, root: leafHash('another') }, proof))
        assert.ok(!isConsistent(first, second, [...proof, first.root]))
        if (proof.length === 0) return
        assert.ok(!isConsistent(first, second, proof.slice(0, -1)))
        assert.ok(!isConsistent(first, second, proof.with(chance % proof.length, leafHash('another'))))
      }),
      { numRuns: 200 },
    ))
  it('is not made for a leaf or a tree that is not there', () => {
    for (const [index, size] of [
      [0, 0],
      [3, 3],
      [-1, 3],
    ] as const)
      assert.throws(() => inclusionRanges(index, size), RangeError)
    for (const [first, second] of [
      [0, 3],
      [4, 3],
    ] as const)
      assert.throws(() => consistencyRanges(first, second), RangeError)
  })
})
