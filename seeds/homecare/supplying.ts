import { addDays } from '../../src/core/values/civil-date.ts'
import type { DeliveryAct } from '../../src/services/homecare/deliveries/act.ts'
import { actOnDelivery } from '../../src/services/homecare/deliveries/commands/act-on-delivery.ts'
import type { DeliveryState } from '../../src/services/homecare/deliveries/delivery.ts'
import { deliveryIdOf } from '../../src/services/homecare/deliveries/plan.ts'
import { findDelivery } from '../../src/services/homecare/deliveries/queries/delivery-care.ts'
import { findPrescription } from '../../src/services/homecare/prescriptions/queries/prescriptions.ts'
import { answerPrescription } from '../../src/services/homecare/sending/commands/answer-prescription.ts'
import { orderPrescription } from '../../src/services/homecare/sending/commands/order-prescription.ts'
import { recordAnswer } from '../../src/services/homecare/sending/commands/record-answer.ts'
import { recordSentByHand } from '../../src/services/homecare/sending/commands/send-by-hand.ts'
import { transmitPrescription } from '../../src/services/homecare/sending/commands/transmit-prescription.ts'
import { pauseTherapy } from '../../src/services/homecare/therapies/commands/pause-therapy.ts'
import { getTherapy } from '../../src/services/homecare/therapies/queries/therapies.ts'
import type { Case } from './cases.ts'
import { stateAt } from './prescribing.ts'
import { expectDone, read, type World } from './world.ts'

/** Orders and sends a signed prescription: by disclosure, or by hand to a company that does not use Troth. */
export async function send(world: World, one: Case, prescriptionId: string): Promise<void> {
  const { pharmacist, system, today } = world
  const now = async () => stateAt(world, prescriptionId)
  const { state, version } = await now()
  if (state === 'signed') {
    const orderReference = `PO-${one.person}`
    expectDone('Ordering', await orderPrescription(pharmacist, { prescriptionId, version, orderReference }))
  }
  if ((await now()).state !== 'ordered') return
  const sent = await transmitPrescription(system, { prescriptionId })
  if (sent === 'refused') throw new Error('The prescription of the story was not sent')
  const held = await now()
  if (held.state !== 'ordered') return
  const byHand = { prescriptionId, version: held.version, sentOn: today, how: 'email' } as const
  expectDone('Sending by hand', await recordSentByHand(pharmacist, byHand))
}

/** The company accepts the prescription, or says so by telephone. */
export async function acceptPrescription(world: World, one: Case, prescriptionId: string): Promise<void> {
  const { supplier, pharmacist, today } = world
  const ctx = one.company === 'brightwell' ? supplier : pharmacist
  const held = await read(ctx, (tx) => findPrescription(tx, ctx.tenantId, prescriptionId))
  if (held?.state !== 'transmitted') return
  const answer = { prescriptionId, version: held.version, answer: { kind: 'acknowledged' } } as const
  const said = { isReadBack: true, source: 'telephone', saidOn: today } as const
  expectDone(
    'Accepting the prescription',
    one.company === 'brightwell'
      ? await answerPrescription(ctx, answer)
      : await recordAnswer(ctx, { ...answer, ...said }),
  )
}

const ORDER: readonly DeliveryState[] = [
  'planned',
  'due',
  'contacted',
  'booked',
  'dispensed',
  'dispatched',
  'delivered',
]
const LEADS_TO = {
  contact: 'contacted',
  book: 'booked',
  dispense: 'dispensed',
  dispatch: 'dispatched',
  deliver: 'delivered',
} as const

/** The first delivery, as far as the story takes it. */
export async function supply(world: World, one: Case, prescriptionId: string): Promise<void> {
  if (one.counted === undefined) return
  const { supplier, pharmacist, today } = world
  const isOnTroth = one.company === 'brightwell'
  const ctx = isOnTroth ? supplier : pharmacist
  const deliveryId = deliveryIdOf(prescriptionId, 1)
  const onBehalf = isOnTroth ? undefined : ({ source: 'telephone', saidOn: today } as const)
  const until = one.delivery ?? 'contacted'
  for (const act of actsOf(world, one)) {
    const to = LEADS_TO[act.event as keyof typeof LEADS_TO]
    const held = await read(ctx, (tx) => findDelivery(tx, ctx.tenantId, deliveryId))
    if (!held) throw new Error('The company has no delivery planned')
    if (ORDER.indexOf(to) > ORDER.indexOf(until)) return
    if (ORDER.indexOf(held.state) >= ORDER.indexOf(to)) continue
    const count = act.event === 'contact' ? { countedOn: today, ...one.counted } : undefined
    const answer = await actOnDelivery(ctx, { deliveryId, version: held.version, act, count, onBehalf })
    expectDone(`To ${act.event} a delivery`, answer)
  }
}

function actsOf({ today }: World, one: Case): readonly DeliveryAct[] {
  const day = one.delivery === 'delivered' ? today : addDays(today, 5)
  const pack = { lineId: 'line-1', units: 4, batch: 'B7731', code: HUMIRA, usableUntil: addDays(today, 500) }
  return [
    { event: 'contact' },
    {
      event: 'book',
      day,
      slot: 'morning',
      place: { kind: 'usual' },
      recipient: { name: 'The patient' },
      reason: 'The first delivery: there was no earlier day',
    },
    { event: 'dispense', packs: [pack], releaseReason: '', quantityReason: '' },
    { event: 'dispatch' },
    { event: 'deliver', takenBy: 'The patient', temperature: 5 },
  ]
}

/** The barcode of two Humira pens in the sample. */
const HUMIRA = '9520000100124'

/** Pauses the treatment for an infection. */
export async function pause(world: World, one: Case, prescriptionId: string): Promise<void> {
  const { nurse, today } = world
  const { therapyId } = await stateAt(world, prescriptionId)
  const { state, version } = await read(nurse, (tx) => getTherapy(tx, nurse.tenantId, therapyId))
  if (state === 'paused') return
  const paused = await pauseTherapy(nurse, {
    therapyId,
    version,
    reason: 'Chest infection: antibiotics for a week',
    restart: 'from-restart',
    reviewOn: addDays(today, 10),
  })
  expectDone('Pausing', paused)
}
