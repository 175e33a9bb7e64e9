import type { Platform } from '../../../context.ts'
import { platformReader } from '../../../database/platform-reader.ts'
import type { AccountRef } from '../staff-account.ts'
import type { AccountTables } from '../tables.ts'

/** What is still to be done after the first proof. */
export type Stage = AccountTables['core.sign_in_step']['stage']

/** Someone who has proved who they are, and has not finished signing in. */
export interface SignInStep {
  readonly stage: Stage
  readonly accounts: readonly AccountRef[]
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
    .select(['stage', 'accounts'])
    .where('token_hash', '=', tokenHash)
    .where('stage', '=', stage)
    .where('ends_at', '>', platform.clock.now())
    .executeTakeFirst()
}
