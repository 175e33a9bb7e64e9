// Signing a prescription and verifying it, beside one bare signature of a fast curve over the same bytes.
import { generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto'
import { keyOf, newAuthority, newSigner } from '../src/core/signing/certificates.ts'
import { signedBytes } from '../src/core/signing/document.ts'
import { signDocument } from '../src/core/signing/sign.ts'
import { verifyDocument } from '../src/core/signing/verify.ts'
import { SAMPLE_CONTENT } from '../scripts/signed-sample.ts'
import type { JsonValue } from '../src/core/values/canonical-json.ts'
import { legalContent } from '../src/services/homecare/prescriptions/legal-content.ts'
import { ratesInTurns } from './support/rate.ts'
import { report } from './support/report.ts'

const SIGNED_AT = new Date('2025-06-01T09:00:00Z')
const PERIOD = { from: new Date('2025-01-01T00:00:00Z'), until: new Date('2035-01-01T00:00:00Z') }
const BATCH = 20

/** What a prescriber waits for beside opening the key, and what every reading that matters costs. */
export async function run(): Promise<void> {
  const authority = await newAuthority('Riverside NHS Trust', randomBytes(16), PERIOD)
  const who = { name: 'Dr Anil Rao', organisation: 'Riverside NHS Trust', registration: 'GMC 7654321' }
  const signer = await newSigner(authority, who, randomBytes(16), PERIOD)
  const key = keyOf(signer.privateKey)
  const signOne = () =>
    signDocument(
      {
        kind: 'prescription',
        content: legalContent(SAMPLE_CONTENT, '2025-06-01') as JsonValue,
        standing: { forSupply: false, because: ['A benchmark'] },
        signedAt: SIGNED_AT,
        certificate: signer.certificate,
        authority: authority.certificate,
      },
      key,
    )
  const document = signOne()
  const known = { kind: 'prescription', now: new Date('2025-06-02T00:00:00Z') }
  const { problems } = verifyDocument(document, known)
  if (problems.length > 0) throw new Error(`The benchmark’s document is not good: ${problems.join(', ')}`)
  const bytes = signedBytes(document)
  const bare = generateKeyPairSync('ed25519')
  const value = sign(null, bytes, bare.privateKey)
  const many = (work: () => unknown) => () => {
    for (let count = 0; count < BATCH; count += 1) work()
    return Promise.resolve()
  }
  for (const [name, work, floor] of [
    ['prescriptions signed', signOne, () => sign(null, bytes, bare.privateKey)],
    ['prescriptions verified', () => verifyDocument(document, known), () => verify(null, bytes, bare.publicKey, value)],
  ] as const) {
    const rates = await ratesInTurns(many(work), many(floor), { lanes: 1, rounds: 3, seconds: 1 })
    report({
      name,
      value: rates.value * BATCH,
      unit: 'per second',
      floor: rates.floor * BATCH,
      note: 'content made canonical, ES256, certificate and authority; floor is one bare Ed25519 signature of the same bytes',
    })
  }
}
