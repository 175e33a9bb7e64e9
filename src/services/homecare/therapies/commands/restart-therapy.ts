import { command } from '../../../../core/command.ts'
import { closeTasksOf, createTask } from '../../../../core/tasks/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { addDays } from '../../../../core/values/civil-date.ts'
import { tellCompanyOfHold } from '../../prescriptions/commands/announce.ts'
import { expectVersion } from '../../prescriptions/commands/load-prescription.ts'
import { findLiveScheme } from '../../schemes/queries.ts'
import type { HomecareWork } from '../../tables.ts'
import { hasLoadingLeft, isPauseOverLimit } from '../pause-limit.ts'
import { holdTreatment } from '../policy.ts'
import { findDosePlan, listPauses } from '../queries/therapies.ts'
import type { RestartDecision } from '../restart-decision.ts'
import { reviewPause, screenAgain } from '../task-reasons.ts'
import { lockTherapy, type LockedTherapy } from './load-therapy.ts'
import type { ActOnTherapy, TherapyAnswer } from './stop-therapy.ts'
import { therapyStep } from './therapy-step.ts'

export interface RestartTherapy extends ActOnTherapy {
  /** Needed when the pause was longer than the scheme allows. */
  readonly decision: RestartDecision | undefined
}

/** Restarts a paused treatment today. After a pause beyond the scheme's limit someone decides first whether to screen or load again. */
export const restartTherapy = command<HomecareWork & TenancyTables, RestartTherapy, LockedTherapy, TherapyAnswer>({
  action: 'homecare.treatment.restarted',
  policy: holdTreatment,
  load: (tx, { therapyId }, ctx) => lockTherapy(tx, ctx, therapyId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { therapy, patientId }, { therapyId, version, reason, decision }, note) {
    note.entity = { type: 'homecare.therapy', id: therapyId }
    expectVersion(therapy, version)
    const today = ctx.clock.today()
    const scheme = therapy.schemeId === undefined ? undefined : await findLiveScheme(tx, ctx.tenantId, therapy.schemeId)
    const pauses = await listPauses(tx, ctx.tenantId, therapyId)
    const open = pauses.find(({ until }) => until === undefined)
    const plan = await findDosePlan(tx, ctx.tenantId, therapyId)
    // A pause leaves out its own day at least, so that one that ends on the day it began is a pause of one day.
    const until = open !== undefined && open.from >= today ? addDays(open.from, 1) : today
    const ended = pauses.map((pause) => (pause === open ? { ...pause, until } : pause))
    const known = {
      reason,
      isPauseOverLimit: open === undefined || isPauseOverLimit(open.from, today, scheme?.mostPauseDays),
      hasRestartDecision: decision !== undefined && reason.trim() !== '',
      hasLoadingLeft: plan !== undefined && hasLoadingLeft({ ...plan, pauses: ended }, today),
    }
    const taken = await therapyStep(tx, ctx, therapy, 'restart', known, { also: { review_on: null } })
    if (taken.refusals) {
      note.outcome = 'refused'
      return { refused: taken.refusals }
    }
    await tx
      .updateTable('homecare.pause')
      .set({ until_on: until, ended_at: ctx.clock.now(), ended_by: ctx.actor.id })
      .where('tenant_id', '=', ctx.tenantId)
      .where('therapy_id', '=', therapyId)
      .where('until_on', 'is', null)
      .execute()
    await closeTasksOf(tx, ctx, { reason: reviewPause, key: therapyId, outcome: 'restarted' })
    if (decision === 'screen-again') {
      const entity = { type: 'homecare.therapy', id: therapyId }
      await createTask(tx, ctx, {
        reason: screenAgain,
        owner: { role: 'pharmacist' },
        patientId,
        entity,
        key: therapyId,
      })
    }
    await tellCompanyOfHold(tx, ctx, { therapyId, patientId, isHeld: false }, reason)
    note.values = { decision: decision ?? 'not-needed' }
    return { patientId }
  },
})
