import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { controlledDrug } from '../../../core/medicines/controlled-drug.ts'
import { printed } from '../../../core/pdf/document.test-support.ts'
import { contentDigest, type LegalContent } from '../prescriptions/legal-content.ts'
import { CONTROLLED, items, onPaper, REAL } from './documents.test-support.ts'
import { DRAFT, draftPrescription } from './draft-prescription.ts'
import { inkPrescription, NOT_YET_SIGNED, type PaperPrescription } from './ink-prescription.ts'
import type { Made } from './made.ts'

const print = async ({ document, refusals }: Made) => {
  assert.ok(document, JSON.stringify(refusals))
  return await printed(document)
}
const namesOf = ({ refusals }: Made): string[] => (refusals ?? []).map(({ name }) => name)
/** With another item, under the digest that fits it, as if it had been screened so. */
const screenedAs = (change: object): PaperPrescription => {
  const paper = onPaper(CONTROLLED)
  const content = paper.content as LegalContent & { items: object[] }
  const changed = { ...content, items: content.items.map((item) => ({ ...item, ...change })) } as LegalContent
  return { ...paper, content: changed, digest: contentDigest(changed) }
}

describe('A prescription to be signed in ink', () => {
  it('has room for a signature and a date by hand, and is not valid until then', async () => {
    const { text, pages } = await print(inkPrescription(onPaper(CONTROLLED)))
    assert.match(text, /Signature of the prescriber, by hand in ink that cannot be rubbed out/)
    assert.match(text, /Date of signing, by hand/)
    assert.match(text, /A copy, scan or photograph is not a prescription/)
    for (const { text: words } of pages) assert.ok(words.includes(NOT_YET_SIGNED.toUpperCase()))
  })
  it('states the total in figures and in words, once', async () => {
    const { text } = await print(inkPrescription(onPaper(CONTROLLED)))
    assert.match(text, /28 \(twenty eight\)/)
    assert.match(text, /1 \(one\) delivery, for 8 weeks\. Not to be repeated\./)
    assert.match(text, /Schedule 2 controlled drug/)
  })
  for (const [quantity, words] of [
    [0.5, '0.5 (zero point five)'],
    [1000, '1,000 (one thousand)'],
    [121, '121 (one hundred and twenty one)'],
  ] as const)
    it(`writes ${quantity} as ${words}`, async () => {
      const content = { ...CONTROLLED, items: CONTROLLED.items.map((item) => ({ ...item, quantity })) }
      assert.ok((await print(inkPrescription(onPaper(content)))).text.includes(words))
    })
  for (const [what, change] of [
    ['words', { quantityWords: 'twenty nine' }],
    ['figures', { quantityFigures: '82' }],
    ['figures and words alike but not the number', { quantityFigures: '29', quantityWords: 'twenty nine' }],
    ['nothing of a number', { quantity: 0, quantityFigures: '0', quantityWords: 'zero' }],
  ] as const)
    it(`throws on ${what} that do not agree`, () =>
      assert.throws(() => inkPrescription(screenedAs(change)), RangeError))
  it('is refused of a controlled drug that is to be repeated, or of schedule not stated', () => {
    assert.deepEqual(namesOf(inkPrescription(onPaper({ ...CONTROLLED, deliveries: 2 }))), ['not-repeatable'])
    const unknown = CONTROLLED.items.map((item) => ({ ...item, controlledDrug: controlledDrug(undefined) }))
    assert.deepEqual(namesOf(inkPrescription(onPaper({ ...CONTROLLED, deliveries: 2, items: unknown }))), [
      'not-repeatable',
    ])
  })
  it('is refused when it is not what was screened', () =>
    assert.deepEqual(namesOf(inkPrescription({ ...onPaper(CONTROLLED), digest: onPaper(REAL).digest })), [
      'content-changed',
    ]))
  it('is refused of a child whose age is not stated', () => {
    const paper = onPaper({ ...CONTROLLED, patient: { ...CONTROLLED.patient, birthDate: '2018-11-23' } })
    const content = paper.content as LegalContent & { patient: object }
    const ageless = { ...content, patient: { ...content.patient, ageIfUnder12: null } } as LegalContent
    assert.deepEqual(namesOf(inkPrescription(paper)), [])
    assert.deepEqual(namesOf(inkPrescription({ ...paper, content: ageless, digest: contentDigest(ageless) })), [
      'no-age',
    ])
  })
})

describe('A draft', () => {
  it('says on every page that it is no prescription, and has nowhere to sign', async () => {
    const { pages, text, title } = await print(draftPrescription(onPaper({ ...REAL, items: items(12) })))
    assert.ok(pages.length > 2)
    assert.equal(title, DRAFT)
    for (const { text: words } of pages) assert.ok(words.includes(DRAFT.toUpperCase()))
    assert.doesNotMatch(text, /Signature|Signed by|the signature is good/)
  })
  it('is refused when it is not what was written', () =>
    assert.deepEqual(namesOf(draftPrescription({ ...onPaper(REAL), digest: onPaper(CONTROLLED).digest })), [
      'content-changed',
    ]))
})
