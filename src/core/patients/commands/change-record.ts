import { command, type Command } from '../../command.ts'
import type { AuditValue } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import type { AnyTx } from '../../database/any-transaction.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import type { Policy } from '../../policy/policy.ts'
import { changesBetween } from '../changes.ts'
import { hasNhsNumber, type PatientDetails } from '../patient.ts'
import type { RecordSubject } from '../policy.ts'
import { findIdsByNhsNumber } from '../queries.ts'
import { detailsFromRow, type PatientRow } from '../record-row.ts'
import type { PatientTables } from '../tables.ts'
import { refuseProblems } from './register-patients.ts'
import { lockPatientRows, updatePatientRows } from './store.ts'

/** Names the record and the version its editor was looking at. */
export interface RecordVersion {
  readonly patientId: string
  readonly version: number
}

export type ChangeAnswer =
  | { readonly patientId: string; readonly version: number }
  | { readonly refused: 'nhs-number-in-use'; readonly patientId: string }

export interface LockedRecord extends RecordSubject {
  readonly row: PatientRow
}

/**
 * A change to part of a record. Another version, or a record that was merged, is a conflict; problems throw
 * `BadRequestError`; old and new values go into the audit payload; the same values again change nothing.
 */
export function changeRecord<Input extends RecordVersion>(spec: {
  readonly action: string
  readonly policy: Policy<RecordSubject>
  readonly change: (
    details: PatientDetails,
    input: Input,
    ctx: Context,
    record: RecordSubject,
  ) => Partial<PatientDetails>
  /** What follows from a change that was made, in its transaction: a task, for example. */
  readonly also?: (tx: AnyTx, ctx: Context, patientId: string) => Promise<void>
}): Command<Input, ChangeAnswer> {
  return command<PatientTables, Input, LockedRecord, ChangeAnswer>({
    action: spec.action,
    policy: spec.policy,
    load: (tx, { patientId }, ctx) => lockRecord(tx, ctx, patientId),
    subjects: ({ patientId }) => [patientId],
    async run(tx, ctx, { patientId, row, sensitive }, input, note) {
      refuseOtherVersion(row, input.version)
      const before = detailsFromRow(row)
      const details = { ...before, ...spec.change(before, input, ctx, { patientId, sensitive }) }
      const changes = changesBetween(before, details)
      note.entity = { type: 'patient', id: patientId }
      if (!changes) return { patientId, version: row.version }

      // Only what is being changed is held to today's rules: an old fault elsewhere must not stop a correction here.
      refuseProblems(onlyChanged(before, details, changes.new), ctx.clock.today())
      if (changes.new.nhsNumber && hasNhsNumber(details.nhsNumber)) {
        const { number } = details.nhsNumber
        const holder = (await findIdsByNhsNumber(tx, ctx, [number])).get(number)
        if (holder !== undefined && holder !== patientId) {
          note.outcome = 'refused'
          return { refused: 'nhs-number-in-use', patientId: holder }
        }
      }
      note.values = { old: changes.old as AuditValue, new: changes.new as AuditValue }
      await updatePatientRows(tx, ctx, [{ patientId, details, sensitive, before: { details: before, sensitive } }])
      await spec.also?.(tx, ctx, patientId)
      return { patientId, version: row.version + 1 }
    },
  })
}

/** The record, locked until the transaction ends, in the shape that policies look at. */
export async function lockRecord(
  tx: Parameters<typeof lockPatientRows>[0],
  ctx: Pick<Context, 'tenantId'>,
  patientId: string,
): Promise<LockedRecord> {
  const row = (await lockPatientRows(tx, ctx, [patientId])).get(patientId)
  if (!row) throw new NotFoundError('Patient')
  return { patientId, sensitive: row.sensitive, row }
}

export function refuseOtherVersion(row: PatientRow, version: number): void {
  if (row.merged_into !== null) throw new ConflictError('This record was merged into another')
  if (row.version !== version) throw new ConflictError('The record was changed by someone else')
}

function onlyChanged(before: PatientDetails, after: PatientDetails, changed: Partial<PatientDetails>): PatientDetails {
  const names = before.names.length > 0 ? before.names.slice(0, 1) : after.names
  const quiet: PatientDetails = {
    ...after,
    nhsNumber: { absence: 'not-known' },
    identifiers: [],
    names,
    addresses: [],
    contactPoints: [],
    generalPractice: undefined,
  }
  return { ...quiet, ...changed }
}
