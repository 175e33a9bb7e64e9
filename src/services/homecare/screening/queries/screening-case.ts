import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { openFor } from '../../../../core/encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { type Difference, differencesBetween } from '../../prescriptions/difference.ts'
import { findGateFindings, listOtherTreatments } from '../../prescriptions/queries/gate-findings.ts'
import { findLastSigned } from '../../prescriptions/queries/last-signed.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { readContent } from '../../prescriptions/queries/read-content.ts'
import type { WrittenContent } from '../../prescriptions/stored-content.ts'
import { GRADES, type Finding, type OtherTreatment } from '../../schemes/gates.ts'
import { findLiveScheme } from '../../schemes/queries.ts'
import type { LiveScheme } from '../../schemes/scheme.ts'
import type { HomecareWork } from '../../tables.ts'
import { getPerson } from '../../therapies/queries/homecare-subject.ts'
import { getTherapy, type Therapy } from '../../therapies/queries/therapies.ts'
import type { ScreeningNotes } from '../screening.ts'

export type ScreeningTables = HomecareWork & MedicineTables & TenancyTables
type By = Pick<Context, 'tenantId' | 'keys' | 'clock' | 'actor'>

/** Everything that a screener looks at. */
export interface ScreeningCase {
  readonly prescription: Prescription
  readonly therapy: Therapy
  readonly scheme: LiveScheme | undefined
  readonly written: WrittenContent | undefined
  readonly last: { readonly prescription: Prescription; readonly written: WrittenContent | undefined } | undefined
  readonly differences: readonly Difference[]
  readonly findings: readonly Finding[]
  readonly others: readonly OtherTreatment[]
}

/** A prescription with what it differs in from the last one, and what the checks find, as it is now. */
export async function getScreeningCase(
  tx: Reader<ScreeningTables>,
  ctx: By,
  prescriptionId: string,
): Promise<ScreeningCase> {
  const prescription = await getPrescription(tx, ctx.tenantId, prescriptionId)
  const therapy = await getTherapy(tx, ctx.tenantId, prescription.therapyId)
  const { recordIds } = await getPerson(tx, ctx, prescription.patientId)
  const written = await readContent(tx, ctx, prescriptionId)
  const last = await findLastSigned(tx, ctx, prescription)
  return {
    prescription,
    therapy,
    scheme: therapy.schemeId === undefined ? undefined : await findLiveScheme(tx, ctx.tenantId, therapy.schemeId),
    written,
    last,
    differences: written && last?.written ? differencesBetween(last.written, written) : [],
    findings: await findingsOf(tx, ctx, therapy, written),
    others: await listOtherTreatments(tx, ctx.tenantId, recordIds, therapy.therapyId),
  }
}

/** What the checks find in every item, each finding once, stops first. */
async function findingsOf(
  tx: Reader<ScreeningTables>,
  ctx: By,
  therapy: Therapy,
  written: WrittenContent | undefined,
): Promise<Finding[]> {
  const found = new Map<string, Finding>()
  for (const { ampId, dose } of written?.content.items ?? []) {
    for (const finding of await findGateFindings(tx, ctx, therapy, { ampId, dose })) found.set(finding.name, finding)
  }
  return Object.keys(GRADES).flatMap((grade) => [...found.values()].filter((finding) => finding.grade === grade))
}

/** What the screener noted about funding and monitoring. */
export async function findNotes(
  tx: Reader<HomecareWork & EncryptionTables>,
  ctx: Pick<Context, 'tenantId' | 'keys'>,
  { prescriptionId, patientId }: Pick<Prescription, 'prescriptionId' | 'patientId'>,
): Promise<ScreeningNotes | undefined> {
  const row = await tx
    .selectFrom('homecare.prescription')
    .select('notes')
    .where('tenant_id', '=', ctx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .executeTakeFirst()
  const text = row?.notes && (await openFor(tx, ctx, notesSubject(patientId), notesPlace(prescriptionId), row.notes))
  return text ? (JSON.parse(text) as ScreeningNotes) : undefined
}

export const notesSubject = (subjectId: string) => ({ subjectId, class: 'clinical-text' }) as const
export const notesPlace = (rowId: string) => ({ table: 'homecare.prescription', column: 'notes', rowId })
