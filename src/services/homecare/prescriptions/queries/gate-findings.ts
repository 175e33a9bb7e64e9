import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { getAllergyStatus, type PatientTables } from '../../../../core/patients/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { type Finding, gateFindings, type OtherTreatment } from '../../schemes/gates.ts'
import { findLiveScheme } from '../../schemes/queries.ts'
import { getPerson } from '../../therapies/queries/homecare-subject.ts'
import type { Therapy } from '../../therapies/queries/therapies.ts'
import type { HomecareTables } from '../../tables.ts'
import type { StructuredDose } from '../../therapies/dose.ts'

type Tables = Reader<HomecareTables & PatientTables & TenancyTables>
type Asked = { readonly ampId: string | undefined; readonly dose: StructuredDose }

/** What the safety checks find in a dose of a treatment: allergies, other treatments, the limits of the scheme. */
export async function findGateFindings(
  tx: Tables,
  ctx: Pick<Context, 'tenantId' | 'clock' | 'actor'>,
  therapy: Therapy,
  { ampId, dose }: Asked,
): Promise<Finding[]> {
  const { recordIds } = await getPerson(tx, ctx, therapy.patientId)
  return gateFindings({
    today: ctx.clock.today(),
    allergies: await getAllergyStatus(tx as Reader<PatientTables>, ctx, therapy.patientId),
    vtmId: therapy.vtmId,
    ampId,
    isBiologic: therapy.isBiologic,
    dose,
    others: await listOtherTreatments(tx, ctx.tenantId, recordIds, therapy.therapyId),
    scheme: therapy.schemeId === undefined ? undefined : await findLiveScheme(tx, ctx.tenantId, therapy.schemeId),
  })
}

/** Treatments of a patient that have not stopped, but one, with the company that the newest prescription is with. */
export async function listOtherTreatments(
  tx: Reader<HomecareTables>,
  tenantId: string,
  recordIds: readonly string[],
  butTherapyId: string | undefined,
): Promise<readonly OtherTreatment[]> {
  const rows = await tx
    .selectFrom('homecare.therapy as therapy')
    .leftJoin('homecare.enrolment as enrolment', (join) =>
      join
        .onRef('enrolment.tenant_id', '=', 'therapy.tenant_id')
        .onRef('enrolment.patient_id', '=', 'therapy.patient_id')
        .onRef('enrolment.vtm_id', '=', 'therapy.vtm_id')
        .on('enrolment.state', 'not in', ['closed', 'withdrawn', 'deceased']),
    )
    .leftJoin('homecare.company as company', (join) =>
      join
        .onRef('company.tenant_id', '=', 'enrolment.tenant_id')
        .onRef('company.company_id', '=', 'enrolment.company_id'),
    )
    .select(['therapy.therapy_id', 'therapy.vtm_id', 'therapy.medicine', 'therapy.is_biologic', 'company.name'])
    .where('therapy.tenant_id', '=', tenantId)
    .where('therapy.patient_id', 'in', recordIds)
    .where('therapy.counterpart_tenant_id', 'is', null)
    .where('therapy.state', 'not in', ['not-begun', 'stopped'])
    .execute()
  return rows
    .filter(({ therapy_id }) => therapy_id !== butTherapyId)
    .map((row) => ({
      therapyId: row.therapy_id,
      vtmId: row.vtm_id,
      name: row.medicine,
      company: row.name ?? 'another supplier',
      isBiologic: row.is_biologic,
    }))
}
