import { attempt, auditWriter, type About, type CoreTables } from './attempt.ts'
import { recordMany } from './audit/record.ts'
import type { AuditNote } from './command.ts'
import type { Context } from './context.ts'
import type { Tx } from './database/transaction.ts'
import { declareCommand } from './declared-commands.ts'
import { enforce } from './policy/enforce.ts'
import type { Policy } from './policy/policy.ts'
import { soughtIn } from './sought.ts'

/** Most subjects that one transaction changes. */
export const MOST_AT_ONCE = 500

export interface CommandManySpec<Tables, Input, Subject, Output> {
  readonly action: string
  readonly policy: Policy<Subject>
  readonly load: (tx: Tx<Tables & CoreTables>, inputs: readonly Input[], ctx: Context) => Promise<readonly Subject[]>
  /** The patients that one of the changes is about: named when it is the one that is refused. */
  readonly subjects: (subject: Subject, input: Input) => readonly string[]
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
 * One refusal refuses them all, and the trail says which it was: nothing is half done. With `ctx.idempotencyKey` it acts once.
 */
export function commandMany<Tables, Input, Subject, Output>(spec: CommandManySpec<Tables, Input, Subject, Output>) {
  declareCommand(spec.action, spec.policy)
  return async (ctx: Context, inputs: readonly Input[]): Promise<readonly Output[]> => {
    if (inputs.length > MOST_AT_ONCE) throw new RangeError(`At most ${MOST_AT_ONCE} at once`)
    if (inputs.length === 0) return []
    // Of several that were looked for, nobody can say which was not there.
    const about: Writable<About> = { entity: inputs.length === 1 ? soughtIn(inputs[0]) : undefined }
    return await attempt<Tables, readonly Output[]>(ctx, spec, inputs, about, async (tx) => {
      const subjects = await spec.load(tx, inputs, ctx)
      if (subjects.length !== inputs.length) throw new Error(`${spec.action} must load one subject for each input`)
      for (const [index, subject] of subjects.entries()) {
        const input = inputs[index]!
        Object.assign(about, { subjects: spec.subjects(subject, input), entity: soughtIn(input) })
        enforce(spec.policy, ctx, subject)
      }
      Object.assign(about, { subjects: [], entity: undefined })
      const results = await spec.run(tx, ctx, subjects, inputs)
      if (results.length !== inputs.length) throw new Error(`${spec.action} must answer for each input`)
      await recordMany(
        auditWriter(tx),
        ctx,
        results.map(({ note }) => ({ outcome: 'done', ...note, action: spec.action })),
      )
      return results.map(({ output }) => output)
    })
  }
}

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] }
