import type { Updateable } from 'kysely'
import { SYSTEM_ACTOR_ID, type Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import type { Moved } from '../../../../core/values/state-machine.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { takeStep } from '../../steps/commands/take-step.ts'
import { stepAs } from '../../steps/step-as.ts'
import type { StepSource } from '../../steps/step.ts'
import type { HomecareWork } from '../../tables.ts'
import { type HomecareRole, homecareRolesOf } from '../../therapies/homecare-role.ts'
import { PRESCRIPTION } from '../prescription.ts'
import type { PrescriptionEvent, PrescriptionState } from '../prescription-state.ts'
import { gatherFacts, type KnownFacts } from '../queries/gather-facts.ts'
import { getPrescription, type Prescription } from '../queries/prescriptions.ts'
import type { PrescriptionTables } from '../tables.ts'
import { announce } from './announce.ts'

/** How a step is taken and recorded. */
export interface StepHow {
  /** Facts that only the caller knows. A reason goes here too, and is kept with the step. */
  readonly known?: KnownFacts
  /** In which roles: those of the person unless stated, for Troth itself or on behalf of a company. */
  readonly as?: readonly HomecareRole[]
  readonly source?: StepSource | undefined
  readonly saidOn?: CivilDate | undefined
  readonly happenedAt?: Date | undefined
  /** What else changes on the row. */
  readonly also?: Updateable<PrescriptionTables['homecare.prescription']>
}

/** The row as it is after the step, or everything that stands in the way. */
export type StepOutcome =
  | {
      readonly moved: Moved<PrescriptionState, PrescriptionEvent>
      readonly role: HomecareRole
      readonly prescription: Prescription
      readonly refusals?: never
    }
  | { readonly refusals: readonly Refusal[] }

/**
 * One step of a prescription: gathers the facts, asks the machine, keeps the step and tells whoever listens, in the caller's
 * transaction. Call `lockHomecare` first. Answers with the new row, or with why not.
 */
export async function prescriptionStep(
  tx: AnyTx,
  ctx: Context,
  prescription: Prescription,
  event: PrescriptionEvent,
  how: StepHow = {},
): Promise<StepOutcome> {
  const own = asTx<HomecareWork & MedicineTables & TenancyTables>(tx)
  const facts = await gatherFacts(own, ctx, prescription, event, how.known ?? {})
  const isSystem = how.as !== undefined && how.as.every((role) => role === 'system')
  const roles = new Set(how.as ?? homecareRolesOf(ctx, (await getOrganisation(own, ctx.tenantId)).kind))
  const who = { id: isSystem ? SYSTEM_ACTOR_ID : ctx.actor.id, roles }
  const answer = stepAs(PRESCRIPTION, prescription.state, event, who, facts)
  if (!answer.ok) return { refusals: answer.refusals }
  const { prescriptionId: id, patientId } = prescription
  const { moved, role } = answer
  const reason = facts.reason === '' ? undefined : facts.reason
  const { source, saidOn, happenedAt } = how
  await takeStep(
    tx,
    ctx,
    { machine: 'prescription', id, patientId, moved, role, reason, source, saidOn, happenedAt },
    how.also,
  )
  await announce(tx, ctx, 'prescription-moved', { prescription, event, to: moved.to, reason })
  return { moved, role, prescription: await getPrescription(own, ctx.tenantId, id) }
}
