import type { Platform } from '../../../context.ts'
import { readInTenant } from '../../../database/in-tenant.ts'
import { platformReader } from '../../../database/platform-reader.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { SENT_TWICE_WITHIN } from '../sign-in-link.ts'
import { getStaffAccount } from '../queries.ts'
import type { AccountRef } from '../staff-account.ts'
import type { AccountTables, IdentityTables } from '../tables.ts'

/** What is still to be done after the first proof. */
export type Stage = AccountTables['core.sign_in_step']['stage']

/** Someone who has proved who they are, and has not finished signing in. */
export interface SignInStep {
  readonly stage: Stage
  readonly accounts: readonly AccountRef[]
  /** How they proved it, and whether that was two factors already. */
  readonly method: string
  readonly isTwoFactors: boolean
}

/** How far the browser with this cookie has come; nothing when it has not begun, took too long or is done. */
export async function findStep(
  platform: Platform,
  tokenHash: Buffer | undefined,
  stage: Stage,
): Promise<SignInStep | undefined> {
  if (!tokenHash) return undefined
  return await platformReader<AccountTables>(platform)
    .selectFrom('core.sign_in_step')
    .select(['stage', 'accounts', 'method', 'two_factors as isTwoFactors'])
    .where('token_hash', '=', tokenHash)
    .where('stage', '=', stage)
    .where('ends_at', '>', platform.clock.now())
    .where('used_at', 'is', null)
    .executeTakeFirst()
}

/** Whose step this browser has just used up: its form was sent twice. */
export async function findUsedStep(
  platform: Platform,
  tokenHash: Buffer | undefined,
  stage: Stage,
): Promise<AccountRef | undefined> {
  if (!tokenHash) return undefined
  const step = await platformReader<AccountTables>(platform)
    .selectFrom('core.sign_in_step')
    .select('accounts')
    .where('token_hash', '=', tokenHash)
    .where('stage', '=', stage)
    .where('used_at', '>', new Date(platform.clock.now().getTime() - SENT_TWICE_WITHIN))
    .executeTakeFirst()
  return step?.accounts[0]
}

/** The organisations that someone may choose between, by name. */
export async function listOrganisationsOfStep(
  platform: Platform,
  tokenHash: Buffer | undefined,
): Promise<readonly { readonly tenantId: string; readonly name: string }[]> {
  const step = await findStep(platform, tokenHash, 'organisation')
  const organisations = await Promise.all(
    (step?.accounts ?? []).map(({ tenantId }) =>
      readInTenant<IdentityTables, { tenantId: string; name: string }>({ db: platform.db, tenantId }, async (tx) => ({
        tenantId,
        name: (await getOrganisation(tx, tenantId)).name,
      })),
    ),
  )
  return organisations.toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
}

/** Whose authenticator is being connected before they come in. */
export async function findEnrolling(
  platform: Platform,
  tokenHash: Buffer | undefined,
): Promise<{ readonly organisation: string; readonly email: string } | undefined> {
  const account = (await findStep(platform, tokenHash, 'authenticator'))?.accounts[0]
  if (!account) return undefined
  const { tenantId, accountId } = account
  return await readInTenant<IdentityTables, { organisation: string; email: string }>(
    { db: platform.db, tenantId },
    async (tx) => ({
      organisation: (await getOrganisation(tx, tenantId)).name,
      email: (await getStaffAccount(tx, tenantId, accountId)).email,
    }),
  )
}
