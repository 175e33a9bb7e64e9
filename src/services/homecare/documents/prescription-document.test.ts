import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DEMONSTRATION } from '../../../core/documents/printed-document.ts'
import { printed } from '../../../core/pdf/document.test-support.ts'
import { dense } from '../../../core/pdf/read-pdf.test-support.ts'
import type { SignedDocument } from '../../../core/signing/document.ts'
import { CONTENT } from '../prescriptions/content.test-support.ts'
import type { LegalContent, PrescriptionContent } from '../prescriptions/legal-content.ts'
import { checked, CONTROLLED, items, REAL, signed } from './documents.test-support.ts'
import type { Made } from './made.ts'
import { NOT_FOR_SUPPLY, prescriptionDocument, type SignedPrescription } from './prescription-document.ts'

const namesOf = ({ refusals }: Made): string[] => [...new Set((refusals ?? []).map(({ name }) => name))]
const print = async (prescription: SignedPrescription, points?: number) => {
  const { document, refusals } = prescriptionDocument(prescription)
  assert.ok(document, JSON.stringify(refusals))
  return await printed(document, points)
}
/** Every text and number in what is signed, but the dose in its structure, which is printed as its text. */
const stringsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(stringsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => (name === 'dose' ? [] : stringsOf(part)))
}
/** Codes, dates and choices that are printed in words. */
const IN_WORDS = /^(?:\d{4}-\d{2}-\d{2}|\d{4}|week|month|gmc|doctor|4505577104)$/

describe('A signed prescription on paper', () => {
  for (const count of [1, 2, 5, 12])
    it(`says everything that was signed of ${count} ${count === 1 ? 'item' : 'items'}`, async () => {
      const document = await signed({ ...REAL, items: items(count) })
      for (const points of [11, 18]) {
        const { text, heard } = await print(checked(document), points)
        for (const words of stringsOf(document.content)) {
          if (!IN_WORDS.test(words)) assert.ok(dense(text).toLowerCase().includes(dense(words).toLowerCase()), words)
        }
        for (let item = 1; item <= count; item += 1) {
          const name = `${item} of ${count} Medicine ${String.fromCharCode(64 + item)} ${item}mg tablets`
          assert.ok(
            heard.some(({ text: words }) => words.endsWith(name)),
            name,
          )
        }
        assert.match(text, new RegExp(`End of the list of ${count} item`))
      }
    })
  it('says who it is for, by whom, when, and how it was checked', async () => {
    const document = await signed(REAL)
    const { text } = await print(checked(document))
    for (const words of [
      'Date of birth 1 February 1980',
      'NHS number 450 557 7104',
      '4 (four)',
      '12 (twelve) in all',
      '3 (three) deliveries, one every 8 weeks',
      'First dose on 7 December 2026',
      'Not to be used before No date stated',
      'Kind of prescriber Doctor',
      'Signed by Dr Rowan Ellis, GMC 7654321',
      'Signed on 22 November 2026 at 9:30am',
      'the signature is good',
      'Form of the content troth-prescription/1',
    ])
      assert.ok(text.includes(words), words)
    const { check, digest } = checked(document)
    for (const words of [check.serial!, check.authority!, digest]) assert.ok(dense(text).includes(words), words)
    assert.ok(!text.includes('NOT FOR SUPPLY') && !text.includes(DEMONSTRATION))
  })
  it('sets what is not signed apart, and says so', async () => {
    const { heard } = await print(checked(await signed(REAL)))
    const texts = heard.map(({ text }) => text)
    const from = texts.indexOf('Not part of what is signed')
    for (const words of [
      'Penicillin (severe, rash)',
      '9 Weir Street Millbrook ZZ1 3ZZ',
      'Kingfisher Homecare 01632 960100',
    ])
      assert.ok(texts.indexOf(words) > from && from > 0, words)
    assert.ok(texts.some((words) => words.startsWith('Priya Shah, GPhC 2012345')))
  })
  it('says when nobody has screened it, and when nobody has asked about allergies', async () => {
    const prescription = checked(await signed(REAL))
    const beside = { ...prescription.beside, screenedBy: undefined, allergies: { status: 'not-yet-asked' } as const }
    const { text } = await print({ ...prescription, beside })
    assert.match(text, /Clinical screening Not done\. Do not supply/)
    assert.match(text, /Allergies Not yet asked/)
  })
  it('names the patient, the prescription and its length on every page', async () => {
    const { pages } = await print(checked(await signed({ ...REAL, items: items(12) })))
    assert.ok(pages.length > 2)
    for (const { text } of pages) {
      assert.match(text, /Mrs Amina Khan · born 01-Feb-1980 · NHS number 450 557 7104/)
      assert.match(text, /Prescription prescription-1 · 12 items/)
    }
  })
  it('states the age of a child under 12', async () => {
    const child = { ...REAL, patient: { ...REAL.patient, birthDate: '2018-11-23' } }
    assert.match((await print(checked(await signed(child)))).text, /Age, as under 12 7 years/)
  })
  it('takes names of any length and letter', async () => {
    const name = `Łucja-Ŵynne ${'Papadopoulou-Wiśniewska '.repeat(4)}王芳 İnci`.trim()
    const { pages } = await print(checked(await signed({ ...REAL, patient: { ...REAL.patient, name } })), 18)
    for (const { text } of pages) assert.ok(dense(text).includes(dense(name.replace('王芳', '[U+738B U+82B3]'))))
  })
})

describe('A prescription that may not be supplied from', () => {
  it('says so and why, on every page', async () => {
    const because = ['Made for a demonstration', 'Nobody has signed off the signature']
    const { pages, heard } = await print(
      checked(await signed({ ...REAL, items: items(12) }, { forSupply: false, because })),
    )
    for (const { text } of pages) assert.match(text, /NOT FOR SUPPLY/)
    assert.ok(heard.some(({ text }) => text === NOT_FOR_SUPPLY))
    for (const reason of because) assert.ok(heard.some(({ text }) => text === reason))
  })
  for (const [what, over] of [
    ['does not say whether it may', { forSupply: undefined }],
    ['says that it may, and why not', { because: ['A reason'] }],
  ] as const)
    it(`is one that ${what}`, async () => {
      const prescription = checked(await signed(REAL))
      const check = { ...prescription.check, ...over } as SignedPrescription['check']
      assert.match((await print({ ...prescription, check })).text, /NOT FOR SUPPLY/)
    })
  it('bears DEMONSTRATION on every page when it is one, also by its NHS number', async () => {
    for (const prescription of [
      checked(await signed(REAL), { isDemonstration: true }),
      checked(await signed({ ...CONTENT, items: items(9) })),
    ])
      for (const { artifacts } of (await print(prescription)).pages) assert.ok(artifacts.includes(DEMONSTRATION))
  })
})

describe('What never prints as a prescription', () => {
  const refused = async (
    content: PrescriptionContent,
    change: (document: SignedDocument) => SignedDocument = (document) => document,
    registration?: string,
  ) => namesOf(prescriptionDocument(checked(change(await signed(content, undefined, registration)))))
  it('is a content that was changed after it was signed', async () =>
    assert.deepEqual(
      await refused(REAL, (document) => ({
        ...document,
        content: { ...(document.content as LegalContent), deliveries: 12 } as SignedDocument['content'],
      })),
      ['content-changed'],
    ))
  it('is the content of one under the signature of another', async () => {
    const other = await signed({ ...REAL, deliveries: 12 })
    assert.deepEqual(await refused(REAL, (document) => ({ ...document, signature: other.signature })), [
      'content-changed',
    ])
  })
  it('is one whose signature was changed', async () =>
    assert.deepEqual(
      await refused(REAL, (document) => ({
        ...document,
        signature: { ...document.signature, signedAt: '2026-11-22T09:30:01.000Z' },
      })),
      ['not-verified'],
    ))
  it('is one of which something could not be found out', async () => {
    const prescription = checked(await signed(REAL))
    for (const part of ['signer', 'signedAt', 'authority', 'serial'] as const) {
      const { [part]: _left, ...check } = prescription.check
      assert.deepEqual(namesOf(prescriptionDocument({ ...prescription, check })), ['not-verified'], part)
    }
  })
  it('is one signed by someone else than its prescriber', async () =>
    assert.deepEqual(await refused(REAL, undefined, 'GMC 7654322'), ['other-signer']))
  it('is a controlled drug that only paper or EPS may carry', async () => {
    assert.deepEqual(await refused(CONTROLLED), ['paper-only'])
    assert.deepEqual(await refused({ ...REAL, deliveries: 1, items: [...items(3), ...CONTROLLED.items] }), [
      'paper-only',
    ])
  })
  it('is anything that holds more than would be printed, or less', async () => {
    const prescription = checked(await signed(REAL))
    const content = prescription.content as LegalContent
    for (const spoilt of [{ ...content, more: 1 }, { ...content, items: [] }, { ...content, form: 'x' }, null, 'x', []])
      assert.deepEqual(namesOf(prescriptionDocument({ ...prescription, content: spoilt as never })), ['not-readable'])
  })
})
