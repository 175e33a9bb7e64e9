import { command, type CoreTables } from '../../../../core/command.ts'
import type { SignatureTables } from '../../../../core/identity/signatures/index.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import type { HomecareWork } from '../../tables.ts'
import { verifySignatures } from '../policy.ts'
import { readSigned } from '../queries/read-signed.ts'
import { refuseUnsound } from './report-signature.ts'

/** Verifies one signed prescription; of a bad one an incident is made. Answers whether it is sound. */
export const verifyOne = command<
  HomecareWork & SignatureTables & CoreTables,
  { readonly prescriptionId: string },
  Prescription,
  boolean
>({
  action: 'homecare.prescription.verified',
  policy: verifySignatures,
  load: (tx, { prescriptionId }, ctx) => getPrescription(tx, ctx.tenantId, prescriptionId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, _subject, { prescriptionId }, note) {
    note.entity = { type: 'homecare.prescription', id: prescriptionId }
    const refusals = await refuseUnsound(tx, ctx, await readSigned(tx, ctx, prescriptionId))
    if (refusals.length > 0) note.outcome = 'refused'
    return refusals.length === 0
  },
})
