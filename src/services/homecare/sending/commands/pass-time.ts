import { command } from '../../../../core/command.ts'
import { createTask, type Wanted } from '../../../../core/tasks/index.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { isOpenDelivery } from '../../deliveries/delivery.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { windowOf } from '../../prescriptions/validity.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import { carryOut } from '../../therapies/commands/carry-out.ts'
import { getPerson } from '../../therapies/queries/homecare-subject.ts'
import { loadSnapshot } from '../../therapies/queries/load-snapshot.ts'
import { deliveriesOf } from '../../therapies/snapshot.ts'
import { transmitPrescriptions } from '../policy.ts'
import { notAnswered, prescriptionExpired } from '../task-reasons.ts'
import type { SendingWork } from './order-prescription.ts'

const EXPIRED = 'The last day of the prescription is past'

/** Marks a prescription whose answer is late, and tells the person who ordered it. Answers whether it was. */
export const markQuiet = command<SendingWork, { readonly prescriptionId: string }, Prescription, boolean>({
  action: 'homecare.prescription.not-answered',
  policy: transmitPrescriptions,
  load: (tx, { prescriptionId }, ctx) => getPrescription(tx, ctx.tenantId, prescriptionId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId }, { prescriptionId }, note) {
    await lockHomecare(tx, ctx, patientId)
    const prescription = await getPrescription(tx, ctx.tenantId, prescriptionId)
    note.entity = { type: 'homecare.prescription', id: prescriptionId }
    const outcome = await prescriptionStep(tx, ctx, prescription, 'go-quiet', { as: ['system'] })
    if (outcome.refusals) return false
    const row = await tx
      .selectFrom('homecare.prescription')
      .select('ordered_by')
      .where('tenant_id', '=', ctx.tenantId)
      .where('prescription_id', '=', prescriptionId)
      .executeTakeFirst()
    const owner: Wanted = row?.ordered_by ? { accountId: row.ordered_by } : { role: 'pharmacist' }
    const entity = { type: 'homecare.prescription', id: prescriptionId }
    await createTask(tx, ctx, { reason: notAnswered, owner, patientId, entity, key: prescriptionId })
    return true
  },
})

/**
 * Ends a prescription that nothing may be supplied from any more. What is not dispensed is asked back; what was dispensed in
 * time may still arrive, and the prescription ends after it. Answers whether it ended.
 */
export const expirePrescription = command<SendingWork, { readonly prescriptionId: string }, Prescription, boolean>({
  action: 'homecare.prescription.expired',
  policy: transmitPrescriptions,
  load: (tx, { prescriptionId }, ctx) => getPrescription(tx, ctx.tenantId, prescriptionId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId }, { prescriptionId }, note) {
    await lockHomecare(tx, ctx, patientId)
    note.entity = { type: 'homecare.prescription', id: prescriptionId }
    const prescription = await getPrescription(tx, ctx.tenantId, prescriptionId)
    const lastDay = lastDayOf(prescription)
    if (lastDay === undefined || ctx.clock.today() <= lastDay) return false
    const { recordIds } = await getPerson(tx, ctx, patientId)
    const open = deliveriesOf(await loadSnapshot(tx, ctx.tenantId, recordIds), prescriptionId).filter(({ state }) =>
      isOpenDelivery(state),
    )
    if (open.some(({ dispensed, state }) => dispensed !== undefined && state !== 'recall-requested')) return false
    const recalls = open
      .filter(({ state }) => state !== 'recall-requested')
      .map(({ id }) => ({ on: 'delivery', id, event: 'request-recall' }) as const)
    await carryOut(tx, ctx, recalls, EXPIRED)
    const outcome = await prescriptionStep(tx, ctx, prescription, 'expire', {
      as: ['system'],
      known: { isPastLastDay: true },
    })
    if (outcome.refusals) throw new Error(`Not expired: ${outcome.refusals.map(({ name }) => name).join(', ')}`)
    if (prescription.counterpartId === undefined) {
      const entity = { type: 'homecare.prescription', id: prescriptionId }
      const owner: Wanted = { accountId: prescription.prescriberId }
      const note = `Its last day was ${formatDate(lastDay)}`
      await createTask(tx, ctx, { reason: prescriptionExpired, owner, patientId, entity, key: prescriptionId, note })
    }
    return true
  },
})

/** Before a first supply, the last day for one; once in supply, the last day for any. */
export function lastDayOf(prescription: Prescription): string | undefined {
  const { state, lastDay, signedOn, notBefore, schedule, deliveries } = prescription
  if (state !== 'in-supply' || signedOn === undefined) return lastDay
  return windowOf({
    signedAt: new Date(`${signedOn}T12:00:00Z`),
    notBefore,
    schedule,
    occasions: deliveries ?? 1,
    ceilingMonths: undefined,
  }).lastDay
}
