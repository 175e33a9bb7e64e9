import { command } from '../../../../core/command.ts'
import { sealFor } from '../../../../core/encryption/subject-keys.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { instantOf } from '../../../../core/values/london-time.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import { tellCompanyOfHold } from '../../prescriptions/commands/announce.ts'
import { expectVersion } from '../../prescriptions/commands/load-prescription.ts'
import type { HomecareWork } from '../../tables.ts'
import type { Pause } from '../dose-schedule.ts'
import { holdTreatment } from '../policy.ts'
import { reviewPause } from '../task-reasons.ts'
import { lockTherapy, type LockedTherapy } from './load-therapy.ts'
import type { ActOnTherapy, TherapyAnswer } from './stop-therapy.ts'
import { therapyStep } from './therapy-step.ts'

export interface PauseTherapy extends ActOnTherapy {
  readonly restart: Pause['restart']
  readonly reviewOn: CivilDate
}

/** Pauses a treatment from today on: supply is held, and on the review date someone is asked to look again. */
export const pauseTherapy = command<HomecareWork & TenancyTables, PauseTherapy, LockedTherapy, TherapyAnswer>({
  action: 'homecare.treatment.paused',
  policy: holdTreatment,
  load: (tx, { therapyId }, ctx) => lockTherapy(tx, ctx, therapyId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { therapy, patientId }, { therapyId, version, reason, restart, reviewOn }, note) {
    note.entity = { type: 'homecare.therapy', id: therapyId }
    expectVersion(therapy, version)
    const today = ctx.clock.today()
    const known = { reason, hasRestartRule: true, hasReviewDate: reviewOn > today }
    const taken = await therapyStep(tx, ctx, therapy, 'pause', known, { also: { review_on: reviewOn } })
    if (taken.refusals) {
      note.outcome = 'refused'
      return { refused: taken.refusals }
    }
    const now = ctx.clock.now()
    const pauseId = newUuid(now)
    await tx
      .insertInto('homecare.pause')
      .values({
        tenant_id: ctx.tenantId,
        pause_id: pauseId,
        therapy_id: therapyId,
        patient_id: therapy.patientId,
        from_on: today,
        restart,
        review_on: reviewOn,
        reason: await sealFor(
          tx,
          ctx,
          { subjectId: therapy.patientId, class: 'clinical-text' },
          { table: 'homecare.pause', column: 'reason', rowId: pauseId },
          reason.trim(),
        ),
        made_at: now,
        made_by: ctx.actor.id,
      })
      .execute()
    await createTask(tx, ctx, {
      reason: reviewPause,
      owner: { accountId: ctx.actor.id },
      patientId,
      entity: { type: 'homecare.therapy', id: therapyId },
      key: therapyId,
      dueAt: instantOf(reviewOn, 9 * 60),
    })
    await tellCompanyOfHold(tx, ctx, { therapyId, patientId, isHeld: true }, reason)
    return { patientId }
  },
})
