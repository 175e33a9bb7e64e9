import { recordMany } from './audit/record.ts'
import { auditWriter, recordRefusal, type AuditNote, type CoreTables } from './command.ts'
import type { Context } from './context.ts'
import { inTenant } from './database/in-tenant.ts'
import type { Tx } from './database/transaction.ts'
import { declareCommand } from './declared-commands.ts'
import { NotAllowedError } from './errors.ts'
import { allowsRole, enforce } from './policy/enforce.ts'
import type { Policy } from './policy/policy.ts'

/** Most subjects that one transaction changes. */
export const MOST_AT_ONCE = 500

export interface CommandManySpec<Tables, Input, Subject, Output> {
  readonly action: string
  readonly policy: Policy<Subject>
  readonly load: (tx: Tx<Tables & CoreTables>, inputs: readonly Input[], ctx: Context) => Promise<readonly Subject[]>
  /** Changes them all, and returns one answer and one audit note each, in the same order. */
  readonly run: (
    tx: Tx<Tables & CoreTables>,
    ctx: Context,
    subjects: readonly Subject[],
    inputs: readonly Input[],
  ) => Promise<readonly { readonly output: Output; readonly note: AuditNote }[]>
}

/**
 * The same change for up to 500 subjects in one transaction, with an audit event each: imports and bulk work.
 * One refusal refuses them all: nothing is half done.
 */
export function commandMany<Tables, Input, Subject, Output>(spec: CommandManySpec<Tables, Input, Subject, Output>) {
  declareCommand(spec.action, spec.policy)
  return async (ctx: Context, inputs: readonly Input[]): Promise<readonly Output[]> => {
    if (inputs.length > MOST_AT_ONCE) throw new RangeError(`At most ${MOST_AT_ONCE} at once`)
    if (inputs.length === 0) return []
    try {
      if (!allowsRole(spec.policy as Policy<never>, ctx)) throw new NotAllowedError(spec.policy.name)
      return await inTenant<Tables & CoreTables, readonly Output[]>(ctx, async (tx) => {
        const subjects = await spec.load(tx, inputs, ctx)
        if (subjects.length !== inputs.length) throw new Error(`${spec.action} must load one subject for each input`)
        for (const subject of subjects) enforce(spec.policy, ctx, subject)
        const results = await spec.run(tx, ctx, subjects, inputs)
        if (results.length !== inputs.length) throw new Error(`${spec.action} must answer for each input`)
        await recordMany(
          auditWriter(tx),
          ctx,
          results.map(({ note }) => ({ outcome: 'done', ...note, action: spec.action })),
        )
        return results.map(({ output }) => output)
      })
    } catch (error) {
      if (error instanceof NotAllowedError) await recordRefusal(ctx, spec.action, 'refused')
      throw error
    }
  }
}
