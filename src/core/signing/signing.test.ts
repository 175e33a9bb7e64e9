import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { JsonValue } from '../values/canonical-json.ts'
import { keyOf, newAuthority, newSigner, type NewKey } from './certificates.ts'
import type { SignedDocument } from './document.ts'
import { closeWithSecret, openWithSecret, stretchSecret } from './own-secret.ts'
import { signDocument, stateWithdrawals } from './sign.ts'
import { verifyDocument, type Known, type Problem } from './verify.ts'

const FROM = new Date('2026-01-01T00:00:00Z')
const UNTIL = new Date('2027-01-01T00:00:00Z')
const SIGNED_AT = new Date('2026-06-01T09:30:00Z')
const NOW = new Date('2026-11-22T10:00:00Z')
const CONTENT = {
  patient: { name: 'Amina Khan', nhsNumber: '9990000018', address: ['1 Example Road', 'M1 1AE'] },
  items: [
    { code: '35901811000001106', dose: '40 mg every 2 weeks', quantity: 6 },
    { code: '39110811000001107', dose: '1 when needed', quantity: 1 },
  ],
  notBefore: '2026-06-01',
} as const
const DOCTOR = { name: 'Dr Anil Rao', organisation: 'Riverside NHS Trust', registration: 'GMC 7654321' }
const IN_DATE = { from: FROM, until: UNTIL }
const NOT_FOR_SUPPLY = { forSupply: false, because: ['Nobody has signed off the signature'] }

describe('A signed document', () => {
  let authority: NewKey
  let doctor: NewKey
  let document: SignedDocument
  before(async () => {
    authority = await newAuthority('Riverside NHS Trust', randomBytes(16), IN_DATE)
    doctor = await newSigner(authority, DOCTOR, randomBytes(16), IN_DATE)
    document = signedBy(doctor)
  })

  const signedBy = (by: NewKey, over: Partial<Parameters<typeof signDocument>[0]> = {}, issuer = authority) =>
    signDocument(
      {
        kind: 'prescription',
        content: CONTENT as unknown as JsonValue,
        standing: NOT_FOR_SUPPLY,
        signedAt: SIGNED_AT,
        certificate: by.certificate,
        authority: issuer.certificate,
        ...over,
      },
      keyOf(by.privateKey),
    )
  const problemsOf = (found: unknown, over: Partial<Known> = {}): readonly Problem[] =>
    verifyDocument(found, { kind: 'prescription', now: NOW, ...over }).problems
  const changed = (change: (copy: SignedDocument & { content: typeof CONTENT }) => void): unknown => {
    const copy = structuredClone(document) as never
    change(copy)
    return copy
  }

  it('is good as it was signed, and says by whom, when and under which authority', () => {
    const verdict = verifyDocument(document, { kind: 'prescription', now: NOW })
    assert.deepEqual(verdict.problems, [])
    assert.deepEqual(verdict.signer, DOCTOR)
    assert.deepEqual(verdict.signedAt, SIGNED_AT)
    assert.equal(verdict.forSupply, false)
    assert.deepEqual(problemsOf(document, { authorities: [verdict.authority ?? ''] }), [])
  })
  it('is good when it comes back from JSON with its names in another order', () => {
    const { signature, content, kind, format } = JSON.parse(JSON.stringify(document)) as SignedDocument
    assert.deepEqual(problemsOf({ signature, format, content, kind }), [])
  })

  for (const [what, change, problem] of [
    [
      'a character of the dose',
      (copy) => Object.assign(copy.content.items[0], { dose: '80 mg every 2 weeks' }),
      'content-changed',
    ],
    [
      'a digit of a code',
      (copy) => Object.assign(copy.content.items[0], { code: '35901811000001105' }),
      'content-changed',
    ],
    ['a quantity', (copy) => Object.assign(copy.content.items[1], { quantity: 2 }), 'content-changed'],
    ['the order of the items', (copy) => (copy.content.items as unknown as unknown[]).reverse(), 'content-changed'],
    [
      'the address',
      (copy) => Object.assign(copy.content.patient, { address: ['2 Example Road', 'M1 1AE'] }),
      'content-changed',
    ],
    ['the day it starts', (copy) => Object.assign(copy.content, { notBefore: '2026-05-01' }), 'content-changed'],
    ['something added', (copy) => Object.assign(copy.content, { extra: true }), 'content-changed'],
    [
      'when it was signed',
      (copy) => Object.assign(copy.signature, { signedAt: '2026-06-01T09:30:01.000Z' }),
      'signature-wrong',
    ],
    [
      'whether it may be supplied',
      (copy) => Object.assign(copy.signature, { standing: { forSupply: true, because: [] } }),
      'signature-wrong',
    ],
    ['what kind it is', (copy) => Object.assign(copy, { kind: 'registration' }), 'other-kind'],
  ] as readonly [string, (copy: SignedDocument & { content: typeof CONTENT }) => void, Problem][])
    it(`is refused after a change to ${what}`, () => assert.ok(problemsOf(changed(change)).includes(problem)))

  it('is refused when its signature is laid on another content', () => {
    const other = signedBy(doctor, { content: { ...CONTENT, notBefore: '2026-07-01' } as unknown as JsonValue })
    assert.ok(problemsOf({ ...document, content: other.content }).includes('content-changed'))
    assert.ok(
      problemsOf({
        ...other,
        signature: { ...other.signature, value: document.signature.value },
      }).includes('signature-wrong'),
    )
  })
  it('is refused when somebody else’s certificate is put in', async () => {
    const nurse = await newSigner(authority, { ...DOCTOR, name: 'Sam Lee' }, randomBytes(16), IN_DATE)
    const swapped = { ...document, signature: { ...document.signature, certificate: nurse.certificate } }
    assert.ok(problemsOf(swapped).includes('signature-wrong'))
  })
  it('is refused under an authority that did not issue the certificate, even one of the same name', async () => {
    const impostor = await newAuthority('Riverside NHS Trust', randomBytes(16), IN_DATE)
    const swapped = { ...document, signature: { ...document.signature, authority: impostor.certificate } }
    assert.ok(problemsOf(swapped).includes('chain-broken'))
    const whole = signedBy(await newSigner(impostor, DOCTOR, randomBytes(16), IN_DATE), {}, impostor)
    assert.deepEqual(problemsOf(whole), [])
    const trusted = [verifyDocument(document, { kind: 'prescription', now: NOW }).authority ?? '']
    assert.deepEqual(problemsOf(whole, { authorities: trusted }), ['authority-unknown'])
  })
  it('is refused when a signer certifies someone, or the authority signs by itself', async () => {
    const self = await newSigner(doctor, DOCTOR, randomBytes(16), IN_DATE)
    assert.ok(problemsOf(signedBy(self, {}, doctor)).includes('not-an-authority'))
    assert.ok(problemsOf(signedBy(authority)).includes('not-a-signer'))
  })
  it('is refused when the certificate was not in date at the signing, and good when it ran out since', () => {
    assert.ok(problemsOf(signedBy(doctor, { signedAt: new Date('2025-12-31T23:59:59Z') })).includes('not-valid-then'))
    assert.ok(
      problemsOf(signedBy(doctor, { signedAt: new Date('2027-01-01T00:00:01Z') }), {
        now: new Date('2028-01-01T00:00:00Z'),
      }).includes('not-valid-then'),
    )
    assert.deepEqual(problemsOf(document, { now: new Date('2030-01-01T00:00:00Z') }), [])
  })
  it('is refused when it was signed in the future', () =>
    assert.deepEqual(problemsOf(document, { now: new Date('2026-05-31T00:00:00Z') }), ['signed-later']))
  it('is refused when the certificate had been withdrawn by then, by our own list or by the one it carries', () => {
    const { serial = '' } = verifyDocument(document, { kind: 'prescription', now: NOW })
    const before = new Date('2026-05-01T00:00:00Z')
    assert.deepEqual(problemsOf(document, { withdrawn: [{ serial: doctor.serial, at: before }] }), ['withdrawn'])
    assert.deepEqual(problemsOf(document, { withdrawn: [{ serial, at: new Date('2026-06-02T00:00:00Z') }] }), [])
    const stated = stateWithdrawals(
      [{ serial, at: before.toISOString(), reason: 'left' }],
      NOW,
      keyOf(authority.privateKey),
    )
    assert.deepEqual(problemsOf({ ...document, withdrawals: stated }), ['withdrawn'])
    assert.deepEqual(problemsOf({ ...document, withdrawals: { ...stated, withdrawn: [] } }), ['withdrawals-wrong'])
  })
  it('is refused with two certificates in one place', () => {
    const two = `${document.signature.certificate}\n${document.signature.authority}`
    assert.deepEqual(problemsOf({ ...document, signature: { ...document.signature, certificate: two } }), [
      'certificate-unreadable',
    ])
  })
  it('never throws, and never passes, whatever it is given', () => {
    fc.assert(fc.property(fc.jsonValue(), (anything) => assert.deepEqual(problemsOf(anything), ['not-readable'])))
    fc.assert(
      fc.property(fc.constantFrom('certificate', 'authority', 'value', 'digest'), fc.string(), (part, text) => {
        fc.pre(document.signature[part as 'value'] !== text)
        const spoilt = { ...document, signature: { ...document.signature, [part]: text } }
        assert.notDeepEqual(problemsOf(spoilt), [])
      }),
    )
  })
})

describe('A key closed with its holder’s secret', () => {
  it('opens with that secret alone, and for that holder alone', async () => {
    const closed = closeWithSecret(Buffer.from('key'), await stretchSecret('kestrel over harbour'), 'a')
    assert.equal(String(await openWithSecret(closed, 'kestrel over harbour', 'a')), 'key')
    assert.equal(await openWithSecret(closed, 'kestrel over harbou', 'a'), undefined)
    assert.equal(await openWithSecret(closed, 'kestrel over harbour', 'b'), undefined)
  })
  it('is closed apart from another with the same stretched secret', async () => {
    const secret = await stretchSecret('kestrel over harbour')
    const [one, other] = [
      closeWithSecret(Buffer.from('1'), secret, 'a'),
      closeWithSecret(Buffer.from('2'), secret, 'b'),
    ]
    assert.equal(String(await openWithSecret(other, 'kestrel over harbour', 'b')), '2')
    assert.equal(await openWithSecret(one, 'kestrel over harbour', 'b'), undefined)
  })
  it('does not open after a change to any part', async () => {
    const closed = closeWithSecret(Buffer.from('key'), await stretchSecret('kestrel over harbour'), 'a')
    for (const at of [3, 20, 35, 46]) {
      const spoilt = Buffer.from(closed)
      spoilt[at]! ^= 1
      assert.equal(await openWithSecret(spoilt, 'kestrel over harbour', 'a'), undefined)
    }
  })
})
