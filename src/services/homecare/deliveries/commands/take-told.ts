import type { Context } from '../../../../core/context.ts'
import { asTx } from '../../../../core/database/any-transaction.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import type { Heard, Taken } from '../../exchange/commands/saying.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import type { HomecareRole } from '../../therapies/homecare-role.ts'
import type { DeliveryAct } from '../act.ts'
import type { DeliveryEvent, DeliveryFacts } from '../delivery.ts'
import { type DeliveryCare, findDelivery, getDeliveryCare } from '../queries/delivery-care.ts'
import { type ActFacts, deliveryFacts, type FactTables } from '../queries/delivery-facts.ts'
import type { Told } from '../sayings/delivery-told.ts'
import * as reasons from '../task-reasons.ts'
import { walk } from '../walk.ts'
import { ask } from './after-act.ts'
import { askBack } from './ask-back.ts'
import { keepAct, keepDispensed } from './keep-act.ts'
import { planAnew } from './plan-deliveries.ts'

/** In which roles each side acts: what a company says never counts as a clinician’s word, nor the other way round. */
const SAID_BY: Record<'clinic' | 'company', readonly HomecareRole[]> = {
  company: ['company', 'company-pharmacist', 'courier'],
  clinic: ['pharmacist', 'pharmacy-team', 'clinician', 'prescriber', 'patient'],
}
/** What a company does while the clinic’s request to stop is on its way to it. The request stands. */
const OVERTAKEN: readonly DeliveryEvent[] = [
  'contact',
  'defer',
  'come-back',
  'book',
  'dispense',
  'dispatch',
  'fail',
  'rebook',
]
/** Acts that bring a delivery nearer to the patient: against our own record they become a recall. */
const BRINGS_NEARER: readonly DeliveryEvent[] = ['book', 'dispense', 'dispatch']
const HELD = new Set(['not-in-force', 'supply-held'])

/**
 * Takes what the other side did into our own record of the delivery. It has happened, whatever we think of it: what our rules
 * would have refused is kept and becomes a task for a person, and what was done after we said stop is asked back.
 */
export async function takeTold(
  tx: Tx<HomecareWork>,
  ctx: Context,
  { deliveryId, act, role, at: said }: Told,
  { about, from }: Heard,
): Promise<Taken> {
  const found = await findDelivery(tx, ctx.tenantId, deliveryId)
  if (found?.prescriptionId !== about) return { subjects: [], refusals: ['We do not have this delivery'] }
  const { patientId } = found
  await lockHomecare(tx, ctx, patientId)
  const care = await getDeliveryCare(tx, ctx.tenantId, deliveryId)
  const done = { subjects: [patientId], patientId }
  if (care.otherSide !== from.tenantId || !SAID_BY[care.isCompany ? 'clinic' : 'company'].includes(role)) {
    return { ...done, refusals: ['This organisation does not decide about this delivery'] }
  }
  const now = ctx.clock.now()
  const happened = new Date(said)
  const at = happened < now ? happened : now
  const known = await deliveryFacts(asTx<FactTables>(tx), ctx, care, act, at)
  if (care.delivery.state === 'recall-requested' && OVERTAKEN.includes(act.event)) {
    await keepDispensed(tx, ctx, care, act, known.dispensed, at)
    return done
  }
  const refusals =
    act.event === 'confirm-recall' && care.delivery.state !== 'recall-requested'
      ? await takeStopped(tx, ctx, care, { role, at })
      : await takeAnyway(tx, ctx, care, act, known, { role, at })
  if (refusals.length > 0 && act.event === 'deliver') await ask(tx, ctx, care, reasons.callPatient)
  return refusals.length === 0 ? done : { ...done, refusals: refusals.map(({ sentence }) => sentence) }
}

/** The company stopped it before we asked, as when it has accepted a newer prescription and that news is still on its way. */
async function takeStopped(
  tx: Tx<HomecareWork>,
  ctx: Context,
  { delivery: { deliveryId } }: DeliveryCare,
  how: { readonly role: HomecareRole; readonly at: Date },
): Promise<readonly Refusal[]> {
  const act = { event: 'confirm-recall' } as const
  await askBack(tx, ctx, [deliveryId], 'The homecare company stopped it', 'system')
  const care = await getDeliveryCare(tx, ctx.tenantId, deliveryId)
  const known = await deliveryFacts(asTx<FactTables>(tx), ctx, care, act, how.at)
  const refusals = await takeAnyway(tx, ctx, care, act, known, how)
  return refusals.length > 0 ? refusals : [STOPPED_UNASKED]
}
const STOPPED_UNASKED: Refusal = {
  name: 'stopped-unasked',
  sentence: 'The homecare company stopped a delivery that nobody here had asked back: make sure that another comes',
}

/** Takes it as our rules allow, else as it happened. Answers with what a person must look at. */
async function takeAnyway(
  tx: Tx<HomecareWork>,
  ctx: Context,
  care: DeliveryCare,
  act: DeliveryAct,
  known: ActFacts,
  { role, at }: { readonly role: HomecareRole; readonly at: Date },
): Promise<readonly Refusal[]> {
  const { state } = care.delivery
  const who = { id: ctx.actor.id, roles: new Set([role]) }
  const ours = walk(state, act.event, who, known.facts)
  if (!ours.ok && BRINGS_NEARER.includes(act.event) && ours.refusals.some(({ name }) => HELD.has(name))) {
    await keepDispensed(tx, ctx, care, act, known.dispensed, at)
    await askBack(tx, ctx, [care.delivery.deliveryId], 'Supply had been stopped when this was done', 'system')
    return ours.refusals
  }
  const theirs = ours.ok ? ours : walk(state, act.event, who, { ...known.facts, ...AS_THEY_SAY, ...believed(act) })
  if (!theirs.ok) return theirs.refusals
  for (const { moved, role: by } of theirs.steps) {
    const step: DeliveryAct = moved.event === act.event ? act : { event: 'come-back' }
    await keepAct(tx, ctx, care, step, moved, known, { role: by, at, source: 'organisation' })
  }
  // What is planned already moves; what cannot be planned now waits for the treatment to go on.
  if (act.event === 'rebook') await planAnew(tx, ctx, care.delivery.prescriptionId)
  return ours.ok ? [] : ours.refusals
}

/** What the other side decided by rules of its own: their scheme and their count may differ from ours. */
const AS_THEY_SAY: Partial<DeliveryFacts> = {
  isContactWindowOpen: true,
  isStockCounted: true,
  isBufferKept: true,
  isInTime: true,
  isWithinMostCover: true,
  isWithinDisputeTime: true,
  dispensingRefusals: [],
  isSignatureVerified: true,
  pack: 'right',
  isExpiryAfterLastDose: true,
  isWithinSignedQuantity: true,
}
const believed = (act: DeliveryAct): Partial<DeliveryFacts> =>
  act.event === 'book'
    ? { recipientAge: act.recipient.age ?? 16 }
    : act.event === 'deliver'
      ? { hasProof: true, wasDispensed: true }
      : act.event === 'dispense'
        ? { batch: act.packs[0]?.batch ?? '' }
        : {}
