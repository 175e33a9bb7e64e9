import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import { listOtherTreatments } from '../../prescriptions/queries/gate-findings.ts'
import { beginWith } from '../../steps/commands/take-step.ts'
import { stepAs } from '../../steps/step-as.ts'
import type { HomecareWork } from '../../tables.ts'
import type { DoseRoute } from '../dose.ts'
import { homecareRolesOf } from '../homecare-role.ts'
import { NO_THERAPY_FACTS } from '../therapy-facts.ts'
import { THERAPY } from '../therapy.ts'

export interface NewTherapy {
  readonly patientId: string
  readonly recordIds: readonly string[]
  readonly schemeId: string
  readonly vtmId: string
  readonly route: DoseRoute
  readonly medicine: string
  readonly isBiologic: boolean
  readonly indication: string | undefined
  readonly twoBiologicsReason: string | undefined
}

/** What the unique index says when two people plan one treatment in the same second. */
export const SECOND_THERAPY: Refusal = {
  name: 'same-substance',
  sentence: 'Someone else has just begun this treatment for this patient: open the patient’s homecare to see it',
}

/** Whether an error is a second treatment of one substance and route: the lock was not held by whoever was first. */
export const isSecondTherapy = (error: unknown): boolean =>
  (error as { code?: string }).code === '23505' && (error as { constraint?: string }).constraint === 'therapy_alone'

/** A treatment from its first prescription on, in the caller's transaction. Call `lockHomecare` first. */
export async function planTherapy(
  tx: AnyTx,
  ctx: Context,
  asked: NewTherapy,
): Promise<{ readonly therapyId: string } | { readonly refusals: readonly Refusal[] }> {
  const own = asTx<HomecareWork>(tx)
  const others = await listOtherTreatments(own, ctx.tenantId, asked.recordIds, undefined)
  const routes = await own
    .selectFrom('homecare.therapy')
    .select('therapy_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('patient_id', 'in', asked.recordIds)
    .where('counterpart_tenant_id', 'is', null)
    .where('vtm_id', '=', asked.vtmId)
    .where('route', '=', asked.route)
    .where('state', 'not in', ['not-begun', 'stopped'])
    .execute()
  const answer = stepAs(
    THERAPY,
    'not-begun',
    'plan',
    { id: ctx.actor.id, roles: homecareRolesOf(ctx, 'nhs-trust') },
    {
      ...NO_THERAPY_FACTS,
      hasSameSubstance: routes.length > 0,
      hasOtherBiologic: asked.isBiologic && others.some(({ isBiologic, vtmId }) => isBiologic && vtmId !== asked.vtmId),
      twoBiologicsReason: asked.twoBiologicsReason ?? '',
    },
  )
  if (!answer.ok) return { refusals: answer.refusals }
  const now = ctx.clock.now()
  const therapyId = newUuid(now)
  const { patientId } = asked
  const { moved, role } = answer
  await beginWith(tx, ctx, {
    machine: 'therapy',
    id: therapyId,
    patientId,
    moved,
    role,
    reason: asked.twoBiologicsReason,
  })
  await own
    .insertInto('homecare.therapy')
    .values({
      tenant_id: ctx.tenantId,
      therapy_id: therapyId,
      patient_id: patientId,
      scheme_id: asked.schemeId,
      vtm_id: asked.vtmId,
      route: asked.route,
      medicine: asked.medicine,
      is_biologic: asked.isBiologic,
      indication: asked.indication ?? null,
      state: moved.to,
      state_since: now,
      created_at: now,
      created_by: ctx.actor.id,
    })
    .execute()
  return { therapyId }
}
