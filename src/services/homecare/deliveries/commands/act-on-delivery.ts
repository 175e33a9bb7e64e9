import { command } from '../../../../core/command.ts'
import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { ConflictError } from '../../../../core/errors.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { say } from '../../exchange/commands/say.ts'
import type { NewCount } from '../../stock/count.ts'
import { keepCount } from '../../stock/commands/keep-count.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { StepSource } from '../../steps/step.ts'
import type { HomecareWork } from '../../tables.ts'
import { type HomecareRole, homecareRolesOf } from '../../therapies/homecare-role.ts'
import type { DeliveryAct } from '../act.ts'
import { actOnDelivery as policy, type DeliverySubject } from '../policy.ts'
import { getDeliveryCare, type DeliveryCare } from '../queries/delivery-care.ts'
import { deliveryFacts, type FactTables } from '../queries/delivery-facts.ts'
import { deliveryTold } from '../sayings/delivery-told.ts'
import { saidBefore } from '../queries/said-before.ts'
import { walk } from '../walk.ts'
import { keepAct } from './keep-act.ts'
import { planAnew } from './plan-deliveries.ts'

/** What a company that does not use Troth said: how, and on which day. */
export interface OnBehalf {
  readonly source: StepSource
  readonly saidOn: CivilDate
}

export interface ActOnDelivery {
  readonly deliveryId: string
  readonly version: number
  readonly act: DeliveryAct
  /** With a contact: what was counted at home. */
  readonly count?: NewCount | undefined
  readonly onBehalf?: OnBehalf | undefined
  /** When it happened, if not now. */
  readonly at?: Date | undefined
}

export type ActAnswer = { readonly done: true } | { readonly refusals: readonly Refusal[] }
interface Subject extends DeliverySubject {
  readonly care: DeliveryCare
}

/** Everything that people do to a delivery: the machine decides, the step is kept, the other side is told, in one transaction. */
export const actOnDelivery = command<FactTables & TenancyTables, ActOnDelivery, Subject, ActAnswer>({
  action: 'homecare.delivery.changed',
  policy,
  async load(tx, { deliveryId, onBehalf }, ctx) {
    const care = await getDeliveryCare(tx, ctx.tenantId, deliveryId)
    await lockHomecare(tx, ctx, care.delivery.patientId)
    const { kind } = await getOrganisation(tx, ctx.tenantId)
    // What decides is read again once nobody else can change it.
    const now = await getDeliveryCare(tx, ctx.tenantId, deliveryId)
    return { care: now, patientId: now.delivery.patientId, kind, isOnBehalf: onBehalf !== undefined }
  },
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { care, kind }, input, note) {
    note.entity = { type: 'homecare.delivery', id: input.deliveryId }
    note.values = { event: input.act.event }
    const refuse = (refusals: readonly Refusal[]): ActAnswer => {
      note.outcome = 'refused'
      return { refusals }
    }
    if (care.delivery.version !== input.version) throw new ConflictError('It was changed by someone else')
    const { act, onBehalf } = input
    if (onBehalf !== undefined && care.otherSide !== undefined) return refuse([USES_TROTH])
    if (onBehalf !== undefined && onBehalf.saidOn > ctx.clock.today()) return refuse([SAID_LATER])
    const now = ctx.clock.now()
    const at = input.at ?? now
    if (at > now) return refuse([NOT_YET])
    const roles = new Set(onBehalf === undefined ? homecareRolesOf(ctx, kind) : ON_BEHALF)
    const known = await deliveryFacts(tx, ctx, care, act, at)
    const facts = { ...known.facts, isStockCounted: known.facts.isStockCounted || input.count !== undefined }
    const answer = walk(care.delivery.state, act.event, { id: ctx.actor.id, roles }, facts)
    if (!answer.ok) return refuse(answer.refusals)
    if (input.count !== undefined) {
      const of = { ...care.delivery, otherSide: care.otherSide }
      const who = ctx.actor.kind === 'patient' ? 'patient-count' : 'staff-count'
      await keepCount(tx, ctx, of, input.count, kind === 'nhs-trust' && !onBehalf ? who : 'company-count')
    }
    const own = answer.steps.at(-1)!
    for (const { moved, role } of answer.steps) {
      const step: DeliveryAct = moved.event === act.event ? act : { event: 'come-back' }
      await keepAct(tx, ctx, care, step, moved, known, { role, at, source: onBehalf?.source, saidOn: onBehalf?.saidOn })
    }
    // What is planned already moves; what cannot be planned now waits for the treatment to go on.
    if (act.event === 'rebook') await planAnew(tx, ctx, care.delivery.prescriptionId)
    await tellOtherSide(tx, ctx, care, act, own.role, at)
    return { done: true }
  },
})

/** Tells the other side, when it uses Troth: it takes the same act into its own record. */
export async function tellOtherSide(
  tx: AnyTx,
  ctx: Context,
  { delivery, otherSide, isCompany, prescription }: DeliveryCare,
  act: DeliveryAct,
  role: HomecareRole,
  at: Date,
): Promise<void> {
  if (otherSide === undefined) return
  const { deliveryId, prescriptionId: about, patientId } = delivery
  const after = await saidBefore(asTx<HomecareWork>(tx), ctx.tenantId, otherSide, { isCompany, prescription })
  const body = { deliveryId, act, role, at: at.toISOString() }
  await say(tx, ctx, deliveryTold, { to: otherSide, about, patientId, after, body })
}

const ON_BEHALF: readonly HomecareRole[] = ['company', 'company-pharmacist', 'courier']
const USES_TROTH: Refusal = {
  name: 'uses-troth',
  sentence: 'This homecare company uses Troth and records this itself: ask them to',
}
const SAID_LATER: Refusal = { name: 'said-later', sentence: 'The day they said so must be today or in the past' }
const NOT_YET: Refusal = { name: 'not-yet', sentence: 'The time it happened must be in the past' }
