import { command } from '../../../../core/command.ts'
import { asTx } from '../../../../core/database/any-transaction.ts'
import type { SignatureTables } from '../../../../core/identity/signatures/index.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { refuseUnsound } from '../../signing/commands/report-signature.ts'
import { readSigned } from '../../signing/queries/read-signed.ts'
import type { InOrganisation } from '../../signing/policy.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { sendPrescriptions } from '../policy.ts'
import { isClinic } from '../queries/parties.ts'
import { TRANSMIT } from '../transmit-job.ts'
import { expectSame } from './expect-same.ts'

export type SendingWork = HomecareWork & SignatureTables & MedicineTables & TenancyTables
/** Nothing when it was done; else everything that stands in the way. */
export type Done = { readonly refusals: readonly Refusal[] }
export interface About extends InOrganisation {
  readonly prescription: Prescription
}

/** Records the order of a signed prescription, entered by hand and not checked. It is sent right after, by itself. */
export const orderPrescription = command<
  SendingWork,
  { readonly prescriptionId: string; readonly version: number; readonly orderReference: string },
  About,
  Done
>({
  action: 'homecare.prescription.ordered',
  policy: sendPrescriptions,
  load: async (tx, { prescriptionId }, ctx) => ({
    isClinic: await isClinic(tx, ctx.tenantId),
    prescription: await getPrescription(tx, ctx.tenantId, prescriptionId),
  }),
  subjects: ({ prescription }) => [prescription.patientId],
  async run(tx, ctx, { prescription: { patientId } }, { prescriptionId, version, orderReference }, note) {
    await lockHomecare(tx, ctx, patientId)
    note.entity = { type: 'homecare.prescription', id: prescriptionId }
    const reading = await readSigned(tx, ctx, prescriptionId)
    expectSame(reading.prescription, version)
    const unsound = await refuseUnsound(tx, ctx, reading)
    note.outcome = 'refused'
    if (unsound.length > 0) return { refusals: unsound }
    const { refusals } = await prescriptionStep(tx, ctx, reading.prescription, 'order', {
      known: { hasOrderReference: orderReference.trim() !== '' },
      also: { order_reference: orderReference.trim(), ordered_by: ctx.actor.id },
    })
    if (refusals) return { refusals }
    note.outcome = 'done'
    await ctx.jobs.send(asTx<never>(tx), ctx.tenantId, TRANSMIT, { prescriptionId })
    return { refusals: [] }
  },
})
