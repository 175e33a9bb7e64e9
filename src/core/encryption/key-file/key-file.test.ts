import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import { StartUpError } from '../../errors.ts'
import { createKeyFile, loadKeyFile, rotateKeyFile } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'troth-key-'))
let count = 0
const newPath = (): string => join(folder, `${(count += 1)}.json`)
after(() => rmSync(folder, { recursive: true }))

const refusal = (words: RegExp) => (error: unknown) =>
  error instanceof StartUpError && words.test(error.message) && /^[^\n]+\.$/.test(error.message)

describe('A key file', () => {
  it('is readable by its owner alone', () => {
    const path = newPath()
    createKeyFile(path)
    assert.equal(statSync(path).mode & 0o777, 0o600)
  })
  it('is never overwritten', () => {
    const path = newPath()
    createKeyFile(path)
    const before = readFileSync(path)
    assert.throws(() => createKeyFile(path), refusal(/already exists/))
    assert.deepEqual(readFileSync(path), before)
  })
  it('that is missing is refused', () => assert.throws(() => loadKeyFile(newPath()), refusal(/is missing/)))
  it('that the group can read is refused', () => {
    const path = newPath()
    createKeyFile(path)
    chmodSync(path, 0o640)
    assert.throws(() => loadKeyFile(path), refusal(/other users.*chmod 600/))
  })
  it('that is empty is refused', () => {
    const path = newPath()
    writeFileSync(path, '', { mode: 0o600 })
    assert.throws(() => loadKeyFile(path), refusal(/damaged or empty/))
  })
  it('with any one character changed is refused or means the same, and its words are not repeated', () => {
    const path = newPath()
    createKeyFile(path)
    const text = readFileSync(path, 'utf8')
    const before = loadKeyFile(path)
    const wrapped = before.wrap(Buffer.alloc(32, 7), 'x')
    const secret = (JSON.parse(text) as { keys: { key: string }[] }).keys[0]?.key ?? ''
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('A', 'b', '0', '"', ' ', '}'), (at, character) => {
        writeFileSync(path, text.slice(0, at) + character + text.slice(at + 1), { mode: 0o600 })
        try {
          assert.deepEqual(loadKeyFile(path).unwrap(wrapped, 'x'), Buffer.alloc(32, 7))
        } catch (error) {
          assert.ok(error instanceof StartUpError, String(error))
          assert.ok(!error.message.includes(secret.slice(0, 12)))
        }
      }),
    )
  })
})

describe('A wrapped key', () => {
  const keyFile = createKeyFile(newPath())
  it('opens to what was wrapped', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.string(), (key, boundTo) => {
        assert.deepEqual(keyFile.unwrap(keyFile.wrap(key, boundTo), boundTo), Buffer.from(key))
      }),
    )
  })
  it('does not open for another use', () => {
    const wrapped = keyFile.wrap(randomBytes(32), 'patient 1')
    assert.throws(() => keyFile.unwrap(wrapped, 'patient 2'), /changed or moved/)
  })
  it('does not open when any bit of it is changed', () => {
    const wrapped = keyFile.wrap(randomBytes(32), 'x')
    for (let bit = 0; bit < wrapped.length * 8; bit += 1) {
      const changed = Buffer.from(wrapped)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      assert.throws(() => keyFile.unwrap(changed, 'x'))
    }
  })
  it('does not open with another key file, and says which key is wanted', () => {
    const wrapped = keyFile.wrap(randomBytes(32), 'x')
    assert.throws(
      () => createKeyFile(newPath()).unwrap(wrapped, 'x'),
      new RegExp(`does not hold the key ${keyFile.currentKeyId}`),
    )
  })
  it('must be 32 bytes', () => assert.throws(() => keyFile.wrap(randomBytes(16), 'x'), /32 bytes, not 16/))
})

describe('Rotating a key file', () => {
  it('gives a new current key and still opens what the older ones wrapped', () => {
    const path = newPath()
    const first = createKeyFile(path)
    const old = first.wrap(Buffer.alloc(32, 1), 'x')
    const second = rotateKeyFile(path)
    assert.notEqual(second.currentKeyId, first.currentKeyId)
    assert.deepEqual(second.keyIds, [first.currentKeyId, second.currentKeyId])
    assert.deepEqual(second.unwrap(old, 'x'), Buffer.alloc(32, 1))
    assert.throws(() => first.unwrap(second.wrap(Buffer.alloc(32, 2), 'x'), 'x'), /does not hold/)
    assert.equal(statSync(path).mode & 0o777, 0o600)
  })
})

describe('A blind index', () => {
  it('stays the same when the key is rotated', () => {
    const path = newPath()
    const before = createKeyFile(path).blindIndex('e-mail', 'amina@example.org')
    assert.deepEqual(rotateKeyFile(path).blindIndex('e-mail', 'amina@example.org'), before)
  })
  it('differs by use, by value and by key file', () => {
    const keyFile = createKeyFile(newPath())
    const index = keyFile.blindIndex('e-mail', 'x')
    assert.notDeepEqual(keyFile.blindIndex('telephone', 'x'), index)
    assert.notDeepEqual(keyFile.blindIndex('e-mail', 'y'), index)
    assert.notDeepEqual(createKeyFile(newPath()).blindIndex('e-mail', 'x'), index)
  })
})
