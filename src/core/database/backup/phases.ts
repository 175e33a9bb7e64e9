import type { SchemaObject } from '../dump/index.ts'

/** When a statement of the schema runs in a restore. */
export type Phase = 'before rows' | 'after rows' | 'last'

/** The statements of one phase, in the order of the dump. */
export const statementsOf = (schema: readonly SchemaObject[], phase: Phase): string[] =>
  schema.flatMap(({ kind, statements }) => statements.filter((statement) => phaseOf(kind, statement) === phase))

/**
 * Indexes and keys are quicker to make once the rows are in. Row-level security comes after the keys: an owner it is
 * forced upon could neither load the rows nor check the keys.
 */
export function phaseOf(kind: string, statement: string): Phase {
  if (kind === 'triggers' || /^(create policy|alter table .+ (enable|force) row level security;$)/i.test(statement))
    return 'last'
  if (kind === 'foreign keys' || kind === 'view' || /^(create (unique )?index|comment on index) /i.test(statement))
    return 'after rows'
  return 'before rows'
}
