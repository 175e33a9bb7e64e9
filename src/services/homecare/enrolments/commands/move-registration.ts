import type { Updateable } from 'kysely'
import { SYSTEM_ACTOR_ID, type Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { takeStep } from '../../steps/commands/take-step.ts'
import { stepAs } from '../../steps/step-as.ts'
import type { StepSource } from '../../steps/step.ts'
import type { HomecareWork } from '../../tables.ts'
import { type HomecareRole, homecareRolesOf } from '../../therapies/homecare-role.ts'
import { ENROLMENT, type EnrolmentEvent, isWithCompany, OVER_STATES } from '../enrolment.ts'
import { gatherFacts, type KnownFacts } from '../queries/gather-facts.ts'
import type { Registration } from '../queries/registrations.ts'
import type { EnrolmentTables } from '../tables.ts'
import { closeTasksOfRegistration } from './close-tasks.ts'
import { tellCompanyOfStep } from './tell-company.ts'

/** How a step is taken and recorded. */
export interface StepHow {
  readonly known?: KnownFacts
  /** In which roles: those of the person unless stated, for Troth itself or on behalf of a company. */
  readonly as?: readonly HomecareRole[]
  readonly source?: StepSource | undefined
  readonly saidOn?: CivilDate | undefined
  /** What else changes on the row. */
  readonly also?: Updateable<EnrolmentTables['homecare.enrolment']>
}

export type StepOutcome = { readonly role: HomecareRole } | { readonly refusals: readonly Refusal[] }

/**
 * One step of a registration, in the caller's transaction: gathers the facts, asks the machine, keeps the step, and tells a
 * homecare company that has the registration. Call `lockHomecare` first. Answers with every refusal when it is not possible.
 */
export async function moveRegistration(
  tx: AnyTx,
  ctx: Context,
  registration: Registration,
  event: EnrolmentEvent,
  how: StepHow = {},
): Promise<StepOutcome> {
  const { answer, facts } = await ask(tx, ctx, registration, event, how)
  if (!answer.ok) return { refusals: answer.refusals }
  const { moved, role } = answer
  const { source, saidOn } = how
  const reason = facts.reason === '' ? undefined : facts.reason
  await takeStep(
    tx,
    ctx,
    {
      machine: 'enrolment',
      id: registration.enrolmentId,
      patientId: registration.rowPatientId,
      moved,
      role,
      reason,
      source,
      saidOn,
    },
    how.also,
  )
  if (OVER_STATES.includes(moved.to)) await closeTasksOfRegistration(tx, ctx, registration.enrolmentId)
  if (isWithCompany(moved.from))
    await tellCompanyOfStep(tx, ctx, registration, event, role, reason, how.also?.review_on)
  return { role }
}

/** What stands in the way of a step, without taking it. */
export async function whyNotMove(
  tx: AnyTx,
  ctx: Context,
  registration: Registration,
  event: EnrolmentEvent,
  how: StepHow = {},
): Promise<readonly Refusal[]> {
  const { answer } = await ask(tx, ctx, registration, event, how)
  return answer.ok ? [] : answer.refusals
}

async function ask(tx: AnyTx, ctx: Context, registration: Registration, event: EnrolmentEvent, how: StepHow) {
  const facts = await gatherFacts(asTx<HomecareWork>(tx), ctx, registration, how.known ?? {})
  const roles = new Set(how.as ?? homecareRolesOf(ctx, registration.kind))
  const id = roles.has('system') ? SYSTEM_ACTOR_ID : ctx.actor.id
  return { facts, answer: stepAs(ENROLMENT, registration.state, event, { id, roles }, facts) }
}
