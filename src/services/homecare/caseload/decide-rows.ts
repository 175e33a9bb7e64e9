import type { Context } from '../../../core/context.ts'
import { readInTenant } from '../../../core/database/in-tenant.ts'
import type { Reader } from '../../../core/database/transaction.ts'
import { addFields, type ImportProblem, type ImportStep, NO_COUNTS } from '../../../core/imports/index.ts'
import type { MedicineTables } from '../../../core/medicines/index.ts'
import type { HomecareWork } from '../tables.ts'
import { columnOf } from './caseload-row.ts'
import type { CaseloadField } from './columns.ts'
import { type CaseloadDecision, decide, type Replaceable } from './decide.ts'
import { findTreatment, type TreatmentAnswer } from './queries/find-treatment.ts'
import { heldCare } from './queries/held-care.ts'
import { matchPatients } from './queries/match-patients.ts'
import type { References } from './queries/references.ts'
import type { CaseloadFileRow } from './read-caseload.ts'
import { resolveRow } from './resolve-row.ts'
import type { Seen } from './seen.ts'
import type { Wanted } from './wanted.ts'

export interface DecidedRow {
  readonly line: number
  readonly row: number
  /** Absent for a row that names something that is not there. */
  readonly decision: CaseloadDecision | undefined
  readonly problems: readonly ImportProblem[]
}

export interface Deciding {
  readonly references: References
  readonly treatments: Map<string, TreatmentAnswer>
  readonly identifierSystem: string | undefined
  readonly replace: ReadonlySet<Replaceable>
}

type Resolved = { readonly wanted: Wanted } | { readonly problems: readonly { column: string; reason: string }[] }

/** Decides rows of a file together. `before` is how many rows of the file come before them. */
export function decideCaseload(
  ctx: Context,
  rows: readonly CaseloadFileRow[],
  before: number,
  seen: Seen,
  deciding: Deciding,
): Promise<readonly DecidedRow[]> {
  return readInTenant<HomecareWork & MedicineTables, readonly DecidedRow[]>(ctx, async (tx) => {
    const resolved = await resolveRows(tx, ctx, rows, deciding)
    const held = await heldCare(
      tx,
      ctx.tenantId,
      resolved.flatMap((each) => ('wanted' in each ? [each.wanted.patientId] : [])),
    )
    return rows.map(({ line }, at): DecidedRow => {
      const [where, each] = [{ line, row: before + at + 1 }, resolved[at]!]
      const refused = (problems: readonly { column: string; reason: string }[]): ImportProblem[] =>
        problems.map((problem) => ({ ...where, kind: 'refused', ...problem }))
      if ('problems' in each) return { ...where, decision: undefined, problems: refused(each.problems) }
      const { wanted } = each
      const own = held.get(wanted.patientId) ?? []
      const problem = seen.problemOf(line, wanted, own)
      if (problem !== undefined)
        return { ...where, decision: undefined, problems: refused([{ column: '', reason: problem }]) }
      const one = own.find(({ vtmId }) => vtmId === wanted.vtmId)
      const decision = decide(wanted, one, deciding.replace, deciding.references.nameOf)
      const problems =
        decision.kind === 'refused'
          ? refused([
              { column: decision.field ? columnOf(rows[at]!.settings, decision.field) : '', reason: decision.reason },
            ])
          : []
      return { ...where, decision, problems }
    })
  })
}

async function resolveRows(
  tx: Reader<HomecareWork & MedicineTables>,
  ctx: Context,
  rows: readonly CaseloadFileRow[],
  { references, treatments, identifierSystem }: Deciding,
): Promise<readonly Resolved[]> {
  const readable = rows.flatMap(({ read }) => ('row' in read ? [read.row] : []))
  const patients = await matchPatients(tx, ctx, readable, identifierSystem)
  const answers: Resolved[] = []
  let next = 0
  for (const { read, settings } of rows) {
    if ('problems' in read) {
      answers.push({ problems: read.problems })
      continue
    }
    const { row } = read
    const patient = patients[next++]!
    const key = `${row.medicine}\n${row.brand ?? ''}`
    const treatment = treatments.get(key) ?? (await findTreatment(tx, row.medicine, row.brand))
    treatments.set(key, treatment)
    const named = (problems: readonly { field: CaseloadField; reason: string }[]): Resolved => ({
      problems: problems.map(({ field, reason }) => ({ column: columnOf(settings, field), reason })),
    })
    const missing = [...('reason' in patient ? [patient] : []), ...('reason' in treatment ? [treatment] : [])]
    if ('reason' in patient || 'reason' in treatment) {
      answers.push(named(missing))
      continue
    }
    const one = resolveRow(row, patient.patient, treatment.treatment, references, settings.today)
    answers.push('wanted' in one ? one : named(one.problems))
  }
  return answers
}

/** The decided rows as one step of a run: what is counted and what is reported. */
export function stepOfCaseload(at: Pick<ImportStep, 'runId' | 'from'>, decided: readonly DecidedRow[]): ImportStep {
  const decisions = decided.map(({ decision }) => decision)
  const count = (kind: CaseloadDecision['kind']) => decisions.filter((each) => each?.kind === kind).length
  const fields = decisions.map((each) =>
    each?.kind === 'replace' ? Object.fromEntries(each.differences.map(({ field }) => [field, 1])) : {},
  )
  return {
    ...at,
    rows: decided.length,
    counts: {
      ...NO_COUNTS,
      added: count('add'),
      changed: count('replace'),
      unchanged: count('same'),
      refused: decisions.filter((each) => each === undefined || each.kind === 'refused').length,
    },
    changedFields: fields.reduce(addFields, {}),
    problems: decided.flatMap(({ problems }) => problems),
  }
}
