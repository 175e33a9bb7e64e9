import { randomBytes } from 'node:crypto'
import { standingOf, SUPPLY_RULE } from '../src/core/identity/signatures/signature.ts'
import { controlledDrug } from '../src/core/medicines/controlled-drug.ts'
import { SAMPLE } from '../src/core/medicines/sample.test-support.ts'
import { keyOf, newAuthority, newSigner } from '../src/core/signing/certificates.ts'
import type { SignedDocument } from '../src/core/signing/document.ts'
import { signDocument, stateWithdrawals } from '../src/core/signing/sign.ts'
import { certificateFacts } from '../src/core/signing/verify.ts'
import type { JsonValue } from '../src/core/values/canonical-json.ts'
import {
  legalContent,
  type ItemContent,
  type PrescriptionContent,
} from '../src/services/homecare/prescriptions/legal-content.ts'
import { FORTNIGHTLY } from '../src/services/homecare/therapies/dose.test-support.ts'

const item = (lineId: string, over: Partial<ItemContent> = {}): ItemContent => ({
  lineId,
  vtmId: SAMPLE.adalimumab,
  vmpId: SAMPLE.adalimumabPen40,
  ampId: SAMPLE.humiraPen40,
  name: 'Humira 40mg/0.4ml solution for injection pre-filled pens',
  device: 'pre-filled pen',
  controlledDrug: controlledDrug('0000'),
  dose: FORTNIGHTLY,
  quantity: 4,
  quantityUnit: 'pre-filled pen',
  ...over,
})

/** Two items for a person who is made up, by a doctor who is made up. */
export const SAMPLE_CONTENT: PrescriptionContent = {
  prescriptionId: '0195f0a0-0000-7000-8000-000000000001',
  prescriber: {
    name: 'Dr Anil Rao',
    kind: 'doctor',
    register: 'gmc',
    registration: '7654321',
    organisation: 'Riverside NHS Trust',
    organisationCode: 'RX1',
    address: ['1 River Road', 'Millbrook', 'ZZ1 1ZZ'],
  },
  patient: {
    nhsNumber: '9990000018',
    hospitalNumber: 'H123456',
    name: 'Mrs Amina Khan',
    birthDate: '1961-03-12',
    address: ['4 Sandmoor Drive', 'Leeds', 'LS17 7DF'],
  },
  items: [item('line-1'), item('line-2', { quantity: 2 })],
  deliveries: 3,
  interval: { every: 8, unit: 'week' },
  firstDoseOn: '2025-01-20',
  notBefore: '2025-01-10',
}

export interface SampleOver {
  readonly content?: Partial<PrescriptionContent>
  /** When the signer’s certificate ends. */
  readonly until?: Date
  /** When the authority withdrew the certificate, as it states with the document. */
  readonly withdrawnAt?: Date
}

const SIGNED_AT = new Date('2025-01-06T09:30:00.000Z')

/** A signed prescription as Troth makes one, with the fingerprint of its authority. */
export async function signedSample(
  over: SampleOver = {},
): Promise<{ readonly document: SignedDocument; readonly fingerprint: string }> {
  const period = { from: new Date('2025-01-01T00:00:00Z'), until: new Date('2035-01-01T00:00:00Z') }
  const organisation = SAMPLE_CONTENT.prescriber.organisation
  const authority = await newAuthority(organisation, randomBytes(16), period)
  const signer = { name: SAMPLE_CONTENT.prescriber.name, organisation, registration: 'GMC 7654321' }
  const key = await newSigner(authority, signer, randomBytes(16), { ...period, until: over.until ?? period.until })
  const document = signDocument(
    {
      kind: 'prescription',
      content: legalContent({ ...SAMPLE_CONTENT, ...over.content }, '2025-01-06') as JsonValue,
      standing: standingOf({ method: 'authenticator', isSignedOff: SUPPLY_RULE.verified, isDemonstration: true }),
      signedAt: SIGNED_AT,
      certificate: key.certificate,
      authority: authority.certificate,
    },
    keyOf(key.privateKey),
  )
  const withdrawn = over.withdrawnAt
    ? [{ serial: key.serial, at: over.withdrawnAt.toISOString(), reason: 'perhaps-known' }]
    : []
  const withdrawals = stateWithdrawals(withdrawn, new Date('2025-01-07T00:00:00Z'), keyOf(authority.privateKey))
  return {
    document: { ...document, withdrawals },
    fingerprint: certificateFacts(authority.certificate)?.fingerprint ?? '',
  }
}
