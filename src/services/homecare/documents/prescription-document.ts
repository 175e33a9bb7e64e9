import type { Block, PrintedDocument } from '../../../core/documents/printed-document.ts'
import type { JsonValue } from '../../../core/values/canonical-json.ts'
import { civilDateOf, formatInstant } from '../../../core/values/london-time.ts'
import type { Refusal } from '../../../core/values/refusal.ts'
import { besideBlock, type BesideContent } from './beside-content.ts'
import { contentBlocks, headLines, registrationOf } from './content-blocks.ts'
import { contentRefusals, readContent } from './content-refusals.ts'
import { made, type Made } from './made.ts'
import type { SignedContent } from './signed-content.ts'
import { fact, isMadeUp } from './words.ts'

/** What `verifyDocument` found. What it did not find out counts against the prescription. */
export interface SignatureCheck {
  /** One sentence each; none when the signature is good. */
  readonly problems: readonly string[]
  readonly signer?: { readonly name: string; readonly organisation: string; readonly registration: string }
  readonly signedAt?: Date
  /** The fingerprint of the authority's certificate. */
  readonly authority?: string
  readonly serial?: string
  readonly forSupply?: boolean
  readonly because?: readonly string[]
}

export interface SignedPrescription {
  /** What was signed, as it stands in the signed document. */
  readonly content: JsonValue
  /** The digest in its signature. */
  readonly digest: string
  readonly check: SignatureCheck
  /** When the signature was checked and the document made. */
  readonly checkedAt: Date
  readonly beside: BesideContent
  readonly isDemonstration: boolean
}

export const NOT_FOR_SUPPLY = 'Not for supply'

/** A prescription that somebody signed, as it was signed. Without a good signature by its prescriber it is refused. */
export function prescriptionDocument(prescription: SignedPrescription): Made {
  const { check, checkedAt, digest } = prescription
  const read = readContent(prescription.content, digest)
  if ('refusals' in read) return read
  const { content } = read
  const sealed = signatureOf(check)
  if (sealed === undefined) return { refusals: [NOT_VERIFIED, ...check.problems.map(notVerified)] }
  const refusals = [
    sealed.signer.registration === registrationOf(content.prescriber) ? undefined : OTHER_SIGNER,
    ...contentRefusals(content, 'pdf', civilDateOf(sealed.signedAt)),
  ]
  return made(refusals, () => documentOf(prescription, content, sealed, checkedAt))
}

const NOT_VERIFIED: Refusal = {
  name: 'not-verified',
  sentence: 'This cannot be printed as a prescription, because its signature could not be shown to be good',
}
const OTHER_SIGNER: Refusal = {
  name: 'other-signer',
  sentence: 'This cannot be printed as a prescription, because the person who signed it is not its prescriber',
}
const notVerified = (sentence: string): Refusal => ({ name: 'not-verified', sentence })

type Signature = Required<Omit<SignatureCheck, 'problems' | 'forSupply' | 'because'>> & {
  readonly forSupply: boolean
  readonly because: readonly string[]
}

/** The signature when it is good and everything that is printed of it is known. */
function signatureOf(check: SignatureCheck): Signature | undefined {
  const { problems, signer, signedAt, authority, serial, forSupply, because = [] } = check
  if (problems.length > 0 || !signer?.registration || !signedAt || !authority || !serial) return undefined
  return { signer, signedAt, authority, serial, forSupply: forSupply === true && because.length === 0, because }
}

function documentOf(
  { digest, beside, isDemonstration }: SignedPrescription,
  content: SignedContent,
  signature: Signature,
  checkedAt: Date,
): PrintedDocument {
  return {
    fileName: 'prescription',
    title: 'Prescription',
    identity: headLines(content),
    ...(signature.forSupply ? {} : { stamp: NOT_FOR_SUPPLY }),
    footer: `${content.prescriber.organisation}. Made on ${formatInstant(checkedAt)}.`,
    isDemonstration: isMadeUp(isDemonstration, content.patient.nhsNumber ?? undefined),
    blocks: [
      ...(signature.forSupply ? [] : [notForSupply(signature.because)]),
      ...contentBlocks(content),
      { kind: 'heading', text: 'Signature' },
      { kind: 'paragraph', text: COPY },
      {
        kind: 'facts',
        facts: [
          fact('Signed by', `${signature.signer.name}, ${signature.signer.registration}`),
          fact('For', signature.signer.organisation),
          fact('Signed on', [formatInstant(signature.signedAt), signature.signedAt.toISOString()]),
          fact('Checked on', `${formatInstant(checkedAt)}: the signature is good`),
          fact('Certificate', signature.serial),
          fact('Authority', signature.authority),
          fact('Digest of the content', digest),
          fact('Form of the content', content.form),
        ],
      },
      besideBlock(beside, checkedAt),
    ],
  }
}

/** A print cannot be checked as the signed document can, and is not signed in ink. */
const COPY =
  'This is a copy to read. The prescription is the electronic document that was signed: check its signature before each supply.'

const notForSupply = (because: readonly string[]): Block => ({
  kind: 'box',
  tone: 'warning',
  heading: NOT_FOR_SUPPLY,
  blocks: [
    { kind: 'paragraph', text: 'Nothing may be supplied from this prescription, because:' },
    { kind: 'list', items: because.length > 0 ? because : ['It does not say that it may be supplied from'] },
  ],
})
