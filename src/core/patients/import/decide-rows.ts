import type { Context } from '../../context.ts'
import { readInTenant } from '../../database/in-tenant.ts'
import { addFields, type ImportProblem, type ImportStep, NO_COUNTS } from '../../imports/index.ts'
import { findImportMatches } from '../queries/import-matches.ts'
import type { PatientTables } from '../tables.ts'
import { type Decision, decideRow, type RowMatches } from './decide-row.ts'
import type { FileRow } from './read-rows.ts'
import type { RowsBefore } from './rows-before.ts'

/** What is to become of a row. */
export interface Decided {
  readonly line: number
  /** Absent for a row that could not be read. */
  readonly decision: Decision | undefined
  readonly problems: readonly ImportProblem[]
}

/**
 * Decides rows of a file together, up to the second about one record. `before` is how many rows of the file come before them;
 * a preview gives what they would have done in `rowsBefore`.
 */
export async function decideRows(
  ctx: Context,
  rows: readonly FileRow[],
  before: number,
  addAlike: boolean,
  rowsBefore?: RowsBefore,
): Promise<readonly Decided[]> {
  const sent = rows.flatMap(({ row }) => ('sent' in row ? [row.sent] : []))
  const options = { today: ctx.clock.today(), addAlike }
  const matches = await readInTenant<PatientTables, RowMatches[]>(ctx, (tx) =>
    findImportMatches(tx, ctx, sent, { alike: !options.addAlike }),
  )
  const changing = new Set<string>()
  const decided: Decided[] = []
  let next = 0
  for (const { line, row } of rows) {
    const at = { line, row: before + decided.length + 1 }
    if ('problems' in row) {
      decided.push({
        line,
        decision: undefined,
        problems: row.problems.map((each) => ({ ...at, kind: 'refused', ...each })),
      })
      continue
    }
    const found = matches[next++] ?? NO_MATCH
    const decision = decideRow(row.sent, rowsBefore?.matches(row.sent, found) ?? found, options)
    const id = decision.kind === 'change' ? decision.change.patientId : undefined
    // Two rows about one record: the second is decided when the first is in.
    if (id !== undefined && changing.has(id)) break
    if (id !== undefined) changing.add(id)
    decided.push({ line, decision, problems: problemsOf(at, decision, rowsBefore) })
  }
  return decided
}

/** The decided rows as one step of a run: what is counted and what is reported. */
export function stepOf(at: Pick<ImportStep, 'runId' | 'from'>, decided: readonly Decided[]): ImportStep {
  const decisions = decided.map(({ decision }) => decision)
  const count = (kind: Decision['kind']) => decisions.filter((each) => each?.kind === kind).length
  const fields = decisions.map((each) =>
    each?.kind === 'change' ? Object.fromEntries(Object.keys(each.change.changes.new).map((field) => [field, 1])) : {},
  )
  return {
    ...at,
    rows: decided.length,
    counts: {
      ...NO_COUNTS,
      added: count('add'),
      changed: count('change'),
      unchanged: count('same'),
      held: count('held'),
      refused: decisions.filter((each) => each === undefined || each.kind === 'refused').length,
    },
    changedFields: fields.reduce(addFields, {}),
    problems: decided.flatMap(({ problems }) => problems),
  }
}

const NO_MATCH: RowMatches = { same: undefined, alike: [] }

function problemsOf(
  at: Pick<ImportProblem, 'line' | 'row'>,
  decision: Decision,
  rowsBefore: RowsBefore | undefined,
): readonly ImportProblem[] {
  const inDatabase = (patientId: string) => (rowsBefore?.isInvented(patientId) ? undefined : patientId)
  if ('leftOut' in decision && decision.leftOut)
    return [{ ...at, kind: 'held', ...decision.leftOut.problem, subjectId: inDatabase(decision.leftOut.subjectId) }]
  if (decision.kind === 'refused') return [{ ...at, kind: 'refused', ...decision.problem }]
  return decision.kind === 'held'
    ? [{ ...at, kind: 'held', ...decision.problem, subjectId: inDatabase(decision.subjectId) }]
    : []
}
