import { command } from '../../../../core/command.ts'
import { ConflictError, NotFoundError } from '../../../../core/errors.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import { isUuid } from '../../../../core/values/uuid.ts'
import { withdrawReport } from '../policy.ts'
import { doseMissed } from '../task-reasons.ts'
import { lockSupply, type LockedSupply, type SupplyWork } from './load-supply.ts'
import { settleRisk } from './settle-risk.ts'

export interface WithdrawMissedDose {
  readonly therapyId: string
  readonly missedDoseId: string
  readonly reason: string
}

/** Takes back a missed dose that was reported in error. The reason stays, sealed, in the trail. */
export const withdrawMissedDose = command<SupplyWork, WithdrawMissedDose, LockedSupply, 'done' | 'no-reason'>({
  action: 'homecare.missed-dose.withdrawn',
  policy: withdrawReport,
  load: (tx, { therapyId }, ctx) => lockSupply(tx, ctx, therapyId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, _locked, { therapyId, missedDoseId, reason }, note) {
    note.entity = { type: 'homecare.missed_dose', id: missedDoseId }
    if (reason.trim() === '') {
      note.outcome = 'refused'
      return 'no-reason'
    }
    note.values = { reason: reason.trim() }
    const known = isUuid(missedDoseId)
      ? await tx
          .selectFrom('homecare.missed_dose')
          .select('withdrawn_at')
          .where('tenant_id', '=', ctx.tenantId)
          .where('therapy_id', '=', therapyId)
          .where('missed_dose_id', '=', missedDoseId)
          .executeTakeFirst()
      : undefined
    if (!known) throw new NotFoundError('Missed dose')
    if (known.withdrawn_at !== null) throw new ConflictError('It was withdrawn by someone else')
    await tx
      .updateTable('homecare.missed_dose')
      .set({ withdrawn_at: ctx.clock.now(), withdrawn_by: ctx.actor.id })
      .where('tenant_id', '=', ctx.tenantId)
      .where('missed_dose_id', '=', missedDoseId)
      .execute()
    await closeTasksOf(tx, ctx, { reason: doseMissed, key: missedDoseId, outcome: 'not-missed' })
    await settleRisk(tx, ctx, [therapyId])
    return 'done'
  },
})
