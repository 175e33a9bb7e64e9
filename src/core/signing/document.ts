import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson, type JsonValue } from '../values/canonical-json.ts'

/** Names the layout of this file for whoever verifies it in ten years. */
export const FORMAT = 'troth-signed-document/1'

const base64url = z.string().regex(/^[\w-]+$/)

/** Content that somebody signed, with all that it takes to check it without us. */
export const signedDocument = z.strictObject({
  format: z.literal(FORMAT),
  /** What the content is, so that a signature on one kind of thing never stands for another: `prescription`. */
  kind: z.string().min(1),
  content: z.json(),
  signature: z.strictObject({
    algorithm: z.literal('ES256'),
    /** An instant, in UTC. */
    signedAt: z.iso.datetime(),
    /** Whether something may be supplied on this signature, and if not, why. Signed with the content. */
    standing: z.strictObject({ forSupply: z.boolean(), because: z.array(z.string()) }),
    /** SHA-256 of the canonical text (RFC 8785) of the content. */
    digest: base64url,
    /** The signer's certificate and that of the authority that issued it, as PEM. */
    certificate: z.string(),
    authority: z.string(),
    value: base64url,
  }),
  /** What the authority had withdrawn when this copy was made; signed by the authority. */
  withdrawals: z
    .strictObject({
      statedAt: z.iso.datetime(),
      withdrawn: z.array(z.strictObject({ serial: z.string(), at: z.iso.datetime(), reason: z.string() })),
      value: base64url,
    })
    .optional(),
})

export type SignedDocument = z.infer<typeof signedDocument>
export type Withdrawals = NonNullable<SignedDocument['withdrawals']>
export type Standing = SignedDocument['signature']['standing']

/** SHA-256 of a value's canonical text. */
export const digestOf = (content: JsonValue): string =>
  createHash('sha256').update(canonicalJson(content)).digest('base64url')

/** The very bytes that a signature covers: everything but itself, the authority's certificate and what was withdrawn later. */
export function signedBytes(document: {
  readonly kind: string
  readonly signature: Pick<
    SignedDocument['signature'],
    'algorithm' | 'signedAt' | 'standing' | 'digest' | 'certificate'
  >
}): Buffer {
  const { algorithm, signedAt, standing, digest, certificate } = document.signature
  return Buffer.from(
    canonicalJson({ format: FORMAT, kind: document.kind, algorithm, signedAt, standing, digest, certificate }),
  )
}

/** The very bytes that an authority signs to say what it has withdrawn. */
export const withdrawalBytes = ({ statedAt, withdrawn }: Pick<Withdrawals, 'statedAt' | 'withdrawn'>): Buffer =>
  Buffer.from(canonicalJson({ format: 'troth-withdrawals/1', statedAt, withdrawn }))
