import { record, type AuditValue, type AuditWriter } from './audit/record.ts'
import { markRecorded } from './audit/recorded.ts'
import type { AuditTables } from './audit/tables.ts'
import type { Context } from './context.ts'
import { inTenant } from './database/in-tenant.ts'
import type { Tx } from './database/transaction.ts'
import { declareCommand } from './declared-commands.ts'
import type { EncryptionTables } from './encryption/tables.ts'
import { NotAllowedError, NotFoundError, UnavailableError } from './errors.ts'
import { once } from './idempotency/once.ts'
import type { IdempotencyTables } from './idempotency/tables.ts'
import { allowsRole, enforce } from './policy/enforce.ts'
import type { Policy } from './policy/policy.ts'

/** Tables that every command can reach, whatever its noun. */
export type CoreTables = AuditTables & EncryptionTables & IdempotencyTables

/** What a command adds to its audit event while it works. */
export interface AuditNote {
  subjects?: readonly string[]
  entity?: { type: string; id: string }
  values?: { readonly [name: string]: AuditValue }
  /** Set to `refused` when the answer is a refusal, so that the trail does not say it was done. */
  outcome?: 'done' | 'refused'
}

export interface CommandSpec<Tables, Input, Subject, Output> {
  /** Dotted, past tense: `patient.address.changed`. */
  readonly action: string
  readonly policy: Policy<Subject>
  /** Reads what the policy must look at. Throws `NotFoundError` when it is not in this organisation. */
  readonly load: (tx: Tx<Tables & CoreTables>, input: Input, ctx: Context) => Promise<Subject>
  /** The patients the act is about: they can see it in "who opened my record". */
  readonly subjects: (subject: Subject, input: Input) => readonly string[]
  readonly run: (
    tx: Tx<Tables & CoreTables>,
    ctx: Context,
    subject: Subject,
    input: Input,
    note: AuditNote,
  ) => Promise<Output>
}

/** A change that has been declared. Call it with a context and its input. */
export interface Command<Input, Output> {
  (ctx: Context, input: Input): Promise<Output>
  readonly action: string
  readonly policyName: string
}

/**
 * A change to the record: one transaction, one organisation, policy before work, audit with the change. The answer is
 * returned only after a durable commit; a refusal is recorded in its own transaction. With `ctx.idempotencyKey` it acts once.
 */
export function command<Tables, Input, Subject, Output>(
  spec: CommandSpec<Tables, Input, Subject, Output>,
): Command<Input, Output> {
  declareCommand(spec.action, spec.policy)
  const act = async (ctx: Context, input: Input): Promise<Output> => {
    try {
      if (!allowsRole(spec.policy as Policy<never>, ctx)) throw new NotAllowedError(spec.policy.name)
      return await inTenant<Tables & CoreTables, Output>(ctx, async (tx) => {
        const subject = await spec.load(tx, input, ctx)
        enforce(spec.policy, ctx, subject)
        const work = async () => {
          const note: AuditNote = { subjects: spec.subjects(subject, input) }
          const output = await spec.run(tx, ctx, subject, input, note)
          await record(auditWriter(tx), ctx, { outcome: 'done', ...note, action: spec.action })
          return output
        }
        if (ctx.idempotencyKey === undefined) return await work()
        const key = { scope: spec.action, key: `${ctx.actor.id}:${ctx.idempotencyKey}`, request: input }
        return await once(tx as unknown as Tx<IdempotencyTables>, ctx, key, work)
      })
    } catch (error) {
      if (error instanceof NotAllowedError) await recordRefusal(ctx, spec.action, 'refused')
      if (error instanceof NotFoundError) await recordRefusal(ctx, spec.action, 'failed')
      if (error instanceof Error) markRecorded(error)
      throw error
    }
  }
  return Object.assign(act, { action: spec.action, policyName: spec.policy.name })
}

/** Records an attempt that was refused, in a transaction of its own. If that fails, the answer is "unavailable". */
export async function recordRefusal(ctx: Context, action: string, outcome: 'refused' | 'failed'): Promise<void> {
  try {
    await inTenant<CoreTables, void>(ctx, (tx) => record(tx, ctx, { action, outcome }))
  } catch (cause) {
    throw new UnavailableError('The attempt could not be recorded', { cause })
  }
}

/** The audit and key tables of a command's own transaction: every command's tables contain them. */
export const auditWriter = <Tables>(tx: Tx<Tables & CoreTables>): AuditWriter => tx as unknown as AuditWriter
