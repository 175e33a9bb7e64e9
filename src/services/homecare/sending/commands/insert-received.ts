import type { Insertable } from 'kysely'
import { SYSTEM_ACTOR_ID, type Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { type Machine, step } from '../../../../core/values/state-machine.ts'
import type { Heard } from '../../exchange/commands/saying.ts'
import { PRESCRIPTION } from '../../prescriptions/prescription.ts'
import type { PrescriptionFacts } from '../../prescriptions/prescription-facts.ts'
import type { PrescriptionTables } from '../../prescriptions/tables.ts'
import { beginWith, takeStep } from '../../steps/commands/take-step.ts'
import type { MachineName } from '../../steps/step.ts'
import type { DoseRoute } from '../../therapies/dose.ts'
import type { HomecareRole } from '../../therapies/homecare-role.ts'
import { THERAPY, type TherapyFacts } from '../../therapies/therapy.ts'
import type { SendingWork } from './order-prescription.ts'

type Row = Insertable<PrescriptionTables['homecare.prescription']>

/** What a clinic sent, ready to be kept in the records of the company. */
export interface Received {
  readonly patientId: string
  readonly enrolmentId: string
  readonly therapy: {
    readonly therapyId: string
    readonly vtmId: string
    readonly route: DoseRoute
    readonly medicine: string
    readonly isBiologic: boolean
    readonly indication: string | null
  }
  readonly prescription: Partial<Row> & {
    readonly prescriber_id: string
    readonly schedule: PrescriptionTables['homecare.prescription']['schedule']
  }
}

/** Keeps a prescription that a clinic sent, with the steps that the clinic took, and its treatment when it is the first. */
export async function insertReceived(tx: AnyTx, ctx: Context, heard: Heard, received: Received): Promise<void> {
  await insertTherapy(tx, ctx, heard, received)
  const { patientId, enrolmentId, therapy, prescription } = received
  const walk = walkOf(PRESCRIPTION, PRESCRIPTION_WALK, (role) => ({
    ...AS_SENT,
    isActorThePrescriber: role === 'prescriber',
  }))
  const [begun, ...later] = walk
  const now = ctx.clock.now()
  await beginWith(tx, ctx, { ...kept('prescription', heard, patientId), ...begun! })
  await asTx<SendingWork>(tx)
    .insertInto('homecare.prescription')
    .values({
      ...(NOTHING as unknown as Row),
      ...(prescription as Row),
      tenant_id: ctx.tenantId,
      prescription_id: heard.about,
      patient_id: patientId,
      therapy_id: therapy.therapyId,
      enrolment_id: enrolmentId,
      counterpart_tenant_id: heard.from.tenantId,
      state: begun!.moved.to,
      state_since: now,
      created_at: now,
      created_by: ctx.actor.id,
    })
    .execute()
  for (const one of later) await takeStep(tx, ctx, { ...kept('prescription', heard, patientId), ...one })
}

async function insertTherapy(tx: AnyTx, ctx: Context, heard: Heard, received: Received): Promise<void> {
  const own = asTx<SendingWork>(tx)
  const { patientId, therapy } = received
  const { therapyId } = therapy
  const held = await own
    .selectFrom('homecare.therapy')
    .select('therapy_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('therapy_id', '=', therapyId)
    .executeTakeFirst()
  if (held) return
  const [planned, started] = walkOf(THERAPY, THERAPY_WALK, () => AS_TREATED)
  const how = { ...kept('therapy', heard, patientId), id: therapyId }
  const now = ctx.clock.now()
  await beginWith(tx, ctx, { ...how, ...planned! })
  await own
    .insertInto('homecare.therapy')
    .values({
      tenant_id: ctx.tenantId,
      therapy_id: therapyId,
      patient_id: patientId,
      counterpart_tenant_id: heard.from.tenantId,
      scheme_id: null,
      vtm_id: therapy.vtmId,
      route: therapy.route,
      medicine: therapy.medicine,
      is_biologic: therapy.isBiologic,
      indication: therapy.indication,
      state: planned!.moved.to,
      state_since: now,
      review_on: null,
      created_at: now,
      created_by: ctx.actor.id,
    })
    .execute()
  await takeStep(tx, ctx, { ...how, ...started! })
}

const kept = <Name extends MachineName>(machine: Name, heard: Heard, patientId: string) =>
  ({ machine, id: heard.about, patientId, source: 'organisation', happenedAt: heard.sentAt }) as const

/** The steps of a walk through a machine, each allowed by it. */
function walkOf<State extends string, Event extends string, Facts>(
  machine: Machine<State, Event, HomecareRole, Facts>,
  walk: readonly (readonly [Event, HomecareRole])[],
  factsOf: (role: HomecareRole) => Facts,
) {
  let state = machine.initial
  return walk.map(([event, role]) => {
    const answer = step(machine, state, event, { role, id: SYSTEM_ACTOR_ID }, factsOf(role))
    if (!answer.ok) throw new Error(`A ${machine.name} that was received cannot ${event}`)
    state = answer.moved.to
    return { moved: answer.moved, role }
  })
}

const PRESCRIPTION_WALK = [
  ['begin', 'prescriber'],
  ['propose', 'prescriber'],
  ['classify', 'system'],
  ['screen', 'pharmacist'],
  ['sign', 'prescriber'],
  ['order', 'pharmacy-team'],
  ['transmit', 'system'],
] as const
const THERAPY_WALK = [
  ['plan', 'prescriber'],
  ['start', 'prescriber'],
] as const

/** What the clinic looked at before it took each step: here, its word for it is what there is. */
const AS_SENT: PrescriptionFacts = {
  isTherapyOpen: true,
  mayEnrolmentPrescribe: true,
  hasRival: false,
  isBiologic: true,
  hasBrand: true,
  contentRefusals: [],
  quantity: { fits: true, why: 'exact', needed: 0, sentence: 'Checked by the clinic' },
  isWithinDuration: true,
  class: 'new',
  maySchemeCheckerScreen: false,
  isActorThePrescriber: false,
  gateRefusals: [],
  hasFundingNote: true,
  hasMonitoringNote: true,
  reason: 'Sent by the clinic',
  queryOutcome: '',
  maySignFirst: false,
  isConfirmedAgain: true,
  signsWith: 'signing-key',
  isAllergyKnown: true,
  isInScopeOfPractice: true,
  isSameContent: true,
  isSignatureVerified: true,
  routeRefusals: [],
  validityRefusals: [],
  hasOrderReference: true,
  isDigestEchoed: false,
  isAnswerLate: false,
  isReplacementSigned: false,
  isReplacementAcknowledged: false,
  hasDispensed: false,
  openDeliveries: 0,
  isEveryOpenDeliveryRecalled: true,
  isAnyDeliveryDispatched: false,
  isPastLastDay: false,
  hasUndeliveredList: false,
}
const AS_TREATED: TherapyFacts = {
  hasSameSubstance: false,
  hasOtherBiologic: false,
  twoBiologicsReason: '',
  hasLoadingLeft: false,
  reason: 'Sent by the clinic',
  hasRestartRule: false,
  hasReviewDate: false,
  isPauseOverLimit: false,
  hasRestartDecision: false,
  isNewPrescriptionAcknowledged: false,
  hasOpenPause: false,
  openDeliveries: 0,
  isEveryOpenDeliveryRecalled: true,
}
const NOTHING = {
  replaces_id: null,
  screener_id: null,
  ordered_by: null,
  paid_by: null,
  class: null,
  left_by: null,
  content: null,
  digest: null,
  screened_digest: null,
  signed: null,
  signed_digest: null,
  signed_on: null,
  signed_units: null,
  brand_ids: [],
  generic_ids: [],
  deliveries: null,
  interval_every: null,
  interval_unit: null,
  first_dose_on: null,
  not_before: null,
  last_day: null,
  order_reference: null,
  notes: null,
  answer_by: null,
  acknowledged_digest: null,
} as const
