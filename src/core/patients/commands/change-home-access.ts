import { command } from '../../command.ts'
import { sealFor } from '../../encryption/subject-keys.ts'
import { BadRequestError, ConflictError } from '../../errors.ts'
import { homeAccessProblem } from '../home-access.ts'
import * as policy from '../policy.ts'
import { findHomeAccess } from '../queries/patient-parts.ts'
import type { PatientTables } from '../tables.ts'
import { lockRecord, type LockedRecord } from './change-record.ts'

export interface ChangeHomeAccess {
  readonly patientId: string
  /** The version that was looked at; 0 when there were no instructions. */
  readonly version: number
  /** Empty text removes the instructions. */
  readonly instructions: string
}

/** Keeps how to get into a home, sealed under a key of its own class. Another version is a conflict. */
export const changeHomeAccess = command<PatientTables, ChangeHomeAccess, LockedRecord, { version: number }>({
  action: 'patient.home-access.changed',
  policy: policy.changeHomeAccess,
  load: (tx, { patientId }, ctx) => lockRecord(tx, ctx, patientId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId, row }, { version, instructions }, note) {
    if (row.merged_into !== null) throw new ConflictError('This record was merged into another')
    const sealing = tx as unknown as Parameters<typeof sealFor>[0]
    const old = await findHomeAccess(tx as unknown as Parameters<typeof findHomeAccess>[0], ctx, patientId)
    if ((old?.version ?? 0) !== version) throw new ConflictError('The instructions were changed by someone else')
    note.entity = { type: 'home-access', id: patientId }
    note.values = { old: old?.instructions ?? null, new: instructions.trim() === '' ? null : instructions }
    if (instructions.trim() === '') {
      await tx
        .deleteFrom('core.patient_home_access')
        .where('tenant_id', '=', ctx.tenantId)
        .where('patient_id', '=', patientId)
        .execute()
      return { version: 0 }
    }
    const problem = homeAccessProblem(instructions)
    if (problem !== undefined) throw new BadRequestError(problem, 'instructions')
    const values = {
      instructions: await sealFor(
        sealing,
        ctx,
        { subjectId: patientId, class: 'home-access' },
        { table: 'core.patient_home_access', column: 'instructions', rowId: patientId },
        instructions.trim(),
      ),
      version: version + 1,
      updated_by: ctx.actor.id,
      updated_at: ctx.clock.now(),
    }
    await tx
      .insertInto('core.patient_home_access')
      .values({ tenant_id: ctx.tenantId, patient_id: patientId, ...values })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'patient_id']).doUpdateSet(values))
      .execute()
    return { version: version + 1 }
  },
})
