import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { createKeyFile } from '../../encryption/key-file/index.ts'
import { authenticatorAddress, codeStep, newAuthenticatorSecret, qrPath, spokenSecret } from './authenticator.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-code.ts'

const keys = createKeyFile(join(mkdtempSync('/tmp/troth-a-'), 'keys.json'))
const at = (seconds: number) => new Date(seconds * 1000)
/** RFC 6238 appendix B: the SHA-1 secret "12345678901234567890" in base 32. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('A code of an authenticator app', () => {
  const cases: [number, string][] = [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ]
  for (const [seconds, code] of cases) {
    it(`is ${code} at ${seconds} seconds (RFC 6238)`, () =>
      assert.equal(codeStep(RFC_SECRET, code, at(seconds), 0), Math.floor(seconds / 30)))
  }
  it('counts one step early and one step late, and no more', () => {
    const step = Math.floor(1234567890 / 30)
    assert.equal(codeStep(RFC_SECRET, '005924', at((step + 1) * 30), 0), step)
    assert.equal(codeStep(RFC_SECRET, '005924', at((step - 1) * 30), 0), step)
    assert.equal(codeStep(RFC_SECRET, '005924', at((step + 2) * 30), 0), undefined)
    assert.equal(codeStep(RFC_SECRET, '005924', at((step - 2) * 30), 0), undefined)
  })
  it('is refused once its step was used, and so is one before it', () => {
    const step = Math.floor(1234567890 / 30)
    assert.equal(codeStep(RFC_SECRET, '005924', at(1234567890), step), undefined)
    assert.equal(codeStep(RFC_SECRET, '005924', at(1234567890), step + 1), undefined)
    assert.equal(codeStep(RFC_SECRET, '005924', at(1234567890), step - 1), step)
  })
  it('may be typed in two groups', () => assert.notEqual(codeStep(RFC_SECRET, '005 924', at(1234567890), 0), undefined))
  for (const text of ['', '00592', '0059241', 'abcdef', '００５９２４', '1e5', '-05924']) {
    it(`is not "${text}"`, () => assert.equal(codeStep(RFC_SECRET, text, at(1234567890), 0), undefined))
  }
})

describe('The secret of an authenticator app', () => {
  it('has 160 bits, stays the same while it is set up and differs for each visit', () => {
    assert.match(newAuthenticatorSecret(keys, 'one'), /^[A-Z2-7]{32}$/)
    assert.equal(newAuthenticatorSecret(keys, 'one'), newAuthenticatorSecret(keys, 'one'))
    assert.notEqual(newAuthenticatorSecret(keys, 'one'), newAuthenticatorSecret(keys, 'two'))
  })
  it('is shown as an address that apps read, and in groups that people can type', () => {
    const address = new URL(authenticatorAddress(RFC_SECRET, 'Trust: North', 'a@b.example'))
    assert.equal(address.searchParams.get('secret'), RFC_SECRET)
    assert.equal(address.searchParams.get('issuer'), 'Troth Trust  North')
    assert.equal(spokenSecret('ABCDEFGH'), 'ABCD EFGH')
  })
  it('is drawn as a QR code with its quiet border and three corners', () => {
    const { size, path } = qrPath('otpauth://totp/x?secret=ABC')
    const corners = [`M4 4h7v1h-7z`, `M${size - 11} 4h7v1h-7z`, `M4 ${size - 11}h7v1h-7z`]
    for (const corner of corners) assert.ok(path.includes(corner), corner)
    assert.equal(/M[0-3] /.test(path), false)
  })
})

describe('Recovery codes', () => {
  const account = { tenantId: 'a', accountId: 'b' }
  it('are ten, all different, and the same for a form that is sent twice', () => {
    const codes = newRecoveryCodes(keys, 'form')
    assert.equal(new Set(codes).size, 10)
    assert.deepEqual(newRecoveryCodes(keys, 'form'), codes)
    assert.match(codes[0] ?? '', /^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  })
  it('may be typed in small letters and without the dash, and belong to one account', () => {
    const [code = ''] = newRecoveryCodes(keys, 'form')
    const hash = recoveryCodeHash(keys, account, code)
    assert.deepEqual(recoveryCodeHash(keys, account, ` ${code.toLowerCase().replace('-', '')} `), hash)
    assert.notDeepEqual(recoveryCodeHash(keys, { ...account, accountId: 'c' }, code), hash)
  })
  it('are told from anything else', () => {
    for (const text of ['', '123456', 'not a code', 'A'.repeat(1_000_000)])
      assert.equal(recoveryCodeHash(keys, account, text), undefined)
  })
})
