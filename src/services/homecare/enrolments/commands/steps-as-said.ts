import { SYSTEM_ACTOR_ID, type Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'
import { step } from '../../../../core/values/state-machine.ts'
import { takeStep } from '../../steps/commands/take-step.ts'
import type { HomecareRole } from '../../therapies/homecare-role.ts'
import { ENROLMENT, type EnrolmentEvent, type EnrolmentFacts, type EnrolmentState } from '../enrolment.ts'

/** What the other side looked at before it took a step: here, its word for it is what there is. */
export const AS_SAID: EnrolmentFacts = {
  isTraced: true,
  untracedReason: '',
  isSchemeOpen: true,
  hasAgreement: true,
  hasAddress: true,
  contacts: 2,
  isAllergyKnown: true,
  hasSupportProgrammeChoice: true,
  isChecklistDone: true,
  hasOtherForSubstance: false,
  reason: 'Not said',
  accountReference: '',
  isAnswerLate: false,
  isFirstDeliveryProven: false,
  hasReviewDate: true,
  isNewRegistrationAccepted: true,
  openDeliveries: 0,
}

interface Said {
  readonly enrolmentId: string
  readonly patientId: string
  readonly happenedAt: Date
  readonly reason?: string | undefined
}

/** Takes a step that the other organisation took. Answers with the new state, or the sentences that stand in the way. */
export async function stepAsSaid(
  tx: AnyTx,
  ctx: Context,
  said: Said,
  from: EnrolmentState,
  event: EnrolmentEvent,
  role: HomecareRole,
  also: Parameters<typeof takeStep<'enrolment'>>[3] = {},
): Promise<{ readonly to: EnrolmentState } | { readonly refusals: readonly string[] }> {
  // Deliveries are proven elsewhere: of one that is said to go on, they were before.
  const facts = {
    ...AS_SAID,
    isFirstDeliveryProven: event === 'activate',
    ...(said.reason === undefined ? {} : { reason: said.reason }),
  }
  const answer = step(ENROLMENT, from, event, { role, id: SYSTEM_ACTOR_ID }, facts)
  if (!answer.ok) return { refusals: answer.refusals.map(({ sentence }) => sentence) }
  const { moved } = answer
  const { enrolmentId: id, patientId, reason, happenedAt } = said
  await takeStep(
    tx,
    ctx,
    { machine: 'enrolment', id, patientId, moved, role, reason, source: 'organisation', happenedAt },
    also,
  )
  return { to: moved.to }
}
