import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import bcrypt from 'bcrypt'
import { createKeyFile } from '../../encryption/key-file/index.ts'
import { hashPassword, isOutdated, PASSWORD_COST, passwordMatches } from './password-hash.ts'

const newKeys = () => createKeyFile(join(mkdtempSync('/tmp/troth-p-'), 'keys.json'))
const keys = newKeys()

/** The password's hash accepts it, and refuses what differs at the very end. */
async function isWhole(password: string, almost: string): Promise<void> {
  const stored = await hashPassword(keys, password)
  assert.equal(await passwordMatches(keys, password, stored), true)
  assert.equal(await passwordMatches(keys, almost, stored), false)
}

describe('A stored password', () => {
  it('is bcrypt at a cost of 10 or more (HC-31)', async () => {
    const { scheme, hash } = await hashPassword(keys, 'marmalade otter kettle')
    assert.match(hash, /^\$2b\$(1[0-9]|2[0-9]|3[01])\$/)
    assert.ok(bcrypt.getRounds(hash) >= 10 && PASSWORD_COST >= 10)
    assert.equal(scheme, 'bcrypt-hmac-sha384')
  })
  it('is never the same twice', async () => {
    assert.notDeepEqual(await hashPassword(keys, 'one password'), await hashPassword(keys, 'one password'))
  })
  for (const bytes of [71, 72, 73, 100, 4096]) {
    it(`of ${bytes} bytes counts to its last byte (C-14)`, () =>
      isWhole('a'.repeat(bytes - 1) + 'x', 'a'.repeat(bytes - 1) + 'y'))
  }
  it('would be cut after byte 72 by bcrypt alone: the reason for the keyed hash before it', async () => {
    const cut = await bcrypt.hash('a'.repeat(72) + 'x', 4)
    assert.equal(await bcrypt.compare('a'.repeat(72) + 'y', cut), true)
  })
  it('counts what follows a NUL', () => isWhole('before\0after', 'before\0AFTER'))
  it('counts every emoji', () =>
    isWhole('🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🫖', '🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🦦🍵'))
  it('is the same typed with composed or with combining letters', async () => {
    const stored = await hashPassword(keys, 'Zoë côté garçon'.normalize('NFC'))
    assert.equal(await passwordMatches(keys, 'Zoë côté garçon'.normalize('NFD'), stored), true)
  })
  it('counts capitals and spaces', () => isWhole('Marmalade Otter ', 'Marmalade Otter'))
  it('is worth nothing without the key file', async () => {
    const stored = await hashPassword(keys, 'marmalade otter kettle')
    assert.equal(await passwordMatches(newKeys(), 'marmalade otter kettle', stored), false)
  })
})

describe('Where there is no password', () => {
  it('none is right', async () => {
    for (const text of ['', 'password', 'undefined']) assert.equal(await passwordMatches(keys, text, undefined), false)
  })
  it('none is right for a scheme that is not known', async () => {
    const { hash } = await hashPassword(keys, 'marmalade otter kettle')
    assert.equal(await passwordMatches(keys, 'marmalade otter kettle', { scheme: 'argon2id', hash }), false)
  })
  it('the work is that of comparing one', async () => {
    const source = await import('node:fs').then((fs) =>
      fs.readFileSync(join(import.meta.dirname, 'password-hash.ts'), 'utf8'),
    )
    const dummy = /'(\$2b\$\d\d\$[^']{53})'/.exec(source)?.[1] ?? ''
    assert.equal(bcrypt.getRounds(dummy), PASSWORD_COST)
  })
})

describe('A password hashed long ago', () => {
  it('is hashed again when the cost has gone up', () => {
    const hash = `$2b$10$${'a'.repeat(53)}`
    assert.equal(isOutdated({ scheme: 'bcrypt-hmac-sha384', hash }), PASSWORD_COST > 10)
    assert.equal(isOutdated({ scheme: 'older', hash }), true)
  })
})
