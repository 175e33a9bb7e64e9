import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { sealFor } from '../../../../core/encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import { ConflictError } from '../../../../core/errors.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import type { MatterKind } from '../matter.ts'
import { matterPlace } from '../queries/matters.ts'
import type { MatterTables } from '../tables.ts'

/** Something that must end with an outcome. */
export interface NewMatter {
  readonly kind: MatterKind
  readonly patientId: string
  readonly prescriptionId?: string | undefined
  readonly enrolmentId?: string | undefined
  readonly therapyId?: string | undefined
  readonly deliveryId?: string | undefined
  /** Which rule or check it is about. */
  readonly rule?: string | undefined
  readonly reasonCode?: string | undefined
  /** Free text, sealed. */
  readonly words?: string | undefined
}

/** Opens a query, an override, a failure or a problem, in the caller's transaction. */
export async function openMatter(tx: AnyTx, ctx: Context, matter: NewMatter): Promise<string> {
  const own = asTx<MatterTables & EncryptionTables>(tx)
  const matterId = newUuid(ctx.clock.now())
  await own
    .insertInto('homecare.matter')
    .values({
      tenant_id: ctx.tenantId,
      matter_id: matterId,
      kind: matter.kind,
      patient_id: matter.patientId,
      enrolment_id: matter.enrolmentId ?? null,
      therapy_id: matter.therapyId ?? null,
      prescription_id: matter.prescriptionId ?? null,
      delivery_id: matter.deliveryId ?? null,
      rule: matter.rule ?? null,
      reason_code: matter.reasonCode ?? null,
      words: await sealed(tx, ctx, matter.patientId, matterId, 'words', matter.words),
      opened_at: ctx.clock.now(),
      opened_by: ctx.actor.id,
      outcome_code: null,
      outcome: null,
      closed_at: null,
      closed_by: null,
    })
    .execute()
  return matterId
}

/** Ends a matter with its outcome. Throws `ConflictError` when it had ended already. */
export async function closeMatter(
  tx: AnyTx,
  ctx: Context,
  { matterId, patientId }: { readonly matterId: string; readonly patientId: string },
  { code, words }: { readonly code: string; readonly words?: string | undefined },
): Promise<void> {
  const own = asTx<MatterTables & EncryptionTables>(tx)
  const closed = await own
    .updateTable('homecare.matter')
    .set((row) => ({ version: row('version', '+', 1) }))
    .set({
      outcome_code: code,
      outcome: await sealed(tx, ctx, patientId, matterId, 'outcome', words),
      closed_at: ctx.clock.now(),
      closed_by: ctx.actor.id,
    })
    .where('tenant_id', '=', ctx.tenantId)
    .where('matter_id', '=', matterId)
    .where('closed_at', 'is', null)
    .returning('matter_id')
    .executeTakeFirst()
  if (!closed) throw new ConflictError('It has ended already')
}

const sealed = async (
  tx: AnyTx,
  ctx: Context,
  patientId: string,
  matterId: string,
  column: 'words' | 'outcome',
  text: string | undefined,
): Promise<Buffer | null> =>
  text === undefined || text.trim() === ''
    ? null
    : await sealFor(
        asTx<EncryptionTables>(tx),
        ctx,
        { subjectId: patientId, class: 'clinical-text' },
        matterPlace(matterId, column),
        text.trim(),
      )
