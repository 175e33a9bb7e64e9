import type { Block, Fact } from '../../../core/documents/printed-document.ts'
import { controlledDrug } from '../../../core/medicines/controlled-drug.ts'
import { formatDate } from '../../../core/values/civil-date.ts'
import { count } from '../../../core/values/problem-wording.ts'
import { isRegister, REGISTERS } from '../../../core/values/professional-registration.ts'
import { quantityInFigures, quantityInWords } from '../prescriptions/quantity-words.ts'
import { thousandths } from '../therapies/amount.ts'
import type { SignedContent, SignedItem } from './signed-content.ts'
import { capital, fact, identityLine, patientFacts, type Identity } from './words.ts'

/** Everything that is signed, in words, in the order in which a pharmacist reads it. */
export const contentBlocks = (content: SignedContent): Block[] => [
  { kind: 'heading', text: 'Patient' },
  { kind: 'facts', facts: whoFacts(content) },
  { kind: 'heading', text: 'What is prescribed' },
  {
    kind: 'table',
    caption: `${count(content.items.length, 'item')}. Nothing else is prescribed.`,
    columns: [
      { heading: 'Item', share: 4.2 },
      { heading: 'Device and class', share: 2.8 },
      { heading: 'Dose', share: 3.6 },
      { heading: 'Quantity', share: 3 },
    ],
    rows: content.items.map((item, index) => itemRow(content, item, index)),
  },
  { kind: 'paragraph', text: `End of the list of ${count(content.items.length, 'item')}.`, isStrong: true },
  { kind: 'heading', text: 'Supply' },
  { kind: 'facts', facts: supplyFacts(content) },
  { kind: 'heading', text: 'Prescriber' },
  { kind: 'facts', facts: prescriberFacts(content) },
  { kind: 'heading', text: 'Codes of the items' },
  {
    kind: 'facts',
    facts: content.items.map((item, index) => fact(`Item ${index + 1} of ${content.items.length}`, codeWords(item))),
  },
]

export const identityOf = ({ patient }: SignedContent): Identity => ({
  name: patient.name,
  birthDate: patient.birthDate,
  nhsNumber: patient.nhsNumber ?? undefined,
  hospitalNumber: patient.hospitalNumber ?? undefined,
})

/** On top of every page: a page that went astray says whose it is and of how many items. */
export const headLines = (content: SignedContent): string[] => [
  identityLine(identityOf(content)),
  `Prescription ${content.prescriptionId} · ${count(content.items.length, 'item')}`,
]

function whoFacts(content: SignedContent): Fact[] {
  const { ageIfUnder12, address } = content.patient
  const [name, born, ...numbers] = patientFacts(identityOf(content))
  return [
    name!,
    born!,
    ...(ageIfUnder12 === null ? [] : [fact('Age, as under 12', count(ageIfUnder12, 'year'))]),
    fact('Address', address),
    ...numbers,
  ]
}

const itemRow = (content: SignedContent, item: SignedItem, index: number): string[] => [
  `${index + 1} of ${content.items.length}\n${item.name}`,
  [item.device ?? 'No device stated', controlledDrug(item.controlledDrugCategory ?? undefined).words]
    .map(capital)
    .join('\n'),
  item.doseText,
  quantityWords(content, item),
]

const codeWords = ({ ampId, vmpId, vtmId, lineId }: SignedItem): string[] => [
  ampId === null ? 'No brand (dm+d AMP)' : `Brand (dm+d AMP) ${ampId}`,
  `Product (dm+d VMP) ${vmpId}`,
  ...(vtmId === null ? [] : [`Substance (dm+d VTM) ${vtmId}`]),
  `Line ${lineId}`,
]

function quantityWords({ deliveries }: SignedContent, item: SignedItem): string {
  const each = `${item.quantityFigures} (${item.quantityWords})\n${item.quantityUnit}`
  if (deliveries === 1) return each
  const total = (thousandths(item.quantity) * deliveries) / 1000
  return `${each}\nin each delivery\n${quantityInFigures(total)} (${quantityInWords(total)}) in all`
}

function supplyFacts({ deliveries, interval, firstDoseOn, notBefore }: SignedContent): Fact[] {
  const time = count(interval.every, interval.unit)
  const number = `${deliveries} (${quantityInWords(deliveries)})`
  return [
    fact(
      'Deliveries',
      deliveries === 1
        ? `${number} delivery, for ${time}. Not to be repeated.`
        : `${number} deliveries, one every ${time}`,
    ),
    fact('First dose on', formatDate(firstDoseOn)),
    fact('Not to be used before', notBefore === null ? 'No date stated' : formatDate(notBefore)),
  ]
}

function prescriberFacts({ prescriber }: SignedContent): Fact[] {
  return [
    fact('Name', prescriber.name),
    fact('Kind of prescriber', capital(prescriber.kind)),
    fact('Registration', registrationOf(prescriber)),
    fact('Organisation', `${prescriber.organisation} (${prescriber.organisationCode})`),
    fact('Address', prescriber.address),
  ]
}

/** “GMC 7654321”, as a certificate says it. */
export const registrationOf = ({ register, registration }: SignedContent['prescriber']): string =>
  `${isRegister(register) ? REGISTERS[register].short : register} ${registration}`
