import type { Context } from '../../../context.ts'
import { NotAllowedError } from '../../../errors.ts'
import { listDemonstrationAccounts } from '../queries/demonstration-accounts.ts'
import type { AccountRef } from '../staff-account.ts'
import { begin, type SignInProgress } from './sign-in.ts'

/** Signs in as a made-up person without a password. Refuses absolutely outside a demonstration, and for real accounts in one. */
export async function signInAs(ctx: Context, account: AccountRef): Promise<SignInProgress | 'refused'> {
  if (ctx.demonstration !== true) throw new NotAllowedError('identity.demonstration-only')
  const isKnown = (await listDemonstrationAccounts(ctx)).some(
    ({ tenantId, accountId }) => tenantId === account.tenantId && accountId === account.accountId,
  )
  if (!isKnown) throw new NotAllowedError('identity.demonstration-only')
  return await begin(ctx, account, 'demonstration')
}
