import type { Platform } from '../../src/core/context.ts'
import { readInTenant } from '../../src/core/database/in-tenant.ts'
import {
  getOwnSigning,
  makeDemonstrationKey,
  type OwnSigning,
  type SignatureTables,
} from '../../src/core/identity/signatures/index.ts'
import { stretchSecret, type StretchedSecret } from '../../src/core/signing/own-secret.ts'
import { asStaff } from '../as-staff.ts'
import type { OrganisationSlug } from '../organisations.ts'
import { DEMONSTRATION_SIGNING_SECRET } from '../password.ts'

const STORY = 'signing keys'
const SIGNERS = ['doctor', 'pharmacist', 'nurse'] as const

/** Those who sign at the two trusts have a key: someone who prescribes, someone who screens, and a nurse who prescribes. */
export async function seedSigningKeys(platform: Platform): Promise<void> {
  // One secret for everyone, stretched once: it is made to be slow.
  const secret = await stretchSecret(DEMONSTRATION_SIGNING_SECRET)
  await Promise.all((['riverside', 'hillview'] as const).map((slug) => seedKeysOf(platform, slug, secret)))
}

async function seedKeysOf(platform: Platform, slug: OrganisationSlug, secret: StretchedSecret): Promise<void> {
  for (const role of SIGNERS) {
    const ctx = { ...(await asStaff(platform, slug, role, STORY)), purpose: 'security' as const }
    const { key } = await readInTenant<SignatureTables, OwnSigning>(ctx, (tx) => getOwnSigning(tx, ctx))
    if (key) continue
    const answer = await makeDemonstrationKey(ctx, secret)
    if (answer !== 'done') throw new Error(`The ${role} of ${slug} got no signing key: ${JSON.stringify(answer)}`)
  }
}
