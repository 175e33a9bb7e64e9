import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { signedSample } from '../../scripts/signed-sample.ts'
import type { SignedDocument } from '../core/signing/document.ts'
import type { Problem } from '../core/signing/verify.ts'
import { judge, wordsOf } from './verify-prescription.ts'

const FILE = join(import.meta.dirname, '../../samples/signed-prescription.json')
const NOW = new Date('2026-11-22T10:00:00Z')

describe('samples/signed-prescription.json, with nothing but itself,', () => {
  let text = ''
  let document: SignedDocument
  before(() => {
    text = readFileSync(FILE, 'utf8')
    document = JSON.parse(text) as SignedDocument
  })
  it('is good, and is not for supply', () => {
    const verdict = judge(text, NOW)
    assert.deepEqual(verdict.problems, [])
    assert.match(wordsOf(verdict, false).join('\n'), /NOT FOR SUPPLY/)
    assert.equal((document.content as { items: unknown[] }).items.length, 2)
  })

  /** Changes one character of the first text that this finds, between quotes or as a number. */
  const changed = (from: string, to: string): string => {
    assert.ok(text.includes(from), from)
    return text.replace(from, to)
  }
  for (const [what, from, to] of [
    ['dose', '"amount": 40', '"amount": 41'],
    ['text of the dose', '40 mg', '46 mg'],
    ['code', '"ampId": "9', '"ampId": "8'],
    ['quantity', '"quantity": 4', '"quantity": 5'],
    ['quantity in words', '"four"', '"five"'],
    ['interval', '"every": 8', '"every": 4'],
    ['number of deliveries', '"deliveries": 3', '"deliveries": 6'],
    ['patient', 'Mrs Amina Khan', 'Mrs Amira Khan'],
    ['NHS number', '9990000018', '9990000026'],
    ['address', '4 Sandmoor Drive', '5 Sandmoor Drive'],
    ['day before which it may not be used', '"notBefore": "2025-01-10"', '"notBefore": "2025-01-09"'],
    ['day of the first dose', '2025-01-20', '2025-01-21'],
    ['order of its items', '"lineId": "line-1"', '"lineId": "line-2"'],
  ] as const)
    it(`is refused when its ${what} is changed`, () =>
      assert.deepEqual(judge(changed(from, to), NOW).problems, ['content-changed']))

  const problems = (one: unknown): readonly Problem[] => judge(JSON.stringify(one), NOW).problems
  it('is refused when items are swapped with another signed one, and so is the other', async () => {
    const { document: other } = await signedSample({ content: { prescriptionId: 'another' } })
    const content = (one: SignedDocument, with_: SignedDocument) => ({
      ...one,
      content: { ...(one.content as object), items: (with_.content as { items: unknown[] }).items.toReversed() },
    })
    assert.deepEqual(problems(content(document, other)), ['content-changed'])
    assert.deepEqual(problems(content(other, document)), ['content-changed'])
  })
  it('is refused when its signature is replayed on a copy', () =>
    assert.deepEqual(problems({ ...document, content: { ...(document.content as object), prescriptionId: 'copy' } }), [
      'content-changed',
    ]))
  it('is refused with the digest of the changed content, since that is signed too', async () => {
    const { document: other } = await signedSample({ content: { deliveries: 9 } })
    const signature = { ...document.signature, digest: other.signature.digest }
    assert.deepEqual(problems({ ...document, content: other.content, signature }), ['signature-wrong'])
  })
  it('is refused when the key had been withdrawn before it was signed, and good when after', async () => {
    const before_ = await signedSample({ withdrawnAt: new Date('2025-01-05T00:00:00Z') })
    assert.deepEqual(problems(before_.document), ['withdrawn'])
    const after = await signedSample({ withdrawnAt: new Date('2025-01-06T12:00:00Z') })
    assert.deepEqual(problems(after.document), [])
  })
  it('is refused when the certificate had ended before it was signed', async () => {
    const ended = await signedSample({ until: new Date('2025-01-05T00:00:00Z') })
    assert.deepEqual(problems(ended.document), ['not-valid-then'])
  })
  it('is refused when the list of withdrawn certificates was changed', () =>
    assert.deepEqual(
      problems({ ...document, withdrawals: { ...document.withdrawals, statedAt: '2025-01-08T00:00:00.000Z' } }),
      ['withdrawals-wrong'],
    ))
})
