import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { certificateFacts, verifyDocument, type Verdict } from '../../../signing/verify.ts'
import { findWithdrawn, listAuthorities } from '../queries.ts'
import type { SignatureTables } from '../tables.ts'

/** What a document must be, and whose authority must have certified its signer. */
export interface Expected {
  readonly kind: string
  /** Fingerprints of another organisation's authorities, as it publishes them. Left out, only our own are believed. */
  readonly authorities?: readonly string[]
}

/** Checks a signed document by what this organisation knows: its own authorities and withdrawals. Never throws over what it is given. */
export async function verifyHere(
  tx: Reader<SignatureTables>,
  ctx: Pick<Context, 'tenantId' | 'clock'>,
  document: unknown,
  { kind, authorities }: Expected,
): Promise<Verdict> {
  const serial = certificateFacts(certificateIn(document))?.serial
  const withdrawn = serial === undefined ? [] : await findWithdrawn(tx, ctx.tenantId, serial)
  const known = authorities ?? (await ownFingerprints(tx, ctx))
  return verifyDocument(document, { kind, now: ctx.clock.now(), authorities: known, withdrawn })
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
