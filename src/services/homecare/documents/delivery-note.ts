import type { Block, PrintedDocument } from '../../../core/documents/printed-document.ts'
import { formatDate, formatDateWithWeekday } from '../../../core/values/civil-date.ts'
import { formatInstant } from '../../../core/values/london-time.ts'
import { count } from '../../../core/values/problem-wording.ts'
import type { Refusal } from '../../../core/values/refusal.ts'
import { formatNumber, isAmount } from '../therapies/amount.ts'
import type { Contact, DeliveredItem, DeliveryFacts } from './delivery-facts.ts'
import { made, type Made } from './made.ts'
import { fact, identityLine, isMadeUp } from './words.ts'

/** The note inside a delivery: what it is, how to keep it, what to check and whom to call. */
export const deliveryNote = (facts: DeliveryFacts): Made =>
  made(
    facts.items.length === 0
      ? [{ name: 'no-items', sentence: 'A delivery note must list what is delivered' }]
      : facts.items.flatMap((item) => itemRefusals(item, facts)),
    () => noteOf(facts),
  )

function itemRefusals(item: DeliveredItem, { deliverOn }: DeliveryFacts): (Refusal | undefined)[] {
  const refuse = (isWrong: boolean, name: string, sentence: string): Refusal | undefined =>
    isWrong ? { name, sentence: `${item.name}: ${sentence}` } : undefined
  return [
    refuse(item.batch.trim() === '', 'no-batch', 'enter the batch number'),
    refuse(item.storage.trim() === '', 'no-storage', 'enter how to keep it'),
    refuse(!isAmount(item.quantity), 'no-quantity', 'quantity must be above 0'),
    refuse(item.expiresOn < deliverOn, 'expired', 'this pack expires before it is delivered'),
  ]
}

function noteOf(facts: DeliveryFacts): PrintedDocument {
  const { patient, items, number, company, hospital } = facts
  return {
    fileName: 'delivery-note',
    title: 'Delivery note',
    identity: [identityLine(patient)],
    footer: `Delivery ${facts.reference}. Made on ${formatInstant(facts.madeAt)}.`,
    isDemonstration: isMadeUp(facts.isDemonstration, patient.nhsNumber),
    blocks: [
      {
        kind: 'facts',
        facts: [
          fact('Deliver to', [facts.recipient, ...facts.address]),
          fact('Day', formatDateWithWeekday(facts.deliverOn)),
          fact('Delivery', `${number.delivery} of ${number.of}, reference ${facts.reference}`),
        ],
      },
      { kind: 'heading', text: 'What is in this delivery' },
      {
        kind: 'table',
        caption: count(items.length, 'item'),
        columns: [
          { heading: 'Item', share: 1.6 },
          { heading: 'Medicine', share: 4.2 },
          { heading: 'Quantity', share: 2.4 },
          { heading: 'Batch', share: 2 },
          { heading: 'Use before the end of', share: 2.6 },
          { heading: 'How to keep it', share: 3.4 },
        ],
        rows: items.map((item, index) => [
          `${index + 1} of ${items.length}`,
          item.device === undefined ? item.name : `${item.name}\n${item.device}`,
          `${formatNumber(item.quantity)} × ${item.unit}`,
          item.batch,
          formatDate(item.expiresOn),
          item.storage,
        ]),
      },
      { kind: 'heading', text: 'Check it now' },
      { kind: 'list', items: CHECKS },
      ...ifWrong(company, hospital),
    ],
  }
}

const CHECKS = [
  'The name on this note and on every box is yours, or that of the person you care for.',
  'Everything on the list is here, and nothing else.',
  'The boxes are closed and not damaged.',
  'What must be kept in a fridge arrived cold. Put it in the fridge now.',
]

const ifWrong = (company: Contact, hospital: Contact): Block[] => [
  {
    kind: 'box',
    tone: 'warning',
    heading: 'If something is wrong',
    blocks: [
      { kind: 'paragraph', text: 'Do not use it, and do not throw it away. Keep it as the list says, and call:' },
      { kind: 'facts', facts: [company, hospital].map(contactFact) },
      {
        kind: 'paragraph',
        text: 'If you may miss a dose, or you do not know whether to use a medicine, call the hospital. For urgent medical help call 111. In an emergency call 999.',
      },
    ],
  },
]

const contactFact = ({ name, telephone, openingTimes }: Contact) =>
  fact(name, openingTimes === undefined ? telephone : [telephone, openingTimes])
