import { command, type Command } from '../../command.ts'
import type { Context } from '../../context.ts'
import type { Policy } from '../../policy/policy.ts'
import * as policy from '../policy.ts'
import type { RecordSubject } from '../policy.ts'
import type { PatientTables } from '../tables.ts'
import { lockRecord, refuseOtherVersion, type LockedRecord, type RecordVersion } from './change-record.ts'
import { setSensitive } from './set-sensitive.ts'

export interface MarkSensitive extends RecordVersion {
  readonly sensitive: boolean
  /** Why, in the audit trail only. */
  readonly reason: string
}

const hide = marking('patient.sensitive.marked', policy.markSensitive, true)
const show = marking('patient.sensitive.unmarked', policy.unmarkSensitive, false)

/**
 * Hides or shows again where someone lives and how to reach them, in this record and in those merged into it. Showing is
 * for those who may see it already: otherwise anyone could give themselves the right.
 */
export const markSensitive = (ctx: Context, input: MarkSensitive): Promise<{ patientId: string }> =>
  input.sensitive ? hide(ctx, input) : show(ctx, input)

function marking(
  action: string,
  allowed: Policy<RecordSubject>,
  sensitive: boolean,
): Command<MarkSensitive, { patientId: string }> {
  return command<PatientTables, MarkSensitive, LockedRecord, { patientId: string }>({
    action,
    policy: allowed,
    load: (tx, { patientId }, ctx) => lockRecord(tx, ctx, patientId),
    subjects: ({ patientId }) => [patientId],
    async run(tx, ctx, { patientId, row, sensitive: before }, { reason, version }, note) {
      refuseOtherVersion(row, version)
      note.entity = { type: 'patient', id: patientId }
      note.values = { old: before, new: sensitive, reason }
      if (before !== sensitive) await setSensitive(tx, ctx, patientId, sensitive)
      return { patientId }
    },
  })
}
