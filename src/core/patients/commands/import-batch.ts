import { commandMany } from '../../command-many.ts'
import type { AuditNote } from '../../command.ts'
import type { AuditValue } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { inTenant } from '../../database/in-tenant.ts'
import type { Tx } from '../../database/transaction.ts'
import { ConflictError } from '../../errors.ts'
import { advanceImport, type ImportStep, type ImportTables } from '../../imports/index.ts'
import { newUuid } from '../../values/uuid.ts'
import type { Change, Decision } from '../import/decide-row.ts'
import * as policy from '../policy.ts'
import { detailsFromRow, type PatientRow } from '../record-row.ts'
import type { PatientTables } from '../tables.ts'
import { keepHidden } from './keep-hidden.ts'
import { setSensitive } from './set-sensitive.ts'
import { insertPatients, lockPatientRows, updatePatientRows } from './store.ts'

type Writing = Extract<Decision, { kind: 'add' | 'change' }>
interface Input {
  readonly decision: Writing
  readonly step: ImportStep
}
interface Subject {
  readonly patientId: string
  readonly sensitive: boolean
  readonly row?: PatientRow | undefined
}

/**
 * Applies one batch of an import with an audit event for each record, and moves the run on, in one transaction. Throws
 * `ConflictError`, and does nothing, when a record has changed since the batch was decided.
 */
export async function importBatch(ctx: Context, decisions: readonly Decision[], step: ImportStep): Promise<void> {
  const writing = decisions.filter((decision) => decision.kind === 'add' || decision.kind === 'change')
  if (writing.length === 0) {
    await inTenant<ImportTables, void>(ctx, (tx) => advanceImport(tx, ctx, step))
    return
  }
  await applyRows(
    ctx,
    writing.map((decision) => ({ decision, step })),
  )
}

const applyRows = commandMany<PatientTables & ImportTables, Input, Subject, undefined>({
  action: 'patient.imported',
  policy: policy.importPatients,
  async load(tx, inputs, ctx) {
    const changes = inputs.flatMap(({ decision }) => (decision.kind === 'change' ? [decision.change] : []))
    const rows = await lockPatientRows(
      patientsOf(tx),
      ctx,
      changes.map(({ patientId }) => patientId),
    )
    for (const { patientId, version } of changes) {
      const row = rows.get(patientId)
      if (row?.version !== version || row.merged_into !== null) throw new ConflictError('A record changed meanwhile')
    }
    return inputs.map(({ decision }) =>
      decision.kind === 'change'
        ? {
            patientId: decision.change.patientId,
            sensitive: decision.change.before.sensitive,
            row: rows.get(decision.change.patientId),
          }
        : { patientId: newUuid(ctx.clock.now()), sensitive: decision.sensitive },
    )
  },
  subjects: ({ patientId }, { decision }) => (decision.kind === 'change' ? [patientId] : []),
  async run(tx, ctx, subjects, inputs) {
    const added = inputs.flatMap(({ decision }, at) =>
      decision.kind === 'add' ? [{ ...decision, patientId: subjects[at]!.patientId }] : [],
    )
    const went = await insertPatients(patientsOf(tx), ctx, added)
    if (went.size !== added.length) throw new ConflictError('An NHS number was taken meanwhile')
    await updatePatientRows(
      patientsOf(tx),
      ctx,
      inputs.flatMap(({ decision }, at) =>
        decision.kind === 'change' ? [asStored(ctx, decision.change, subjects[at]!.row)] : [],
      ),
    )
    for (const { decision } of inputs)
      if (decision.kind === 'change' && decision.change.sensitive !== decision.change.before.sensitive)
        await setSensitive(patientsOf(tx), ctx, decision.change.patientId, decision.change.sensitive)
    await advanceImport(tx as unknown as Tx<ImportTables>, ctx, inputs[0]!.step)
    return inputs.map(({ decision }, at) => ({ output: undefined, note: noteOf(decision, subjects[at]!.patientId) }))
  },
})

/** The change was decided on what the importer may see; what is hidden from them is taken from the row. */
function asStored(ctx: Context, change: Change, row: PatientRow | undefined): Change {
  if (!row) return change
  return {
    ...change,
    details: keepHidden(ctx, change.details, row),
    before: { ...change.before, details: detailsFromRow(row) },
  }
}

function noteOf(decision: Writing, patientId: string): AuditNote {
  const values =
    decision.kind === 'add'
      ? { new: decision.details, ...(decision.sensitive ? { sensitive: true } : {}) }
      : {
          ...decision.change.changes,
          ...(decision.change.sensitive === decision.change.before.sensitive ? {} : { sensitive: true }),
        }
  return {
    subjects: [patientId],
    entity: { type: 'patient', id: patientId },
    values: values as unknown as { readonly [name: string]: AuditValue },
  }
}

const patientsOf = (tx: unknown): Tx<PatientTables> => tx as Tx<PatientTables>
