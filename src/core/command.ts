import { attempt, auditWriter, type CoreTables } from './attempt.ts'
import { record, sealingKeys, type AuditValue } from './audit/record.ts'
import type { Context } from './context.ts'
import type { Tx } from './database/transaction.ts'
import { declareCommand } from './declared-commands.ts'
import { enforce } from './policy/enforce.ts'
import type { Policy } from './policy/policy.ts'

export { auditWriter, recordRefusal, type CoreTables } from './attempt.ts'

/** What a command adds to its audit event while it works. */
export interface AuditNote {
  subjects?: readonly string[]
  entity?: { type: string; id: string }
  values?: { readonly [name: string]: AuditValue } | undefined
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
  const act = (ctx: Context, input: Input): Promise<Output> => {
    let keys: ReturnType<typeof sealingKeys> | undefined
    let ask = (): void => undefined
    const note = noteThat(() => ask())
    return attempt<Tables, Output>(ctx, spec, input, note, async (tx) => {
      ask = () => {
        keys ??= sealingKeys(auditWriter(tx), ctx, note)
        // Whoever waits for them is told.
        keys.catch(() => undefined)
      }
      const subject = await spec.load(tx, input, ctx)
      note.subjects = spec.subjects(subject, input)
      enforce(spec.policy, ctx, subject)
      const output = await spec.run(tx, ctx, subject, input, note)
      await record(auditWriter(tx), ctx, { outcome: 'done', ...note, action: spec.action }, keys)
      return output
    })
  }
  return Object.assign(act, { action: spec.action, policyName: spec.policy.name })
}

/** Values are sealed with a key of the database: it is asked for as soon as there are some, while the work goes on. */
function noteThat(hasValues: () => void): AuditNote {
  let values: AuditNote['values']
  return {
    get values() {
      return values
    },
    set values(given) {
      values = given
      if (given !== undefined) hasValues()
    },
  }
}
