import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { createKeyFile, rotateKeyFile } from './key-file/index.ts'
import { openReference, sealReference } from './sealed-reference.ts'

const folder = mkdtempSync(join(tmpdir(), 'troth-reference-'))
after(() => rmSync(folder, { recursive: true }))
const keys = createKeyFile(join(folder, 'key'))

const NOW = new Date('2026-11-22T10:00:00Z')
const at = (now: Date) => ({ now: () => now, today: () => now.toISOString().slice(0, 10) })
const by = (over: { tenantId?: string; id?: string; kind?: 'staff' | 'patient'; now?: Date } = {}) => ({
  keys,
  tenantId: over.tenantId ?? 'riverside',
  clock: at(over.now ?? NOW),
  actor: { kind: over.kind ?? ('staff' as const), id: over.id ?? 'nurse', roles: [], rights: [] },
})
const REFUSED = { problem: 'not-theirs-or-changed' }
/** Also text that JSON, UTF-8 or an address could trip over. */
const typed = fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 200 })))

describe('A sealed reference', () => {
  it('gives back what was sealed, whatever was typed', () => {
    fc.assert(
      fc.property(typed, (content) => {
        const plain: unknown = JSON.parse(JSON.stringify(content))
        assert.deepEqual(openReference(by(), 'search', sealReference(by(), 'search', content, 12)), { content: plain })
      }),
    )
  })
  it('needs no escaping in an address and shows nothing of what it holds', () => {
    const reference = sealReference(by(), 'search', { name: 'Kingfisher' }, 12)
    assert.match(reference, /^[\w-]+$/)
    assert.doesNotMatch(Buffer.from(reference, 'base64url').toString('latin1'), /Kingfisher/)
  })
  it('is as long for a short name as for a longer one', () => {
    const length = (name: string) => sealReference(by(), 'search', { name }, 12).length
    assert.equal(length('Li'), length('Featherstone'))
  })
  it('is never the same twice', () => {
    assert.notEqual(sealReference(by(), 'search', 'x', 12), sealReference(by(), 'search', 'x', 12))
  })
  it('opens for no other account, kind of account, organisation or list', () => {
    fc.assert(
      fc.property(typed, fc.uuid(), (content, other) => {
        const reference = sealReference(by(), 'search', content, 12)
        assert.deepEqual(openReference(by({ id: other }), 'search', reference), REFUSED)
        assert.deepEqual(openReference(by({ tenantId: other }), 'search', reference), REFUSED)
        assert.deepEqual(openReference(by({ kind: 'patient' }), 'search', reference), REFUSED)
        assert.deepEqual(openReference(by(), other, reference), REFUSED)
      }),
    )
  })
  it('opens no more once any character was changed, added or left out', () => {
    const reference = sealReference(by(), 'search', { name: 'Kingfisher' }, 12)
    fc.assert(
      fc.property(
        fc.nat(reference.length - 1),
        fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= '),
        (place, character) => {
          const [head, rest] = [reference.slice(0, place), reference.slice(place)]
          if (rest[0] !== character)
            assert.deepEqual(openReference(by(), 'search', head + character + rest.slice(1)), REFUSED)
          assert.deepEqual(openReference(by(), 'search', head + character + rest), REFUSED)
          assert.deepEqual(openReference(by(), 'search', head + rest.slice(1)), REFUSED)
          assert.deepEqual(openReference(by(), 'search', head), REFUSED)
        },
      ),
    )
  })
  it('refuses any text that was never a reference', () => {
    fc.assert(fc.property(fc.string(), (text) => assert.deepEqual(openReference(by(), 'search', text), REFUSED)))
  })
  it('ends after its hours and not before', () => {
    const reference = sealReference(by(), 'search', 'x', 12)
    const later = (ms: number) => by({ now: new Date(NOW.getTime() + 12 * 3_600_000 + ms) })
    assert.deepEqual(openReference(later(0), 'search', reference), { content: 'x' })
    assert.deepEqual(openReference(later(1), 'search', reference), { problem: 'ended' })
  })
  it('that has ended is not told apart from one that never opened, for anyone else', () => {
    const reference = sealReference(by(), 'search', 'x', 12)
    assert.deepEqual(openReference(by({ id: 'other', now: new Date('2027-01-01') }), 'search', reference), REFUSED)
  })
  it('goes on opening when the key file gets a new key', () => {
    const reference = sealReference(by(), 'search', 'x', 12)
    const rotated = { ...by(), keys: rotateKeyFile(join(folder, 'key')) }
    assert.deepEqual(openReference(rotated, 'search', reference), { content: 'x' })
  })
})
