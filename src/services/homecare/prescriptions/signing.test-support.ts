import { generateSync } from 'otplib'
import type { CoreTables } from '../../../core/command.ts'
import type { Context } from '../../../core/context.ts'
import { inTenant } from '../../../core/database/in-tenant.ts'
import { newAuthenticatorSecret } from '../../../core/identity/accounts/authenticator.ts'
import { storeAuthenticator } from '../../../core/identity/accounts/commands/store-secrets.ts'
import type { AccountTables } from '../../../core/identity/accounts/tables.ts'
import {
  makeSigningKey,
  unlockSigningKey,
  type SignatureTables,
  type UnlockedKey,
} from '../../../core/identity/signatures/index.ts'
import { newUuid } from '../../../core/values/uuid.ts'
import type { HomecareTest, PersonName, Place } from '../homecare.test-support.ts'

export const SIGNING_SECRET = 'walnut harbour pepper'

interface Holder {
  readonly key: UnlockedKey
  readonly code: () => string
}
const held = new WeakMap<HomecareTest, Map<string, Promise<Holder>>>()

/** A person of a test with a signing key of their own, made and opened as people do. Once for each test file. */
export function givenSigner(
  given: HomecareTest,
  place: Place = 'trust',
  person: PersonName = 'doctor',
): Promise<Holder> {
  const ofTest = held.get(given) ?? new Map<string, Promise<Holder>>()
  held.set(given, ofTest)
  const known = ofTest.get(`${place} ${person}`) ?? makeHolder(given, place, person)
  ofTest.set(`${place} ${person}`, known)
  return known
}

/** The key of a signer, as if it had been opened just now: opening one takes a third of a second. */
export async function openKey(given: HomecareTest, place: Place = 'trust', person: PersonName = 'doctor') {
  const { key } = await givenSigner(given, place, person)
  return { ...key, opened: () => ({ ...key.opened(), at: given.clock.now() }) } satisfies UnlockedKey
}

async function makeHolder(given: HomecareTest, place: Place, person: PersonName): Promise<Holder> {
  const { platform } = given.test
  const [tenantId, accountId] = [given.tenants[place], given.idOf(place, person)]
  const secret = newAuthenticatorSecret(platform.keys, accountId)
  const ctx = (): Context => ({
    ...given.as(place, person, { purpose: 'security', visitor: { address: '192.0.2.9' } }),
    confirmedAt: given.clock.now(),
    idempotencyKey: newUuid(given.clock.now()),
  })
  await inTenant<SignatureTables & AccountTables & CoreTables, void>({ db: platform.db, tenantId }, async (tx) => {
    const [register, number] = person === 'pharmacist' ? (['gphc', '2073456'] as const) : (['gmc', '7654321'] as const)
    await tx
      .insertInto('core.staff_registration')
      .values({ tenant_id: tenantId, account_id: accountId, register, number })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await tx
      .insertInto('core.staff_secret')
      .values({
        tenant_id: tenantId,
        account_id: accountId,
        password_scheme: null,
        password_hash: null,
        password_set_at: null,
        authenticator: null,
        authenticator_since: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await storeAuthenticator(tx, ctx(), accountId, { secret, step: 0 })
  })
  const code = () => {
    given.clock.forward(61)
    return generateSync({ secret, epoch: Math.floor(given.clock.now().getTime() / 1000) })
  }
  const made = await makeSigningKey(ctx(), { secret: SIGNING_SECRET, code: code() })
  if (made !== 'done') throw new Error(`No signing key was made: ${JSON.stringify(made)}`)
  const answer = await unlockSigningKey(ctx(), { secret: SIGNING_SECRET, code: code() })
  if (answer.state !== 'unlocked') throw new Error(`Not unlocked: ${answer.state}`)
  return { key: answer.key, code }
}
