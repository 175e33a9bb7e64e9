import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PrintedDocument } from '../../../core/documents/printed-document.ts'
import { printed } from '../../../core/pdf/document.test-support.ts'
import { deliveryAddress } from './delivery-address.ts'
import type { DeliveredItem } from './delivery-facts.ts'
import { deliveryNote } from './delivery-note.ts'
import { DELIVERY, REGISTRATION } from './documents.test-support.ts'
import type { Made } from './made.ts'
import { registrationDocument } from './registration-document.ts'
import { BY_HAND, type RegistrationFacts } from './registration-facts.ts'
import { NOT_RECORDED } from './words.ts'

const print = async ({ document, refusals }: Made) => {
  assert.ok(document, JSON.stringify(refusals))
  return await printed(document)
}
const many = (count: number): DeliveredItem[] =>
  Array.from({ length: count }, (_, index) => ({ ...DELIVERY.items[0]!, batch: `BATCH${index}`, quantity: index + 1 }))

describe('A delivery note', () => {
  it('lists each item with its batch, last day, quantity and how to keep it', async () => {
    const { heard } = await print(deliveryNote(DELIVERY))
    const cells = heard.map(({ text }) => text)
    for (const words of [
      '4 × pre-filled pen',
      '1167204A',
      '30 November 2027',
      'In a fridge, between 2°C and 8°C. Do not freeze.',
    ])
      assert.ok(cells.includes(words), words)
  })
  for (const count of [1, 6, 12])
    it(`drops none of ${count}`, async () => {
      const { text, pages } = await print(deliveryNote({ ...DELIVERY, items: many(count) }))
      for (let item = 0; item < count; item += 1) assert.match(text, new RegExp(`\\bBATCH${item}\\b`))
      for (const page of pages) assert.match(page.text, /Mrs Amina Khan · born 01-Feb-1980/)
    })
  it('says what to do when something is wrong, and whom to call', async () => {
    const { text } = await print(deliveryNote(DELIVERY))
    for (const words of [
      'Kingfisher Homecare 01632 960100',
      'Riverside rheumatology clinic 01632 960001',
      'Do not use it',
    ])
      assert.ok(text.includes(words), words)
  })
  for (const [name, change] of [
    ['no-batch', { batch: ' ' }],
    ['no-storage', { storage: '' }],
    ['no-quantity', { quantity: 0 }],
    ['expired', { expiresOn: '2026-11-30' }],
  ] as const)
    it(`is refused for ${name}`, () => {
      const { refusals } = deliveryNote({ ...DELIVERY, items: [{ ...DELIVERY.items[0]!, ...change }] })
      assert.deepEqual(
        refusals?.map((refusal) => refusal.name),
        [name],
      )
    })
  it('is refused when it lists nothing', () => assert.ok(deliveryNote({ ...DELIVERY, items: [] }).refusals))
})

describe('The outside of a delivery', () => {
  const { recipient, address } = DELIVERY
  const sender = { name: 'KH Deliveries', address: ['PO Box 12', 'Millbrook'], telephone: '01632 960100' }
  const outside: PrintedDocument = deliveryAddress({
    recipient,
    address,
    sender,
    reference: 'KH-20418',
    isDemonstration: false,
  })
  it('says where it goes and whom to call', async () => {
    const { text } = await printed(outside)
    assert.match(text, /Mrs Amina Khan 9 Weir Street Millbrook ZZ1 3ZZ/)
    assert.match(text, /KH Deliveries PO Box 12 Millbrook/)
  })
  it('says nothing of a medicine, a hospital, a birth date or an NHS number, not even in its title', async () => {
    const { text, title, metadata } = await printed(outside)
    const said = `${text} ${title} ${metadata} ${outside.fileName}`
    assert.doesNotMatch(
      said,
      /Amgevita|pen\b|medicine|prescri|NHS|hospital|clinic|homecare|pharma|1980|fridge|450 ?557/i,
    )
  })
})

describe('A homecare registration', () => {
  const changed = async (more: Partial<RegistrationFacts>) =>
    await printed(registrationDocument({ ...REGISTRATION, ...more }))
  it('says everything that it is given', async () => {
    const { text } = await changed({})
    for (const words of [
      'New patient',
      'Kingfisher Homecare',
      'Home address 3 Mill Lane Millbrook ZZ1 2ZZ',
      'Telephone 01632 960123 07700 900123',
      'Allergies Penicillin (severe, rash)',
      'Weight 71.5 kg on 1 November 2026',
      'How to write and speak to them Large print',
      'For Rheumatoid arthritis',
      'Dose Inject 40 mg - every 2 weeks',
      'Funding approval BLQ-0042',
      'Order number Not recorded',
      'Deliver every 8 weeks',
      'Deliver to 9 Weir Street',
      'Yusuf Khan Husband 07700 900124',
      'Agreed on 20 November 2026, in the clinic. Recorded by Nurse Jo Bell.',
      'does not want to join. Do not pass on their details',
      '2 of 3 checks are done',
      'Blood results in date and in range Not yet checked',
      'Consultant Dr Rowan Ellis',
      'Kingfisher Homecare has not answered yet',
    ])
      assert.ok(text.includes(words), words)
  })
  it('never leaves a place empty', async () => {
    const { heard } = await changed({ deliveryAddress: undefined, contacts: [], checklist: [], agreement: undefined })
    assert.ok(heard.filter(({ text }) => text.startsWith(NOT_RECORDED)).length >= 5)
    assert.ok(heard.every(({ text }) => text !== ''))
  })
  it('leaves a named line for what nobody keeps, and says nothing of it', async () => {
    const { therapy, hospital, patient } = REGISTRATION
    const { text, heard } = await changed({
      patient: { ...patient, weight: BY_HAND, practice: BY_HAND },
      therapy: { ...therapy, doseText: BY_HAND, deliveryEvery: BY_HAND, isSharpsBinNeeded: BY_HAND },
      service: BY_HAND,
      funder: BY_HAND,
      hospital: { ...hospital, consultant: BY_HAND },
    })
    const said = heard.map((one) => one.text)
    for (const label of [
      'Weight',
      'GP practice',
      'Dose',
      'Deliver every',
      'Sharps bin',
      'Service',
      'Paid for by',
      'Consultant',
    ])
      assert.ok(said.includes(label), label)
    assert.doesNotMatch(text, /Inject 40 mg|71\.5 kg|every 8 weeks|Dr Rowan Ellis|undefined|Symbol/)
  })
  it('says how the company answered', async () => {
    const at = new Date('2026-11-30T09:00:00Z')
    const accepted = await changed({ acceptance: { outcome: 'accepted', at, by: 'Sam Lee', reference: 'K-1' } })
    assert.match(accepted.text, /Accepted on 30 November 2026 at 9am by Sam Lee Their reference K-1/)
    const rejected = await changed({ acceptance: { outcome: 'rejected', at, by: 'Sam Lee', reason: 'No nurse there' } })
    assert.match(rejected.text, /Rejected on 30 November 2026 at 9am by Sam Lee Reason No nurse there/)
    assert.doesNotMatch(rejected.text, /Accepted/)
  })
})
