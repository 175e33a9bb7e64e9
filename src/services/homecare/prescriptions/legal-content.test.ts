import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalJson, type JsonValue } from '../../../core/values/canonical-json.ts'
import { digestOf } from '../../../core/signing/document.ts'
import { every } from '../therapies/dose.ts'
import { FORTNIGHTLY, steady } from '../therapies/dose.test-support.ts'
import { CONTENT, ITEM } from './content.test-support.ts'
import { contentDigest, legalContent, type PrescriptionContent } from './legal-content.ts'

const ON = '2026-11-22'
const digest = (more: Partial<PrescriptionContent> = {}): string =>
  contentDigest(legalContent({ ...CONTENT, ...more }, ON))
const withItem = (more: Partial<typeof ITEM>): Partial<PrescriptionContent> => ({ items: [{ ...ITEM, ...more }] })

describe('What is signed', () => {
  it('holds no workflow and no delivery address', () =>
    assert.deepEqual(Object.keys(legalContent(CONTENT, ON)), [
      'form',
      'prescriptionId',
      'prescriber',
      'patient',
      'items',
      'deliveries',
      'interval',
      'firstDoseOn',
      'notBefore',
    ]))
  it('is the same after a journey through JSON', () => {
    const content = legalContent(CONTENT, ON)
    assert.equal(canonicalJson(JSON.parse(JSON.stringify(content)) as JsonValue), canonicalJson(content))
  })
  it('keeps ids of 17 digits as they are', () =>
    assert.ok(canonicalJson(legalContent(CONTENT, ON)).includes('"38968011000001107"')))
  it('says the dose and the quantity in words', () => {
    const text = canonicalJson(legalContent(CONTENT, ON))
    assert.ok(text.includes('"doseText":"Inject 40 mg - every 2 weeks - under the skin (subcutaneous)"'))
    assert.ok(text.includes('"quantityFigures":"4","quantityUnit":"pre-filled pen","quantityWords":"four"'))
  })
  it('states the age of a child under 12 and of nobody else', () => {
    const child = { patient: { ...CONTENT.patient, birthDate: '2018-11-23' } }
    assert.ok(canonicalJson(legalContent({ ...CONTENT, ...child }, ON)).includes('"ageIfUnder12":7'))
    assert.ok(canonicalJson(legalContent(CONTENT, ON)).includes('"ageIfUnder12":null'))
  })
  it('has the digest that is signed', () => {
    const content = legalContent(CONTENT, ON)
    assert.equal(contentDigest(content), digestOf(content))
  })
})

describe('The digest changes with', () => {
  for (const [words, more] of [
    ['the amount', withItem({ dose: steady(FORTNIGHTLY, 41, every(2, 'week')) })],
    ['how often', withItem({ dose: steady(FORTNIGHTLY, 40, every(1, 'week')) })],
    ['the drug code by one digit', withItem({ vmpId: '38967411000001101' })],
    ['the brand', withItem({ ampId: undefined })],
    ['the device', withItem({ device: 'pre-filled syringe' })],
    ['the quantity', withItem({ quantity: 5 })],
    ['the interval', { interval: { every: 4, unit: 'week' } }],
    ['its unit', { interval: { every: 8, unit: 'month' } }],
    ['the number of deliveries', { deliveries: 4 }],
    ['the patient', { patient: { ...CONTENT.patient, nhsNumber: '9990000026' } }],
    [
      'one letter of the address',
      { patient: { ...CONTENT.patient, address: ['3 Mill Lane', 'Millbrooke', 'ZZ1 2ZZ'] } },
    ],
    [
      'where a line of the address ends',
      { patient: { ...CONTENT.patient, address: ['3 Mill', 'Lane', 'Millbrook', 'ZZ1 2ZZ'] } },
    ],
    ['the not-before date', { notBefore: '2026-12-01' }],
    ['the first dose', { firstDoseOn: '2026-12-08' }],
    ['the prescriber', { prescriber: { ...CONTENT.prescriber, registration: '7654322' } }],
    ['its own id, so that a copy is another prescription', { prescriptionId: 'prescription-2' }],
    ['an item more', { items: [ITEM, { ...ITEM, lineId: 'line-2' }] }],
    ['the order of items', { items: [{ ...ITEM, lineId: 'line-2' }, ITEM] }],
  ] as const satisfies readonly (readonly [string, Partial<PrescriptionContent>])[])
    it(words, () => assert.notEqual(digest(more), digest()))
  it('nothing else: the same content has the same digest', () => assert.equal(digest(), digest({})))
})
