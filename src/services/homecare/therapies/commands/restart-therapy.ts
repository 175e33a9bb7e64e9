import { command } from '../../../../core/command.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { expectVersion } from '../../prescriptions/commands/load-prescription.ts'
import { findLiveScheme } from '../../schemes/queries.ts'
import type { HomecareWork } from '../../tables.ts'
import { hasLoadingLeft, isPauseOverLimit } from '../pause-limit.ts'
import { holdTreatment } from '../policy.ts'
import { findDosePlan, listPauses } from '../queries/therapies.ts'
import type { RestartDecision } from '../restart-decision.ts'
import { screenAgain } from '../task-reasons.ts'
import { endOfPause, endPause } from './end-pause.ts'
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
    const until = open === undefined ? today : endOfPause(open.from, today)
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
    await endPause(tx, ctx, { therapyId, patientId }, today, reason)
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
    note.values = { decision: decision ?? 'not-needed' }
    return { patientId }
  },
})
