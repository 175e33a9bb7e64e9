import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { columnsOf } from '../database/columns-of.ts'
import type { Reader } from '../database/transaction.ts'
import { NotFoundError } from '../errors.ts'
import { isUuid } from '../values/uuid.ts'
import type { LocalIdentifier, Patient } from './patient.ts'
import { patientFromRow, type PatientRow } from './record-row.ts'
import { identifierKey } from './search-keys.ts'
import { summaryFromRow } from './summary-row.ts'
import type { PatientSummary } from './summary.ts'
import { patientDataMap, type PatientTables } from './tables.ts'
import type { Seer } from './visibility.ts'

/** Who reads, in which organisation. */
export type Reading = Pick<Context, 'tenantId'> & Seer
type By = Pick<Context, 'tenantId'>
type Tables = Reader<PatientTables>

const COLUMNS = columnsOf(patientDataMap, 'core.patient')

/** One record, as this reader may see it. A merged record is given as it stands, with `mergedInto`. */
export async function getPatient(tx: Tables, who: Reading, patientId: string): Promise<Patient> {
  const patient = await findPatient(tx, who, patientId)
  if (!patient) throw new NotFoundError('Patient')
  return patient
}

export async function findPatient(tx: Tables, who: Reading, patientId: string): Promise<Patient | undefined> {
  if (!isUuid(patientId)) return undefined
  const row = await tx
    .selectFrom('core.patient')
    .select(COLUMNS)
    .where('tenant_id', '=', who.tenantId)
    .where('patient_id', '=', patientId)
    .executeTakeFirst()
  return row && patientFromRow(row as PatientRow, who)
}

/** Many records by id, in one round trip; those that are not there are left out. */
export async function findPatients(
  tx: Tables,
  who: Reading,
  patientIds: readonly string[],
): Promise<ReadonlyMap<string, Patient>> {
  if (patientIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('core.patient')
    .select(COLUMNS)
    .where('tenant_id', '=', who.tenantId)
    .where('patient_id', '=', anyOf(patientIds))
    .execute()
  return new Map(rows.map((row) => [row.patient_id, patientFromRow(row as PatientRow, who)]))
}

/** The live record with this NHS number. */
export async function findPatientByNhsNumber(
  tx: Tables,
  who: Reading,
  nhsNumber: string,
): Promise<Patient | undefined> {
  const row = await tx
    .selectFrom('core.patient')
    .select(COLUMNS)
    .where('tenant_id', '=', who.tenantId)
    .where('nhs_number', '=', nhsNumber)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  return row && patientFromRow(row as PatientRow, who)
}

/** Which live record holds each NHS number. */
export async function findIdsByNhsNumber(
  tx: Tables,
  by: By,
  nhsNumbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (nhsNumbers.length === 0) return new Map()
  const rows = await tx
    .selectFrom('core.patient')
    .select(['nhs_number', 'patient_id'])
    .where('tenant_id', '=', by.tenantId)
    .where('nhs_number', '=', sql<string>`any(${nhsNumbers}::text[])`)
    .where('merged_into', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.nhs_number ?? '', row.patient_id]))
}

/** Which live record holds each other identifier, by `identifierKey`. One that several records hold leads to the first. */
export async function findIdsByIdentifier(
  tx: Tables,
  by: By,
  identifiers: readonly LocalIdentifier[],
): Promise<ReadonlyMap<string, string>> {
  if (identifiers.length === 0) return new Map()
  const rows = await tx
    .selectFrom('core.patient_search_key as found')
    .innerJoin('core.patient as patient', (join) =>
      join.onRef('patient.tenant_id', '=', 'found.tenant_id').onRef('patient.patient_id', '=', 'found.patient_id'),
    )
    .select(['found.key', sql<string>`coalesce(patient.merged_into, patient.patient_id)`.as('patientId')])
    .where('found.tenant_id', '=', by.tenantId)
    .where('found.kind', '=', 'identifier')
    .where('found.key', '=', sql<string>`any(${identifiers.map(identifierKey)}::text[])`)
    .orderBy('found.patient_id', 'desc')
    .execute()
  return new Map(rows.map(({ key, patientId }) => [key, patientId]))
}

/** The rows of a list, in the order asked for. Addresses of sensitive records are never in it, whoever reads. */
export async function listPatientSummaries(
  tx: Tables,
  by: By & Pick<Context, 'clock'>,
  patientIds: readonly string[],
): Promise<PatientSummary[]> {
  if (patientIds.length === 0) return []
  const rows = await tx
    .selectFrom('core.patient')
    .select(COLUMNS)
    .where('tenant_id', '=', by.tenantId)
    .where('patient_id', '=', anyOf(patientIds))
    .execute()
  const byId = new Map(rows.map((row) => [row.patient_id, summaryFromRow(row as PatientRow, by.clock.today())]))
  return patientIds.flatMap((id) => byId.get(id) ?? [])
}

/** Records changed in a period, oldest first; `after` is the last one of the page before. At most 500. */
export async function listPatientsByUpdate(
  tx: Tables,
  who: Reading,
  period: { readonly from?: Date; readonly before?: Date; readonly after?: { updatedAt: Date; patientId: string } },
  limit: number,
): Promise<Patient[]> {
  const { from, before, after } = period
  let query = tx.selectFrom('core.patient').select(COLUMNS).where('tenant_id', '=', who.tenantId)
  if (from) query = query.where('updated_at', '>=', from)
  if (before) query = query.where('updated_at', '<', before)
  if (after) {
    query = query.where(
      sql<boolean>`(updated_at, patient_id) > (${after.updatedAt}::timestamptz, ${after.patientId}::uuid)`,
    )
  }
  const rows = await query.orderBy('updated_at').orderBy('patient_id').limit(Math.min(limit, 500)).execute()
  return rows.map((row) => patientFromRow(row as PatientRow, who))
}

/** Every record id that is the same person as this live record: itself first, then those merged into it. */
export async function listRecordIds(tx: Tables, by: By, patientId: string): Promise<string[]> {
  const merged = await tx
    .selectFrom('core.patient')
    .select('patient_id')
    .where('tenant_id', '=', by.tenantId)
    .where('merged_into', '=', patientId)
    .orderBy('patient_id')
    .execute()
  return [patientId, ...merged.map((row) => row.patient_id)]
}

const anyOf = (ids: readonly string[]) => sql<string>`any(${ids.filter(isUuid)}::uuid[])`
