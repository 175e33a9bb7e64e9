import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import { fromBase32, toBase32 } from './base32.ts'
import { joinShares, splitKeySet } from './escrow.ts'
import { createKeyFile, restoreKeyFile, rotateKeyFile, splitKeyFile } from './index.ts'
import { newKey, type KeySet } from './key-set.ts'

const folder = mkdtempSync(join(tmpdir(), 'troth-key-'))
after(() => rmSync(folder, { recursive: true }))

const keySets = fc.integer({ min: 1, max: 5 }).map((count): KeySet => {
  const at = new Date('2026-11-22T10:00:00Z')
  return [newKey(at), ...Array.from({ length: count - 1 }, () => newKey(at))]
})

describe('Base 32', () => {
  it('reads back every run of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => assert.deepEqual(fromBase32(toBase32(bytes)), Buffer.from(bytes))),
    )
  })
  it('takes small letters, and O, I and L for what they look like', () => {
    assert.deepEqual(fromBase32('oil0'), fromBase32('0110'))
  })
  it('refuses a character that is not in its alphabet', () => assert.equal(fromBase32('AB*D'), undefined))
})

describe('A key split for two people', () => {
  it('is the same key when the shares are joined, in either order', () => {
    fc.assert(
      fc.property(keySets, (keys) => {
        const [first, second] = splitKeySet(keys)
        assert.deepEqual(joinShares(first, second), keys)
        assert.deepEqual(joinShares(second, first), keys)
      }),
    )
  })
  it('is read through small letters and uneven spaces', () => {
    const keys: KeySet = [newKey(new Date())]
    const [first, second] = splitKeySet(keys)
    assert.deepEqual(joinShares(first.toLowerCase().replaceAll('  ', '   '), `\n${second}\n\n`), keys)
  })
  it('never joins to another key when one character is miscopied', () => {
    fc.assert(
      fc.property(
        keySets,
        fc.nat(),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
        (keys, place, character) => {
          const [first, second] = splitKeySet(keys)
          const at = first.indexOf('\n') + 1 + (place % (first.length - first.indexOf('\n') - 2))
          const typed = first.slice(0, at) + character + first.slice(at + 1)
          try {
            assert.deepEqual(joinShares(typed, second), keys)
          } catch (error) {
            if (error instanceof assert.AssertionError) throw error
            assert.match(String(error), /line|fit together/)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
  it('names the line with the slip', () => {
    const [first, second] = splitKeySet([newKey(new Date())])
    const lines = first.split('\n')
    lines[3] = (lines[3] ?? '').replace(
      /^(\S+ {2})(.)/,
      (_, head: string, character: string) => head + (character === '7' ? '8' : '7'),
    )
    assert.throws(() => joinShares(lines.join('\n'), second), /Share 1, line 3/)
  })
  it('refuses a missing line, twice the same share, and shares of two splits', () => {
    const keys: KeySet = [newKey(new Date())]
    const [first, second] = splitKeySet(keys)
    assert.throws(() => joinShares(first.split('\n').slice(0, -2).join('\n'), second), /lines and should have/)
    assert.throws(() => joinShares(first, first), /Both are share 1/)
    assert.throws(() => joinShares(first, splitKeySet(keys)[1]), /different times/)
    assert.throws(() => joinShares('hello', second), /begins with the line/)
  })
  it('gives nothing away in one share: both shares of the same key differ at every split', () => {
    const keys: KeySet = [newKey(new Date())]
    assert.notEqual(splitKeySet(keys)[1], splitKeySet(keys)[1])
  })
})

describe('A key file rebuilt from its shares', () => {
  it('opens what the lost one wrapped, older keys included', () => {
    const path = join(folder, 'key.json')
    const old = createKeyFile(path).wrap(Buffer.alloc(32, 9), 'x')
    const current = rotateKeyFile(path).wrap(Buffer.alloc(32, 8), 'x')
    const { shares, instructions } = splitKeyFile(path)
    const rebuilt = restoreKeyFile(join(folder, 'rebuilt.json'), ...shares)
    assert.deepEqual(rebuilt.unwrap(old, 'x'), Buffer.alloc(32, 9))
    assert.deepEqual(rebuilt.unwrap(current, 'x'), Buffer.alloc(32, 8))
    assert.equal(readFileSync(join(folder, 'rebuilt.json'), 'utf8'), readFileSync(path, 'utf8'))
    assert.match(instructions, /two people/)
    assert.throws(() => restoreKeyFile(path, ...shares), /already exists/)
  })
})
