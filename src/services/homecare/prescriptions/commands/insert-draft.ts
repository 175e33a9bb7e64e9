import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import { beginWith } from '../../steps/commands/take-step.ts'
import { stepAs } from '../../steps/step-as.ts'
import type { HomecareWork } from '../../tables.ts'
import { homecareRolesOf } from '../../therapies/homecare-role.ts'
import { loadSnapshot } from '../../therapies/queries/load-snapshot.ts'
import { isTherapyOpen } from '../../therapies/snapshot.ts'
import { mayPrescribe } from '../../enrolments/enrolment.ts'
import { PRESCRIPTION } from '../prescription.ts'
import { NOTHING_KNOWN } from '../queries/gather-facts.ts'
import type { PrescriptionDraft } from '../stored-content.ts'
import { sealContent } from './seal-content.ts'

export interface NewDraft {
  readonly patientId: string
  readonly recordIds: readonly string[]
  readonly therapyId: string
  readonly enrolmentId: string
  readonly replacesId: string | undefined
  readonly prescriberId: string
  readonly draft: PrescriptionDraft
}

/** A prescription from its first moment on, in the caller's transaction. Call `lockHomecare` first. */
export async function insertDraft(
  tx: AnyTx,
  ctx: Context,
  asked: NewDraft,
): Promise<{ readonly prescriptionId: string } | { readonly refusals: readonly Refusal[] }> {
  const own = asTx<HomecareWork>(tx)
  const snapshot = await loadSnapshot(own, ctx.tenantId, asked.recordIds)
  const answer = stepAs(
    PRESCRIPTION,
    'not-begun',
    'begin',
    { id: ctx.actor.id, roles: homecareRolesOf(ctx, 'nhs-trust') },
    {
      ...NOTHING_KNOWN,
      isTherapyOpen: isTherapyOpen(snapshot, asked.therapyId),
      mayEnrolmentPrescribe: snapshot.enrolments.some(
        ({ id, state }) => id === asked.enrolmentId && mayPrescribe(state),
      ),
    },
  )
  if (!answer.ok) return { refusals: answer.refusals }
  const now = ctx.clock.now()
  const prescriptionId = newUuid(now)
  const { patientId } = asked
  await beginWith(tx, ctx, {
    machine: 'prescription',
    id: prescriptionId,
    patientId,
    moved: answer.moved,
    role: answer.role,
  })
  await own
    .insertInto('homecare.prescription')
    .values({
      tenant_id: ctx.tenantId,
      prescription_id: prescriptionId,
      patient_id: patientId,
      therapy_id: asked.therapyId,
      enrolment_id: asked.enrolmentId,
      replaces_id: asked.replacesId ?? null,
      state: answer.moved.to,
      state_since: now,
      prescriber_id: asked.prescriberId,
      // Until a product is chosen nothing is known, and what is not stated counts as controlled.
      schedule: 'not-stated',
      content: await sealContent(tx, ctx, { patientId, prescriptionId }, { draft: asked.draft, written: undefined }),
      brand_ids: [],
      generic_ids: [],
      created_at: now,
      created_by: ctx.actor.id,
    })
    .execute()
  return { prescriptionId }
}
