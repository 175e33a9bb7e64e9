import { command } from '../../../../core/command.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import type { ExtraCause } from '../missed-dose.ts'
import { reportExtraUse } from '../policy.ts'
import { lockSupply, type LockedSupply, type SupplyWork } from './load-supply.ts'
import { settleRisk } from './settle-risk.ts'

export interface RecordExtraUse {
  readonly therapyId: string
  readonly usedOn: CivilDate
  readonly units: number
  readonly cause: ExtraCause
}
export type ExtraUseProblem = 'not-yet' | 'not-a-number'

/** Records units used beyond the doses: the stock at home lasts less long. */
export const recordExtraUse = command<
  SupplyWork,
  RecordExtraUse,
  LockedSupply,
  { readonly extraUseId: string } | ExtraUseProblem
>({
  action: 'homecare.extra-use.recorded',
  policy: reportExtraUse,
  load: (tx, { therapyId }, ctx) => lockSupply(tx, ctx, therapyId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { therapy }, { therapyId, usedOn, units, cause }, note) {
    note.entity = { type: 'homecare.therapy', id: therapyId }
    note.values = { new: { usedOn, units, cause } }
    const problem = usedOn > ctx.clock.today() ? 'not-yet' : units > 0 && units <= 10_000 ? undefined : 'not-a-number'
    if (problem) {
      note.outcome = 'refused'
      return problem
    }
    const extraUseId = newUuid(ctx.clock.now())
    await tx
      .insertInto('homecare.extra_use')
      .values({
        tenant_id: ctx.tenantId,
        extra_use_id: extraUseId,
        therapy_id: therapyId,
        patient_id: therapy.patientId,
        used_on: usedOn,
        units,
        cause,
        actor_id: ctx.actor.id,
        recorded_at: ctx.clock.now(),
        withdrawn_at: null,
        withdrawn_by: null,
      })
      .execute()
    if (therapy.counterpartId === undefined) await settleRisk(tx, ctx, [therapyId])
    return { extraUseId }
  },
})
