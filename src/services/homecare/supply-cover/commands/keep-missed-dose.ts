import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { sealFor } from '../../../../core/encryption/subject-keys.ts'
import { createTask, type Wanted } from '../../../../core/tasks/index.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import type { HomecareWork } from '../../tables.ts'
import type { MissedCause } from '../missed-dose.ts'
import { doseMissed } from '../task-reasons.ts'
import { ownerOf } from '../owner.ts'
import type { Therapy } from '../therapy-cover.ts'

export interface MissedDose {
  readonly dueOn: CivilDate
  readonly doses: number
  readonly cause: MissedCause
  readonly note?: string | undefined
  readonly reportedBy: 'patient' | 'staff' | 'company' | 'troth'
  /** The identifier that the other side gave it. */
  readonly missedDoseId?: string | undefined
}

export interface MissedDoseKept {
  readonly missedDoseId: string
  /** False when it was known already: a day’s missed dose is one, whoever says it how often. */
  readonly isNew: boolean
}

/**
 * Keeps a missed dose and asks a clinician what the patient should do now, in the caller's transaction: never one without the
 * other. Call `lockHomecare` first.
 */
export async function keepMissedDose(
  anyTx: AnyTx,
  ctx: Context,
  therapy: Pick<Therapy, 'therapyId' | 'patientId' | 'ownerAccountId' | 'ownerTeamId'> & { readonly recordId: string },
  missed: MissedDose,
): Promise<MissedDoseKept> {
  const tx = asTx<HomecareWork>(anyTx)
  const { therapyId } = therapy
  const missedDoseId = missed.missedDoseId ?? newUuid(ctx.clock.now())
  const note = missed.note?.trim() ?? ''
  const inserted = await tx
    .insertInto('homecare.missed_dose')
    .values({
      tenant_id: ctx.tenantId,
      missed_dose_id: missedDoseId,
      therapy_id: therapyId,
      patient_id: therapy.recordId,
      due_on: missed.dueOn,
      doses: missed.doses,
      cause: missed.cause,
      reported_by: missed.reportedBy,
      actor_id: ctx.actor.id,
      note:
        note === ''
          ? null
          : await sealFor(
              asTx(anyTx),
              ctx,
              { subjectId: therapy.recordId, class: 'clinical-text' },
              { table: 'homecare.missed_dose', column: 'note', rowId: missedDoseId },
              note,
            ),
      recorded_at: ctx.clock.now(),
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('missed_dose_id')
    .executeTakeFirst()
  if (!inserted) return { missedDoseId: await knownDose(tx, ctx.tenantId, therapyId, missed.dueOn), isNew: false }
  await createTask(anyTx, ctx, {
    reason: doseMissed,
    owner: ownerOf(therapy) satisfies Wanted,
    patientId: therapy.patientId,
    entity: { type: 'homecare.therapy', id: therapyId },
    key: missedDoseId,
  })
  return { missedDoseId, isNew: true }
}

async function knownDose(
  tx: Reader<HomecareWork>,
  tenantId: string,
  therapyId: string,
  dueOn: CivilDate,
): Promise<string> {
  const known = await tx
    .selectFrom('homecare.missed_dose')
    .select('missed_dose_id')
    .where('tenant_id', '=', tenantId)
    .where('therapy_id', '=', therapyId)
    .where('due_on', '=', dueOn)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow()
  return known.missed_dose_id
}
