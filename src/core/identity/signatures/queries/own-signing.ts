import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { findSecret, getStaffAccount } from '../../accounts/queries.ts'
import type { StaffAccount } from '../../accounts/staff-account.ts'
import { findKeyOf } from '../queries.ts'
import {
  endsSoon,
  keyState,
  methodOf,
  whyNoKey,
  type KeyState,
  type NoKeyBecause,
  type SigningKey,
  type SigningMethod,
} from '../signature.ts'
import type { SignatureTables } from '../tables.ts'

/** How somebody stands with signing: what their own page and every signing form show. Nothing in it could sign. */
export interface OwnSigning {
  readonly account: StaffAccount
  /** Why they may not hold a key, if they may not. */
  readonly because: NoKeyBecause | undefined
  /** The key in use, or else the one that was withdrawn last. */
  readonly key: SigningKey | undefined
  readonly state: KeyState | 'no-key'
  /** What proves that it is them besides the secret. Undefined while they have no authenticator app. */
  readonly method: SigningMethod | undefined
  readonly endsSoon: boolean
}

type By = Pick<Context, 'tenantId' | 'actor' | 'clock' | 'demonstration'>

export async function getOwnSigning(db: Reader<SignatureTables>, ctx: By): Promise<OwnSigning> {
  const account = await getStaffAccount(db, ctx.tenantId, ctx.actor.id)
  const key = await findKeyOf(db, ctx.tenantId, account.accountId)
  const because = whyNoKey(account)
  const now = ctx.clock.now()
  return {
    account,
    because,
    key,
    // A key whose holder may not sign any more is none.
    state: key && because === undefined ? keyState(key, now) : 'no-key',
    method: await ownMethod(db, ctx, account),
    endsSoon: key !== undefined && endsSoon(key, now),
  }
}

/** What proves that it is them when they sign, besides their secret. */
export async function ownMethod(
  db: Reader<SignatureTables>,
  ctx: Pick<By, 'tenantId' | 'demonstration'>,
  account: StaffAccount,
): Promise<SigningMethod | undefined> {
  const hasAuthenticator = Boolean((await findSecret(db, ctx.tenantId, account.accountId))?.authenticator)
  return methodOf(account, { hasAuthenticator, isDemonstrationRun: ctx.demonstration === true })
}
