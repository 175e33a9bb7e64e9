import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { getPatient, type Patient, type PatientTables } from '../../../../core/patients/index.ts'
import type { PrescriptionContent } from '../../prescriptions/legal-content.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { readContent } from '../../prescriptions/queries/read-content.ts'
import { digestOfWritten } from '../../prescriptions/stored-content.ts'
import { listLiveSchemes } from '../../schemes/queries.ts'
import { maySignFirst } from '../../schemes/sign-first.ts'
import type { HomecareWork } from '../../tables.ts'

/** A prescription, in full, as its prescriber reads it before signing. */
export interface Signable {
  readonly prescription: Prescription
  readonly patient: Patient
  readonly content: PrescriptionContent
  /** Of what is shown: what is signed is this and nothing else. */
  readonly digest: string
  /** Nobody has screened it yet: its scheme lets it be signed first. */
  readonly isFirst: boolean
}

/** What a prescriber can sign: what is screened, then what may be signed first; of each, what has waited longest. */
export async function listSignable(
  tx: Reader<HomecareWork>,
  ctx: Context,
  most: number,
): Promise<{ readonly rows: readonly Signable[]; readonly total: number }> {
  const schemes = (await listLiveSchemes(tx, ctx.tenantId)).filter(maySignFirst).map(({ schemeId }) => schemeId)
  const mine = tx
    .selectFrom('homecare.prescription as prescription')
    .innerJoin('homecare.therapy as therapy', (join) =>
      join
        .onRef('therapy.tenant_id', '=', 'prescription.tenant_id')
        .onRef('therapy.therapy_id', '=', 'prescription.therapy_id'),
    )
    .where('prescription.tenant_id', '=', ctx.tenantId)
    .where((row) =>
      row.or([
        row('prescription.state', '=', 'screened'),
        row.and([
          row('prescription.state', '=', 'in-screening'),
          row('therapy.scheme_id', '=', row.fn.any(row.val(schemes))),
        ]),
      ]),
    )
    .where('prescription.prescriber_id', '=', ctx.actor.id)
    .where('prescription.counterpart_tenant_id', 'is', null)
  const { total } = await mine.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const ids = await mine
    .select('prescription.prescription_id')
    .orderBy((row) => row('prescription.state', '=', 'in-screening'))
    .orderBy('prescription.state_since')
    .orderBy('prescription.prescription_id')
    .limit(most)
    .execute()
  const rows: Signable[] = []
  for (const { prescription_id: id } of ids) {
    const prescription = await getPrescription(tx, ctx.tenantId, id)
    const written = await readContent(tx, ctx, id)
    if (written === undefined) continue
    const patient = await getPatient(tx as unknown as Reader<PatientTables>, ctx, prescription.patientId)
    const isFirst = prescription.state === 'in-screening'
    rows.push({ prescription, patient, content: written.content, digest: digestOfWritten(written), isFirst })
  }
  return { rows, total: Number(total) }
}
