import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import type { Withdrawals } from '../../../signing/document.ts'
import { certificateFacts, verifyDocument, type Verdict } from '../../../signing/verify.ts'
import { findWithdrawn, listAuthorities } from '../queries.ts'
import type { SignatureTables } from '../tables.ts'

/** What a document must be, and whose authority must have certified its signer. */
export interface Expected {
  readonly kind: string
  /** Fingerprints of another organisation's authorities, as it publishes them. Left out, only our own are believed. */
  readonly authorities?: readonly string[]
  /** What the authority has stated since that it withdrew, for a document of another organisation. It counts beside the document's own. */
  readonly withdrawals?: Withdrawals | undefined
}

/** Checks a signed document by what this organisation knows: its own authorities and withdrawals. Never throws over what it is given. */
export async function verifyHere(
  tx: Reader<SignatureTables>,
  ctx: Pick<Context, 'tenantId' | 'clock'>,
  document: unknown,
  { kind, authorities, withdrawals }: Expected,
): Promise<Verdict> {
  const serial = certificateFacts(certificateIn(document))?.serial
  const withdrawn = serial === undefined ? [] : await findWithdrawn(tx, ctx.tenantId, serial)
  const trusted = authorities ?? (await ownFingerprints(tx, ctx))
  const known = { kind, now: ctx.clock.now(), authorities: trusted, withdrawn }
  const verdict = verifyDocument(document, known)
  if (withdrawals === undefined || verdict.problems.includes('not-readable')) return verdict
  const { problems } = verifyDocument({ ...(document as object), withdrawals }, known)
  return { ...verdict, problems: [...new Set([...verdict.problems, ...problems])] }
}

/** The fingerprints of the organisation's own authorities, the one in use first. */
export const ownFingerprints = async (
  tx: Reader<SignatureTables>,
  { tenantId }: Pick<Context, 'tenantId'>,
): Promise<string[]> =>
  (await listAuthorities(tx, tenantId)).flatMap(({ certificate }) => certificateFacts(certificate)?.fingerprint ?? [])

function certificateIn(document: unknown): string {
  const signature = (document as { signature?: { certificate?: unknown } } | null | undefined)?.signature
  return typeof signature?.certificate === 'string' ? signature.certificate : ''
}
