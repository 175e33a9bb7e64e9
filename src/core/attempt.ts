import { MOST_SUBJECTS, record, type AuditEntry, type AuditWriter } from './audit/record.ts'
import { markRecorded } from './audit/recorded.ts'
import type { AuditTables } from './audit/tables.ts'
import { NO_TENANT, type Context } from './context.ts'
import { inTenant } from './database/in-tenant.ts'
import type { Tx } from './database/transaction.ts'
import type { EncryptionTables } from './encryption/tables.ts'
import { NotAllowedError, NotFoundError, UnavailableError } from './errors.ts'
import { refuseUnstorable } from './idempotency/canonical.ts'
import { keyOfCall } from './idempotency/key-of-call.ts'
import { once } from './idempotency/once.ts'
import type { IdempotencyTables } from './idempotency/tables.ts'
import { allowsRole } from './policy/enforce.ts'
import type { Policy } from './policy/policy.ts'
import { soughtIn } from './sought.ts'

/** Tables that every command can reach, whatever its noun. */
export type CoreTables = AuditTables & EncryptionTables & IdempotencyTables

/** Whom and what an attempt is about, as far as it is known. */
export type About = Pick<AuditEntry, 'subjects' | 'entity'>

/**
 * What every command is, around its own work: who may at all, one transaction, once for one key, and a refusal or a search
 * for what is not there in the trail, with `about` as far as the work got. A second try is answered before anything is looked
 * at again: what the first changed must not refuse it.
 */
export async function attempt<Tables, Output>(
  ctx: Context,
  { action, policy }: { readonly action: string; readonly policy: Policy<never> },
  input: unknown,
  about: About,
  work: (tx: Tx<Tables & CoreTables>) => Promise<Output>,
): Promise<Output> {
  refuseMisplaced(ctx, action)
  const key = keyOfCall(ctx, action)
  try {
    if (!allowsRole(policy, ctx)) throw new NotAllowedError(policy.name)
    return await inTenant<Tables & CoreTables, Output>(ctx, async (tx) => {
      const store = tx as unknown as Tx<IdempotencyTables>
      if (key !== undefined) return await once(store, ctx, { scope: action, key, request: input }, () => work(tx))
      const output = await work(tx)
      refuseUnstorable(output)
      return output
    })
  } catch (error) {
    if (ctx.joined) throw error
    const known = { ...about, entity: about.entity ?? soughtIn(input) }
    if (error instanceof NotAllowedError) await recordRefusal(ctx, action, 'refused', known)
    if (error instanceof NotFoundError) await recordRefusal(ctx, action, 'failed', known)
    if (error instanceof Error) markRecorded(error)
    throw error
  }
}

function refuseMisplaced({ joined, tenantId }: Context, action: string): void {
  if (joined && !joined.acts)
    throw new Error(`${action} cannot be done while a page is read: call it where the form is submitted`)
  if (tenantId === NO_TENANT) throw new Error(`${action} needs an organisation to be done in`)
}

/** Records an attempt that was refused, in a transaction of its own. If that fails, the answer is "unavailable". */
export async function recordRefusal(
  ctx: Context,
  action: string,
  outcome: 'refused' | 'failed',
  { subjects = [], entity }: About = {},
): Promise<void> {
  // Nobody could ever read a row of no organisation.
  if (ctx.tenantId === NO_TENANT) return ctx.log.warn({ requestId: ctx.requestId, action, outcome }, 'attempt refused')
  try {
    await inTenant<CoreTables, void>(ctx, (tx) =>
      record(tx, ctx, { action, outcome, entity, subjects: subjects.slice(0, MOST_SUBJECTS) }),
    )
  } catch (cause) {
    throw new UnavailableError('The attempt could not be recorded', { cause })
  }
}

/** The audit and key tables of a command's own transaction: every command's tables contain them. */
export const auditWriter = <Tables>(tx: Tx<Tables & CoreTables>): AuditWriter => tx as unknown as AuditWriter
