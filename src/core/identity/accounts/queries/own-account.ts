import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { listLiveSessions } from '../../sessions/queries.ts'
import type { Session } from '../../sessions/session.ts'
import { findSecret, getStaffAccount } from '../queries.ts'
import type { StaffAccount } from '../staff-account.ts'
import type { IdentityTables } from '../tables.ts'

/** One's own account as its page shows it. Nothing that could be used to sign in. */
export interface OwnAccount {
  readonly account: StaffAccount
  readonly organisation: string
  readonly passwordSetAt: Date | null
  readonly authenticatorSince: Date | null
  readonly secretVersion: number
  readonly recoveryCodesLeft: number
  readonly sessions: readonly Session[]
}

export async function getOwnAccount(
  db: Reader<IdentityTables>,
  ctx: Pick<Context, 'tenantId' | 'actor' | 'clock'>,
): Promise<OwnAccount> {
  const { tenantId } = ctx
  const accountId = ctx.actor.id
  const account = await getStaffAccount(db, tenantId, accountId)
  const secret = await findSecret(db, tenantId, accountId)
  const codes = await db
    .selectFrom('core.recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    account,
    organisation: (await getOrganisation(db, tenantId)).name,
    passwordSetAt: secret?.passwordSetAt ?? null,
    authenticatorSince: secret?.authenticatorSince ?? null,
    secretVersion: secret?.version ?? 0,
    recoveryCodesLeft: codes.left,
    sessions: await listLiveSessions(db, { tenantId, accountId }, ctx.clock.now()),
  }
}
