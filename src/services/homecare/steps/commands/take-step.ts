import type { Updateable } from 'kysely'
import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { sealFor } from '../../../../core/encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import { ConflictError } from '../../../../core/errors.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import type { Moved } from '../../../../core/values/state-machine.ts'
import { randomBytes } from '../../../../core/values/random-bytes.ts'
import { uuidGenerator } from '../../../../core/values/uuid.ts'
import type { DeliveryTables } from '../../deliveries/tables.ts'
import type { EnrolmentTables } from '../../enrolments/tables.ts'
import type { PrescriptionTables } from '../../prescriptions/tables.ts'
import type { HomecareRole } from '../../therapies/homecare-role.ts'
import type { TherapyTables } from '../../therapies/tables.ts'
import type { MachineName, StepSource } from '../step.ts'
import type { StepTables } from '../tables.ts'

interface Rows {
  readonly enrolment: EnrolmentTables['homecare.enrolment']
  readonly therapy: TherapyTables['homecare.therapy']
  readonly prescription: PrescriptionTables['homecare.prescription']
  readonly delivery: DeliveryTables['homecare.delivery']
}

/** Steps of one transaction, and of one moment, are read in the order in which they were taken. */
let latest = new Date(0)
const nextStepId = uuidGenerator({ now: () => latest, random: randomBytes })

/** A step that a machine has allowed, about to be kept. */
export interface NewStep<Name extends MachineName> {
  readonly machine: Name
  readonly id: string
  readonly patientId: string
  /** Only `step` and `stepAs` make one: no state can be set by hand. */
  readonly moved: Moved<string, string>
  readonly role: HomecareRole
  /** Free text, sealed. */
  readonly reason?: string | undefined
  /** When it is recorded on behalf of someone else: how, and on which day they said so. */
  readonly source?: StepSource | undefined
  readonly saidOn?: CivilDate | undefined
  /** When it happened, if not now. */
  readonly happenedAt?: Date | undefined
}

/** Keeps the step that a row begins with. Insert the row in the same transaction, in the state that the step leads to. */
export async function beginWith<Name extends MachineName>(tx: AnyTx, ctx: Context, step: NewStep<Name>): Promise<void> {
  const own = asTx<StepTables & EncryptionTables>(tx)
  const now = ctx.clock.now()
  latest = now
  const stepId = nextStepId()
  await own
    .insertInto('homecare.step')
    .values({
      tenant_id: ctx.tenantId,
      step_id: stepId,
      machine: step.machine,
      thing_id: step.id,
      patient_id: step.patientId,
      event: step.moved.event,
      from_state: step.moved.from,
      to_state: step.moved.to,
      role: step.role,
      actor_id: ctx.actor.id,
      source: step.source ?? null,
      said_on: step.saidOn ?? null,
      reason: await sealedReason(own, ctx, step, stepId),
      happened_at: step.happenedAt ?? now,
      recorded_at: now,
    })
    .execute()
}

/**
 * Keeps a step and moves the row with it, and writes what else changes on the row. Throws `ConflictError` when the row is no
 * longer in the state that the step began in.
 */
export async function takeStep<Name extends MachineName>(
  tx: AnyTx,
  ctx: Context,
  step: NewStep<Name>,
  also: Updateable<Rows[Name]> = {},
): Promise<void> {
  await beginWith(tx, ctx, step)
  // The four tables are moved in one way; which one is known by its name alone.
  const rows = asTx<EnrolmentTables>(tx)
  const table = `homecare.${step.machine}` as 'homecare.enrolment'
  const id = `${step.machine}_id` as 'enrolment_id'
  const moved = await rows
    .updateTable(table)
    .set((row) => ({
      ...(also as object),
      state: step.moved.to as never,
      state_since: ctx.clock.now(),
      version: row('version', '+', 1),
    }))
    .where('tenant_id', '=', ctx.tenantId)
    .where(id, '=', step.id)
    .where('state', '=', step.moved.from as never)
    .returning('version')
    .executeTakeFirst()
  if (!moved) throw new ConflictError('It was changed by someone else')
}

const sealedReason = async (
  tx: Tx<EncryptionTables>,
  ctx: Context,
  { patientId, reason }: NewStep<MachineName>,
  stepId: string,
): Promise<Buffer | null> =>
  reason === undefined || reason.trim() === ''
    ? null
    : await sealFor(
        tx,
        ctx,
        { subjectId: patientId, class: 'clinical-text' },
        { table: 'homecare.step', column: 'reason', rowId: stepId },
        reason.trim(),
      )
