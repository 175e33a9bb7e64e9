import { randomBytes } from 'node:crypto'
import { controlledDrug } from '../../../core/medicines/controlled-drug.ts'
import { keyOf, newAuthority, newSigner } from '../../../core/signing/certificates.ts'
import type { SignedDocument, Standing } from '../../../core/signing/document.ts'
import { signDocument } from '../../../core/signing/sign.ts'
import { PROBLEMS, verifyDocument } from '../../../core/signing/verify.ts'
import type { JsonValue } from '../../../core/values/canonical-json.ts'
import { CONTENT, ITEM } from '../prescriptions/content.test-support.ts'
import {
  contentDigest,
  legalContent,
  type ItemContent,
  type PrescriptionContent,
} from '../prescriptions/legal-content.ts'
import type { BesideContent } from './beside-content.ts'
import type { DeliveryFacts } from './delivery-facts.ts'
import type { PaperPrescription } from './ink-prescription.ts'
import type { SignedPrescription } from './prescription-document.ts'
import type { RegistrationFacts } from './registration-facts.ts'

export const SIGNED_AT = new Date('2026-11-22T09:30:00Z')
export const CHECKED_AT = new Date('2026-11-29T12:00:00Z')
const ON = '2026-11-22'

/** A patient whose number could be somebody's, so that nothing is taken for a demonstration. */
export const REAL: PrescriptionContent = { ...CONTENT, patient: { ...CONTENT.patient, nhsNumber: '4505577104' } }

export const items = (count: number): ItemContent[] =>
  Array.from({ length: count }, (_, index) => ({
    ...ITEM,
    lineId: `line-${index + 1}`,
    name: `Medicine ${String.fromCharCode(65 + index)} ${index + 1}mg tablets`,
    quantity: 28 + index,
    quantityUnit: 'tablet',
  }))

export const CONTROLLED: PrescriptionContent = {
  ...REAL,
  deliveries: 1,
  items: [{ ...ITEM, name: 'Morphine 10mg/5ml oral solution', controlledDrug: controlledDrug('0002'), quantity: 28 }],
}

export const BESIDE: BesideContent = {
  allergies: {
    status: 'listed',
    allergies: [{ substance: 'Penicillin', reaction: 'rash', severity: 'severe' }],
    askedOn: '2026-05-01',
    askedBy: 'nurse',
  },
  deliveryAddress: ['9 Weir Street', 'Millbrook', 'ZZ1 3ZZ'],
  company: { name: 'Kingfisher Homecare', telephone: '01632 960100' },
  screenedBy: { name: 'Priya Shah', registration: 'GPhC 2012345', at: new Date('2026-11-21T15:00:00Z') },
  clinic: { name: 'Riverside rheumatology clinic', telephone: '01632 960001' },
}

const PERIOD = { from: new Date('2026-01-01T00:00:00Z'), until: new Date('2027-01-01T00:00:00Z') }
const authority = await newAuthority('Riverside NHS Trust', randomBytes(16), PERIOD)

/** Really signed: by Dr Rowan Ellis unless someone else is named. */
export async function signed(
  content: PrescriptionContent,
  standing: Standing = { forSupply: true, because: [] },
  registration = 'GMC 7654321',
): Promise<SignedDocument> {
  const signer = { name: 'Dr Rowan Ellis', organisation: 'Riverside NHS Trust', registration }
  const own = await newSigner(authority, signer, randomBytes(16), PERIOD)
  return signDocument(
    {
      kind: 'prescription',
      content: legalContent(content, ON),
      standing,
      signedAt: SIGNED_AT,
      certificate: own.certificate,
      authority: authority.certificate,
    },
    keyOf(own.privateKey),
  )
}

/** What whoever prints it knows: the document, and what checking it found. */
export function checked(document: SignedDocument, more: Partial<SignedPrescription> = {}): SignedPrescription {
  const verdict = verifyDocument(document, { kind: 'prescription', now: CHECKED_AT })
  return {
    content: document.content as JsonValue,
    digest: document.signature.digest,
    check: { ...verdict, problems: verdict.problems.map((problem) => PROBLEMS[problem]) },
    checkedAt: CHECKED_AT,
    beside: BESIDE,
    isDemonstration: false,
    ...more,
  }
}

/** The same, to be signed by hand. */
export function onPaper(content: PrescriptionContent, more: Partial<PaperPrescription> = {}): PaperPrescription {
  const json = legalContent(content, ON)
  const digest = contentDigest(json)
  return { content: json, digest, madeAt: CHECKED_AT, beside: BESIDE, isDemonstration: false, ...more }
}

const PATIENT = {
  name: 'Mrs Amina Khan',
  birthDate: '1980-02-01',
  nhsNumber: '4505577104',
  hospitalNumber: 'H123456',
} as const

export const DELIVERY: DeliveryFacts = {
  patient: PATIENT,
  recipient: 'Mrs Amina Khan',
  address: ['9 Weir Street', 'Millbrook', 'ZZ1 3ZZ'],
  reference: 'KH-20418',
  number: { delivery: 2, of: 3 },
  deliverOn: '2026-12-01',
  items: [
    {
      name: ITEM.name,
      device: 'pre-filled pen',
      quantity: 4,
      unit: 'pre-filled pen',
      batch: '1167204A',
      expiresOn: '2027-11-30',
      storage: 'In a fridge, between 2°C and 8°C. Do not freeze.',
    },
    {
      name: 'Sharps bin 1 litre',
      device: undefined,
      quantity: 1,
      unit: 'bin',
      batch: 'B77',
      expiresOn: '2030-01-31',
      storage: 'Out of reach of children.',
    },
  ],
  company: { name: 'Kingfisher Homecare', telephone: '01632 960100', openingTimes: 'Monday to Saturday, 8am to 8pm' },
  hospital: {
    name: 'Riverside rheumatology clinic',
    telephone: '01632 960001',
    openingTimes: 'Monday to Friday, 9am to 5pm',
  },
  madeAt: CHECKED_AT,
  isDemonstration: false,
}

export const REGISTRATION: RegistrationFacts = {
  kind: 'new',
  reference: 'REG-118',
  patient: {
    ...PATIENT,
    address: ['3 Mill Lane', 'Millbrook', 'ZZ1 2ZZ'],
    telephones: ['01632 960123', '07700 900123'],
    email: 'amina.khan@example.org',
    weight: { kilograms: 71.5, on: '2026-11-01' },
    needs: 'Large print',
    allergies: BESIDE.allergies,
    practice: 'Mill Lane Surgery',
  },
  therapy: {
    medicine: ITEM.name,
    device: 'pre-filled pen',
    reason: 'Rheumatoid arthritis',
    doseText: 'Inject 40 mg - every 2 weeks - under the skin (subcutaneous)',
    firstDoseOn: '2026-12-07',
    deliveryEvery: { every: 8, unit: 'week' },
    firstDeliveryBy: '2026-12-03',
    isSharpsBinNeeded: true,
    orderNumber: undefined,
    fundingReference: 'BLQ-0042',
  },
  service: 'training',
  funder: 'nhs',
  deliveryAddress: ['9 Weir Street', 'Millbrook', 'ZZ1 3ZZ'],
  contacts: [
    {
      name: 'Yusuf Khan',
      relationship: 'Husband',
      telephone: '07700 900124',
      mayBeTold: 'The day of a delivery, and nothing of the treatment',
    },
  ],
  agreement: { on: '2026-11-20', how: 'in the clinic', recordedBy: 'Nurse Jo Bell' },
  supportProgramme: 'not-wanted',
  checklist: [
    { question: 'Identity checked on the NHS record', answer: 'yes', by: 'Priya Shah, GPhC 2012345' },
    { question: 'Allergies asked in the last 12 months', answer: 'yes', by: 'Priya Shah, GPhC 2012345' },
    { question: 'Blood results in date and in range', answer: 'not-yet', by: undefined },
  ],
  hospital: {
    name: 'Riverside NHS Trust',
    department: 'Rheumatology',
    address: ['1 River Road', 'Millbrook', 'ZZ1 1ZZ'],
    telephone: '01632 960001',
    consultant: 'Dr Rowan Ellis',
  },
  company: 'Kingfisher Homecare',
  acceptance: { outcome: 'waiting' },
  madeAt: CHECKED_AT,
  isDemonstration: false,
}
