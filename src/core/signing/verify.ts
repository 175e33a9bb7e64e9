import { verify, X509Certificate } from 'node:crypto'
import type { JsonValue } from '../values/canonical-json.ts'
import { digestOf, signedBytes, signedDocument, withdrawalBytes, type SignedDocument } from './document.ts'

/** Why a signed document cannot be relied on. */
export const PROBLEMS = {
  'not-readable': 'It is not a signed document that this program can read',
  'other-kind': 'What was signed is another kind of document',
  'content-changed': 'The content is not what was signed',
  'signature-wrong': 'The signature does not belong to this document',
  'certificate-unreadable': 'A certificate cannot be read, or there is more than one where one belongs',
  'not-a-signer': 'The certificate is not one for signing documents',
  'not-an-authority': 'The issuer’s certificate is not that of an authority',
  'chain-broken': 'The signer’s certificate was not issued by the authority named',
  'authority-unknown': 'The authority is not one that is trusted here',
  'not-valid-then': 'The certificate was not in date when the document was signed',
  withdrawn: 'The certificate had been withdrawn when the document was signed',
  'withdrawals-wrong': 'The list of withdrawn certificates was not made by the authority',
  'signed-later': 'The document says that it was signed in the future',
} as const satisfies Record<string, string>

export type Problem = keyof typeof PROBLEMS

/** Whom a certificate names. */
export interface Signer {
  readonly name: string
  readonly organisation: string
  /** Professional registration, such as `GMC 1234567`. */
  readonly registration: string
}

/** The outcome of a check. A document is good when there are no problems, and the authority is one that the checker trusts. */
export interface Verdict {
  readonly problems: readonly Problem[]
  readonly signer?: Signer
  readonly signedAt?: Date
  /** SHA-256 of the authority's certificate, to compare with what the organisation publishes. */
  readonly authority?: string
  readonly serial?: string
  readonly forSupply?: boolean
  readonly because?: readonly string[]
}

/** What the checker knows by itself. */
export interface Known {
  readonly kind: string
  readonly now: Date
  /** Fingerprints of authorities that are trusted; left out, the authority is reported and judged by the reader. */
  readonly authorities?: readonly string[]
  /** Certificates known to be withdrawn, over and above what the document says. */
  readonly withdrawn?: readonly { readonly serial: string; readonly at: Date }[]
}

/** Checks a document with nothing but itself and what the checker knows. Never throws: what cannot be checked is a problem. */
export function verifyDocument(document: unknown, known: Known): Verdict {
  const parsed = signedDocument.safeParse(document)
  if (!parsed.success) return { problems: ['not-readable'] }
  try {
    return verdictOn(parsed.data, known)
  } catch {
    return { problems: ['not-readable'] }
  }
}

function verdictOn(document: SignedDocument, known: Known): Verdict {
  const { signature } = document
  const certificate = certificateOf(signature.certificate)
  const authority = certificateOf(signature.authority)
  if (!certificate || !authority) return { problems: ['certificate-unreadable'] }
  const signedAt = new Date(signature.signedAt)
  const isSignature = (data: Buffer, value: string, by: X509Certificate): boolean =>
    verify('sha256', data, { key: by.publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(value, 'base64url'))
  const withdrawals = document.withdrawals
  const isWithdrawnBy = [
    ...(withdrawals?.withdrawn ?? []).map(({ serial, at }) => ({ serial, at: new Date(at) })),
    ...(known.withdrawn ?? []),
  ].some(({ serial, at }) => sameSerial(serial, certificate.serialNumber) && at <= signedAt)
  const found: readonly (readonly [Problem, boolean])[] = [
    ['other-kind', document.kind !== known.kind],
    ['content-changed', digestOf(document.content as JsonValue) !== signature.digest],
    ['signature-wrong', !isSignature(signedBytes(document), signature.value, certificate)],
    ['not-a-signer', certificate.ca],
    ['not-an-authority', !authority.ca || !authority.verify(authority.publicKey)],
    ['chain-broken', !certificate.checkIssued(authority) || !certificate.verify(authority.publicKey)],
    ['authority-unknown', known.authorities !== undefined && !known.authorities.includes(fingerprintOf(authority))],
    ['not-valid-then', !isValidAt(certificate, signedAt) || !isValidAt(authority, signedAt)],
    ['withdrawn', isWithdrawnBy],
    [
      'withdrawals-wrong',
      withdrawals !== undefined && !isSignature(withdrawalBytes(withdrawals), withdrawals.value, authority),
    ],
    ['signed-later', signedAt > known.now],
  ]
  return {
    problems: found.filter(([, isSo]) => isSo).map(([problem]) => problem),
    signer: signerOf(certificate),
    signedAt,
    authority: fingerprintOf(authority),
    serial: certificate.serialNumber,
    forSupply: signature.standing.forSupply,
    because: signature.standing.because,
  }
}

/** SHA-256 of a certificate, in the form people compare: `AB:CD:…`. */
export const fingerprintOf = (certificate: X509Certificate): string => certificate.fingerprint256

/** What a certificate says of itself: its serial in lower case, and its fingerprint. Undefined when it cannot be read. */
export function certificateFacts(pem: string): { readonly serial: string; readonly fingerprint: string } | undefined {
  const certificate = certificateOf(pem)
  return certificate && { serial: certificate.serialNumber.toLowerCase(), fingerprint: fingerprintOf(certificate) }
}

/** Exactly one certificate: a second in the same text could be the one that somebody else reads. */
function certificateOf(pem: string): X509Certificate | undefined {
  if (!/^\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/.test(pem)) return undefined
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}

const isValidAt = (certificate: X509Certificate, instant: Date): boolean =>
  new Date(certificate.validFrom) <= instant && instant <= new Date(certificate.validTo)

const sameSerial = (one: string, other: string): boolean =>
  one.toLowerCase().replace(/^0+/, '') === other.toLowerCase().replace(/^0+/, '')

function signerOf(certificate: X509Certificate): Signer {
  const part = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(certificate.subject)?.[1] ?? ''
  return { name: part('CN'), organisation: part('O'), registration: part('serialNumber') }
}
