import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { getPatient, type Patient, type PatientTables } from '../../../../core/patients/index.ts'
import type { PrescriptionContent } from '../../prescriptions/legal-content.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { readContent } from '../../prescriptions/queries/read-content.ts'
import { digestOfWritten } from '../../prescriptions/stored-content.ts'
import type { HomecareWork } from '../../tables.ts'

/** A screened prescription, in full, as its prescriber reads it before signing. */
export interface Signable {
  readonly prescription: Prescription
  readonly patient: Patient
  readonly content: PrescriptionContent
  /** Of what is shown: what is signed is this and nothing else. */
  readonly digest: string
}

/** The screened prescriptions of a prescriber, the one that has waited longest first. */
export async function listSignable(
  tx: Reader<HomecareWork>,
  ctx: Context,
  most: number,
): Promise<{ readonly rows: readonly Signable[]; readonly total: number }> {
  const mine = tx
    .selectFrom('homecare.prescription')
    .where('tenant_id', '=', ctx.tenantId)
    .where('state', '=', 'screened')
    .where('prescriber_id', '=', ctx.actor.id)
    .where('counterpart_tenant_id', 'is', null)
  const { total } = await mine.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const ids = await mine
    .select('prescription_id')
    .orderBy('state_since')
    .orderBy('prescription_id')
    .limit(most)
    .execute()
  const rows: Signable[] = []
  for (const { prescription_id: id } of ids) {
    const prescription = await getPrescription(tx, ctx.tenantId, id)
    const written = await readContent(tx, ctx, id)
    if (written === undefined) continue
    const patient = await getPatient(tx as unknown as Reader<PatientTables>, ctx, prescription.patientId)
    rows.push({ prescription, patient, content: written.content, digest: digestOfWritten(written) })
  }
  return { rows, total: Number(total) }
}
