import type { Context } from '../../context.ts'
import { inTenant } from '../../database/in-tenant.ts'
import type { Tx } from '../../database/transaction.ts'
import { openFor } from '../../encryption/subject-keys.ts'
import type { EncryptionTables } from '../../encryption/tables.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import { afterHandOver, type Email, type HandOver } from '../email.ts'
import type { NotificationTables } from '../tables.ts'
import { emailPlace, type SealedEmail } from './send-email.ts'

type Tables = NotificationTables & AccountTables & EncryptionTables

/** A claimed e-mail: whoever holds it is the only one that may hand it over. */
interface Claimed {
  readonly email: Email | undefined
  readonly attempts: number
}

/** What is left to do after a try: nothing, or another try later. */
export type EmailOutcome = 'settled' | 'try-later'

/**
 * Hands one e-mail to the mail server, in three steps: claim it durably, hand it over, write down what became of it. A
 * program that dies after the second step leaves it claimed; whoever finds it so says "delivery not confirmed" and does not
 * send it again. Nobody gets it twice, and nobody believes that it arrived.
 */
export async function handOverEmail(ctx: Context, emailId: string): Promise<EmailOutcome> {
  const claimed = await inTenant<Tables, Claimed | undefined>(ctx, (tx) => claim(tx, ctx, emailId))
  if (!claimed) return 'settled'
  const answer = await tryOnce(ctx, claimed)
  const { state, problem } = afterHandOver(answer, claimed.attempts)
  // Whoever found it claimed meanwhile has settled it: then this try has no say any more.
  const isOurs = await inTenant<Tables, boolean>(ctx, (tx) => settle(tx, ctx, emailId, state, problem))
  return isOurs && state === 'queued' ? 'try-later' : 'settled'
}

async function tryOnce(ctx: Context, { email }: Claimed): Promise<HandOver> {
  if (!email) return { result: 'refused', problem: 'no-address' }
  const door = ctx.doors?.email
  if (!door) return { result: 'refused', problem: 'no-mail-server' }
  try {
    return await door.handOver(email)
  } catch (error) {
    return { result: 'unknown', problem: error instanceof Error ? error.name : 'error' }
  }
}

async function claim(tx: Tx<Tables>, ctx: Context, emailId: string): Promise<Claimed | undefined> {
  const row = await tx
    .selectFrom('core.outgoing_email')
    .select(['account_id', 'subject_id', 'sealed', 'state', 'attempts'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('email_id', '=', emailId)
    .forUpdate()
    .executeTakeFirst()
  if (row?.state === 'sending') await settle(tx, ctx, emailId, 'delivery-not-confirmed', 'interrupted')
  if (row?.state !== 'queued' || !row.sealed) return undefined
  const attempts = row.attempts + 1
  await tx
    .updateTable('core.outgoing_email')
    .set({ state: 'sending', attempts, attempted_at: ctx.clock.now() })
    .where('tenant_id', '=', ctx.tenantId)
    .where('email_id', '=', emailId)
    .execute()
  const subject = { subjectId: row.subject_id, class: 'message-body' } as const
  const text = await openFor(tx, ctx, subject, emailPlace(emailId), row.sealed)
  if (text === undefined) return { email: undefined, attempts }
  const sealed = JSON.parse(text) as SealedEmail
  const to = row.account_id === null ? sealed.to : await addressOf(tx, ctx.tenantId, row.account_id)
  return { attempts, email: to === undefined ? undefined : { ...sealed, to, messageId: emailId } }
}

async function addressOf(tx: Tx<Tables>, tenantId: string, accountId: string): Promise<string | undefined> {
  const account = await tx
    .selectFrom('core.staff_account')
    .select('email')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('status', '<>', 'left')
    .executeTakeFirst()
  return account?.email
}

/** Writes down what became of a claimed e-mail; false when it is no longer claimed. */
async function settle(
  tx: Tx<Tables>,
  ctx: Context,
  emailId: string,
  state: 'queued' | 'handed-over' | 'delivery-not-confirmed' | 'failed',
  problem: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('core.outgoing_email')
    .set(state === 'queued' ? { state, problem } : { state, problem, sealed: null, settled_at: ctx.clock.now() })
    .where('tenant_id', '=', ctx.tenantId)
    .where('email_id', '=', emailId)
    .where('state', '=', 'sending')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
