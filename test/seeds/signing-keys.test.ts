import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startEmptyTestPlatform, type EmptyTestPlatform } from '../support/test-platform.ts'
import { systemClock } from '../../src/core/clock.ts'
import { hashPassword } from '../../src/core/identity/accounts/index.ts'
import { unlockForForm, unlockSigningKey } from '../../src/core/identity/signatures/index.ts'
import { secretProblem } from '../../src/core/identity/signatures/signature.ts'
import { newUuid } from '../../src/core/values/uuid.ts'
import { asStaff } from '../../seeds/as-staff.ts'
import { ORGANISATIONS } from '../../seeds/organisations.ts'
import { emailOf, seedOrganisations } from '../../seeds/organisations-story.ts'
import { DEMONSTRATION_PASSWORD, DEMONSTRATION_SIGNING_SECRET } from '../../seeds/password.ts'
import { STAFF } from '../../seeds/staff.ts'
import { seedSigningKeys } from '../../seeds/stories/signing-keys.ts'

const TRUSTS = ['riverside', 'hillview'] as const
const answers = { signingSecret: DEMONSTRATION_SIGNING_SECRET, signingCode: undefined }

describe('In the demonstration', () => {
  let given: EmptyTestPlatform
  before(async () => {
    given = await startEmptyTestPlatform(systemClock, { demonstration: true })
    const hash = await hashPassword(given.platform.keys, DEMONSTRATION_PASSWORD)
    await seedOrganisations(given.platform, () => Promise.resolve(hash))
    await seedSigningKeys(given.platform)
    await seedSigningKeys(given.platform)
  })
  after(() => given.stop())
  const signer = async (slug: (typeof TRUSTS)[number], role: 'doctor' | 'pharmacist' | 'nurse') => ({
    ...(await asStaff(given.platform, slug, role)),
    visitor: { address: '192.0.2.1' },
    idempotencyKey: newUuid(systemClock.now()),
  })

  for (const slug of TRUSTS)
    for (const role of ['doctor', 'pharmacist', 'nurse'] as const)
      it(`the ${role} of ${slug} signs with the secret that is printed, and with no other`, async () => {
        const unlocked = await unlockForForm(await signer(slug, role), answers)
        assert.ok('key' in unlocked, JSON.stringify(unlocked))
        const wrong = await unlockForForm(await signer(slug, role), { ...answers, signingSecret: 'some other secret' })
        assert.deepEqual(wrong, { errors: { signingSecret: 'The signing secret is not right' } })
      })
  it('and outside it nobody does', async () => {
    const { demonstration: _, ...ctx } = await signer('riverside', 'doctor')
    const answer = await unlockSigningKey(ctx, { secret: DEMONSTRATION_SIGNING_SECRET })
    assert.equal(answer.state, 'no-authenticator')
  })
  it('the secret keeps the rules of secrets', () => {
    assert.notEqual(DEMONSTRATION_SIGNING_SECRET, DEMONSTRATION_PASSWORD)
    for (const { slug, name } of ORGANISATIONS)
      for (const person of STAFF[slug]) {
        const about = { email: emailOf(person.roles[0] ?? '', slug), names: [person.name, name] }
        assert.equal(secretProblem(DEMONSTRATION_SIGNING_SECRET, about), undefined)
      }
  })
})
