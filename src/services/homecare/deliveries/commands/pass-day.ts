import { command } from '../../../../core/command.ts'
import { SYSTEM_ACTOR_ID } from '../../../../core/context.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { civilDateOf } from '../../../../core/values/london-time.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import { stepAs } from '../../steps/step-as.ts'
import { isBookingPassed, newsFrom } from '../booking-passed.ts'
import { DELIVERY } from '../delivery.ts'
import { planDeliveriesPolicy as policy } from '../policy.ts'
import { type DeliveryCare, getDeliveryCare } from '../queries/delivery-care.ts'
import { deliveryFacts, type FactTables } from '../queries/delivery-facts.ts'
import * as reasons from '../task-reasons.ts'
import { RECALL_ANSWER } from '../time-limits.ts'
import { ask } from './after-act.ts'
import { keepAct } from './keep-act.ts'

const NOT_BOOKED: readonly string[] = ['planned', 'due', 'contacted', 'deferred']

/** What a new day does to one delivery: it comes due, comes back, or is found not to be booked or not to have come in time. */
export const passDay = command<FactTables & TenancyTables, { readonly deliveryId: string }, DeliveryCare, undefined>({
  action: 'homecare.delivery.day-passed',
  policy,
  async load(tx, { deliveryId }, ctx) {
    const { delivery } = await getDeliveryCare(tx, ctx.tenantId, deliveryId)
    await lockHomecare(tx, ctx, delivery.patientId)
    return await getDeliveryCare(tx, ctx.tenantId, deliveryId)
  },
  subjects: ({ delivery }) => [delivery.patientId],
  async run(tx, ctx, care, { deliveryId }, note) {
    note.entity = { type: 'homecare.delivery', id: deliveryId }
    const { delivery } = care
    const at = ctx.clock.now()
    const today = civilDateOf(at)
    const isBack = delivery.state === 'deferred' && (delivery.booking?.deferredUntil ?? today) <= today
    const event = delivery.state === 'planned' ? 'come-due' : isBack ? 'come-back' : undefined
    const isNews = !delivery.isNeverBooked || delivery.stateSince >= newsFrom(at)
    const isLate = NOT_BOOKED.includes(delivery.state) && delivery.deliverBy < today && isNews
    const known =
      event !== undefined || isLate ? await deliveryFacts(tx, ctx, care, { event: 'come-back' }, at) : undefined
    if (event !== undefined && known) {
      const who = { id: SYSTEM_ACTOR_ID, roles: new Set(['system'] as const) }
      const answer = stepAs(DELIVERY, delivery.state, event, who, known.facts)
      if (answer.ok) await keepAct(tx, ctx, care, { event: 'come-back' }, answer.moved, known, { role: 'system', at })
    }
    // While supply is held nobody can book it. Its plan is made anew when the treatment goes on.
    if (isLate && known?.facts.isSupplyHeld === false) {
      await tx
        .updateTable('homecare.delivery')
        .set((row) => ({ is_never_booked: true, version: row('version', '+', 1) }))
        .where('tenant_id', '=', ctx.tenantId)
        .where('delivery_id', '=', deliveryId)
        .execute()
      await ask(tx, ctx, care, reasons.neverBooked)
    }
    const isKeptHere = care.isCompany || care.otherSide === undefined
    const { openingHours } = await getOrganisation(tx, ctx.tenantId)
    if (isKeptHere && isBookingPassed(delivery, openingHours.nation, today))
      await ask(tx, ctx, care, reasons.bookingPassed)
    const waited = at.getTime() - delivery.stateSince.getTime()
    if (delivery.state === 'recall-requested' && !care.isCompany && waited > RECALL_ANSWER.value.hours * 3_600_000) {
      await ask(tx, ctx, care, reasons.recallUnanswered)
    }
    return undefined
  },
})
