import type { Block, Fact, PrintedDocument } from '../../../core/documents/printed-document.ts'
import { type CivilDate, formatDate } from '../../../core/values/civil-date.ts'
import { formatInstant } from '../../../core/values/london-time.ts'
import { count } from '../../../core/values/problem-wording.ts'
import { formatNumber } from '../therapies/amount.ts'
import {
  BY_HAND,
  type ByHand,
  CHECK_ANSWERS,
  FUNDERS,
  REGISTRATION_KINDS,
  SERVICES,
  SUPPORT_CHOICES,
  type RegistrationFacts,
  type RegistrationPatient,
} from './registration-facts.ts'
import { allergyWords, fact, identityLine, isMadeUp, NOT_RECORDED, patientFacts } from './words.ts'

/** The registration form that a hospital and a homecare company share. What is not recorded says so; what nobody keeps is left to be written by hand. */
export function registrationDocument(facts: RegistrationFacts): PrintedDocument {
  const { patient, hospital } = facts
  return {
    fileName: 'homecare-registration',
    title: 'Homecare registration',
    identity: [identityLine(patient)],
    footer: `Registration ${facts.reference}. Made on ${formatInstant(facts.madeAt)}.`,
    isDemonstration: isMadeUp(facts.isDemonstration, patient.nhsNumber),
    blocks: [
      {
        kind: 'facts',
        facts: [
          fact('Reference', facts.reference),
          fact('Kind', REGISTRATION_KINDS[facts.kind]),
          fact('Homecare company', facts.company),
        ],
      },
      ...section('Patient', aboutPatient(patient)),
      ...section('Treatment', aboutTherapy(facts)),
      ...section('Service', aboutService(facts)),
      ...people(facts),
      ...section('Agreement and choices', choices(facts)),
      ...checklist(facts),
      ...section('Hospital', [
        fact('Name', [hospital.name, ...(hospital.department === BY_HAND ? [] : [hospital.department])]),
        ...(hospital.department === BY_HAND ? [line('Department')] : []),
        given('Address', hospital.address, (lines) => lines),
        given('Telephone', hospital.telephone),
        given('Consultant', hospital.consultant),
      ]),
      ...acceptance(facts),
    ],
  }
}

type Line = Extract<Block, { kind: 'space' }>
type Row = Fact | Line

const isLine = (row: Row): row is Line => 'kind' in row
const line = (label: string): Line => ({ kind: 'space', label, lines: 1 })

/** What it says, or a line to write it on. */
const given = <Value>(
  name: string,
  value: Value | ByHand,
  words: (value: Value) => string | readonly string[] | undefined = (text) => text as string | undefined,
): Row => (value === BY_HAND ? line(name) : fact(name, words(value as Value)))

/** Everything that is known, and then the lines to write on. */
const section = (text: string, rows: readonly Row[]): Block[] => [
  { kind: 'heading', text },
  { kind: 'facts', facts: rows.filter((row): row is Fact => !isLine(row)) },
  ...rows.filter(isLine),
]

const day = (date: CivilDate | undefined): string | undefined => date && formatDate(date)

const aboutPatient = (patient: RegistrationPatient): Row[] => [
  ...patientFacts(patient),
  fact('Home address', patient.address),
  fact('Telephone', patient.telephones),
  fact('Email', patient.email),
  fact('Allergies', allergyWords(patient.allergies)),
  given('Weight', patient.weight, (of) => of && `${formatNumber(of.kilograms)} kg on ${formatDate(of.on)}`),
  fact('How to write and speak to them', patient.needs),
  given('GP practice', patient.practice),
]

const aboutTherapy = ({ therapy, funder }: RegistrationFacts): Row[] => [
  fact('Medicine', therapy.medicine),
  given('Device', therapy.device),
  given('For', therapy.reason),
  given('Dose', therapy.doseText),
  given('First dose on', therapy.firstDoseOn, day),
  given('Paid for by', funder, (code) => FUNDERS[code]),
  given('Order number', therapy.orderNumber),
  given('Funding approval', therapy.fundingReference),
]

const aboutService = ({ service, therapy, deliveryAddress }: RegistrationFacts): Row[] => [
  given('Service', service, (code) => SERVICES[code]),
  given('Deliver every', therapy.deliveryEvery, ({ every, unit }) => count(every, unit)),
  given('First delivery by', therapy.firstDeliveryBy, day),
  fact('Deliver to', deliveryAddress),
  given('Sharps bin', therapy.isSharpsBinNeeded, (isNeeded) => (isNeeded ? 'Needed' : 'Not needed')),
]

const people = ({ contacts }: RegistrationFacts): Block[] => [
  { kind: 'heading', text: 'People to contact' },
  contacts.length === 0
    ? { kind: 'paragraph', text: `${NOT_RECORDED}: contact the patient only.` }
    : {
        kind: 'table',
        caption: 'Tell each of them no more than it says',
        columns: [
          { heading: 'Name', share: 3 },
          { heading: 'Who they are', share: 2 },
          { heading: 'Telephone', share: 2.2 },
          { heading: 'May be told', share: 3 },
        ],
        rows: contacts.map(({ name, relationship, telephone, mayBeTold }) => [
          name,
          relationship,
          telephone,
          mayBeTold,
        ]),
      },
]

/** Agreement to a service is not the lawful basis for using someone's data, and must not be taken for it. */
const choices = ({ agreement, supportProgramme }: RegistrationFacts): Fact[] => [
  fact(
    'Agreement to this service',
    agreement
      ? `Agreed on ${formatDate(agreement.on)}, ${agreement.how}.${agreement.recordedBy === undefined ? '' : ` Recorded by ${agreement.recordedBy}.`}`
      : 'Not recorded. Do not begin the service.',
  ),
  fact('Support programme of the manufacturer', SUPPORT_CHOICES[supportProgramme]),
]

const checklist = ({ checklist: checks }: RegistrationFacts): Block[] => [
  { kind: 'heading', text: 'Hospital pharmacy checklist' },
  checks.length === 0
    ? { kind: 'paragraph', text: NOT_RECORDED }
    : {
        kind: 'table',
        caption: `${checks.filter(({ answer }) => answer === 'yes' || answer === 'not-needed').length} of ${checks.length} checks are done`,
        columns: [
          { heading: 'Check', share: 5 },
          { heading: 'Answer', share: 2 },
          { heading: 'Checked by', share: 3 },
        ],
        rows: checks.map(({ question, answer, by }) => [question, CHECK_ANSWERS[answer], by ?? NOT_RECORDED]),
      },
]

function acceptance({ acceptance: answer, company }: RegistrationFacts): Block[] {
  const heading: Block = { kind: 'heading', text: 'Answer of the homecare company' }
  if (answer.outcome === 'waiting') {
    return [
      heading,
      { kind: 'paragraph', text: `${company} has not answered yet. Do not take this registration as accepted.` },
      { kind: 'space', label: 'Accepted or rejected, name, signature and date', lines: 4 },
    ]
  }
  const when = `${answer.outcome === 'accepted' ? 'Accepted' : 'Rejected'} on ${typeof answer.at === 'string' ? formatDate(answer.at) : formatInstant(answer.at)} by ${answer.by}`
  const more = answer.outcome === 'accepted' ? fact('Their reference', answer.reference) : fact('Reason', answer.reason)
  return [heading, { kind: 'facts', facts: [fact('Answer', when), more] }]
}
