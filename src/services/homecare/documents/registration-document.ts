import type { Block, Fact, PrintedDocument } from '../../../core/documents/printed-document.ts'
import { formatDate } from '../../../core/values/civil-date.ts'
import { formatInstant } from '../../../core/values/london-time.ts'
import { count } from '../../../core/values/problem-wording.ts'
import { formatNumber } from '../therapies/amount.ts'
import {
  CHECK_ANSWERS,
  FUNDERS,
  REGISTRATION_KINDS,
  SERVICES,
  SUPPORT_CHOICES,
  type RegistrationFacts,
  type RegistrationPatient,
} from './registration-facts.ts'
import { allergyWords, fact, identityLine, isMadeUp, NOT_RECORDED, patientFacts } from './words.ts'

/** The registration form that a hospital and a homecare company share. What is not known says so: nothing is left to fill in. */
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
        fact('Name', [hospital.name, hospital.department]),
        fact('Address', hospital.address),
        fact('Telephone', hospital.telephone),
        fact('Consultant', hospital.consultant),
      ]),
      ...acceptance(facts),
    ],
  }
}

const section = (text: string, facts: readonly Fact[]): Block[] => [
  { kind: 'heading', text },
  { kind: 'facts', facts },
]

const aboutPatient = (patient: RegistrationPatient): Fact[] => [
  ...patientFacts(patient),
  fact('Home address', patient.address),
  fact('Telephone', patient.telephones),
  fact('Email', patient.email),
  fact('Allergies', allergyWords(patient.allergies)),
  fact('Weight', patient.weight && `${formatNumber(patient.weight.kilograms)} kg on ${formatDate(patient.weight.on)}`),
  fact('How to write and speak to them', patient.needs),
  fact('GP practice', patient.practice),
]

const aboutTherapy = ({ therapy, funder }: RegistrationFacts): Fact[] => [
  fact('Medicine', therapy.medicine),
  fact('Device', therapy.device),
  fact('For', therapy.reason),
  fact('Dose', therapy.doseText),
  fact('First dose on', therapy.firstDoseOn && formatDate(therapy.firstDoseOn)),
  fact('Paid for by', FUNDERS[funder]),
  fact('Order number', therapy.orderNumber),
  fact('Funding approval', therapy.fundingReference),
]

const aboutService = ({ service, therapy, deliveryAddress }: RegistrationFacts): Fact[] => [
  fact('Service', SERVICES[service]),
  fact('Deliver every', count(therapy.deliveryEvery.every, therapy.deliveryEvery.unit)),
  fact('First delivery by', therapy.firstDeliveryBy && formatDate(therapy.firstDeliveryBy)),
  fact('Deliver to', deliveryAddress),
  fact('Sharps bin', therapy.isSharpsBinNeeded ? 'Needed' : 'Not needed'),
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
      ? `Agreed on ${formatDate(agreement.on)}, ${agreement.how}. Recorded by ${agreement.recordedBy}.`
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
  const when = `${answer.outcome === 'accepted' ? 'Accepted' : 'Rejected'} on ${formatInstant(answer.at)} by ${answer.by}`
  const more = answer.outcome === 'accepted' ? fact('Their reference', answer.reference) : fact('Reason', answer.reason)
  return [heading, { kind: 'facts', facts: [fact('Answer', when), more] }]
}
