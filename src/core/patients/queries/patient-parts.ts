import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { columnsOf } from '../../database/columns-of.ts'
import type { Reader } from '../../database/transaction.ts'
import { openFor } from '../../encryption/subject-keys.ts'
import type { EncryptionTables } from '../../encryption/tables.ts'
import { NotFoundError } from '../../errors.ts'
import type { AllergyStatus } from '../../values/allergy.ts'
import { isUuid } from '../../values/uuid.ts'
import { allergyStatusOf, isReaction, type PatientAllergy } from '../allergy.ts'
import type { PatientMeasurement } from '../measurement.ts'
import type { Reading } from '../queries.ts'
import { relatedPersonFromRow, type RelatedPersonRow } from '../related-person-row.ts'
import type { RelatedPerson } from '../related-person.ts'
import { patientDataMap, type PatientTables } from '../tables.ts'

type Tables = Reader<PatientTables>
type By = Pick<Context, 'tenantId'>
type Sealing = Pick<Context, 'tenantId' | 'keys'>

const anyOf = (ids: readonly string[]) => sql<string>`any(${ids.filter(isUuid)}::uuid[])`

/** The allergies of a person, ended ones last; `recordIds` from `listRecordIds`, so that a merge loses none. */
export async function listAllergies(tx: Tables, by: By, recordIds: readonly string[]): Promise<PatientAllergy[]> {
  const rows = await tx
    .selectFrom('core.patient_allergy')
    .select(columnsOf(patientDataMap, 'core.patient_allergy'))
    .where('tenant_id', '=', by.tenantId)
    .where('patient_id', '=', anyOf(recordIds))
    .orderBy(sql`ended_on is not null`)
    .orderBy('recorded_on', 'desc')
    .orderBy('allergy_id')
    .execute()
  return rows.map((row) => ({
    allergyId: row.allergy_id,
    patientId: row.patient_id,
    substance: row.substance,
    code: row.code ?? undefined,
    reactions: row.reactions.filter(isReaction),
    severity: row.severity,
    recordedOn: row.recorded_on,
    recordedBy: row.recorded_by,
    hasNote: row.note !== null,
    endedOn: row.ended_on ?? undefined,
    version: row.version,
  }))
}

/** The record in use: a merged one leads to it. */
const liveIdOf = (by: By, patientId: string) => sql<string>`(
  select coalesce(merged_into, patient_id) from core.patient where tenant_id = ${by.tenantId} and patient_id = ${patientId})`

/** The answer about allergies, with the list: what every page about a patient shows. It is the person’s, whichever record is open. */
export async function getAllergyStatus(tx: Tables, by: By, patientId: string): Promise<AllergyStatus> {
  const row = await tx
    .selectFrom('core.patient')
    .select(['patient_id', 'allergy_status', 'allergy_asked_on', 'allergy_asked_by'])
    .where('tenant_id', '=', by.tenantId)
    .where('patient_id', '=', liveIdOf(by, patientId))
    .executeTakeFirst()
  if (!row) throw new NotFoundError('Patient')
  const answer = {
    status: row.allergy_status,
    askedOn: row.allergy_asked_on ?? undefined,
    askedBy: row.allergy_asked_by ?? undefined,
  }
  // Always with the list: an allergy that is there counts, whatever the answer beside it says.
  const merged = await tx
    .selectFrom('core.patient')
    .select('patient_id')
    .where('tenant_id', '=', by.tenantId)
    .where('merged_into', '=', row.patient_id)
    .execute()
  return allergyStatusOf(
    answer,
    await listAllergies(tx, by, [row.patient_id, ...merged.map(({ patient_id }) => patient_id)]),
  )
}

/** The sealed words about one allergy; undefined when there are none. */
export async function findAllergyNote(
  tx: Reader<PatientTables & EncryptionTables>,
  by: Sealing,
  allergyId: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('core.patient_allergy')
    .select(['patient_id', 'note'])
    .where('tenant_id', '=', by.tenantId)
    .where('allergy_id', '=', allergyId)
    .executeTakeFirst()
  if (!row?.note) return undefined
  const subject = { subjectId: row.patient_id, class: 'clinical-text' } as const
  return await openFor(tx, by, subject, { table: 'core.patient_allergy', column: 'note', rowId: allergyId }, row.note)
}

/** Weights and heights, newest first, those recorded in error included. */
export async function listMeasurements(
  tx: Tables,
  by: By,
  recordIds: readonly string[],
): Promise<PatientMeasurement[]> {
  const rows = await tx
    .selectFrom('core.patient_measurement')
    .select(columnsOf(patientDataMap, 'core.patient_measurement'))
    .where('tenant_id', '=', by.tenantId)
    .where('patient_id', '=', anyOf(recordIds))
    .orderBy('measured_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('measurement_id')
    .execute()
  return rows.map((row) => ({
    measurementId: row.measurement_id,
    patientId: row.patient_id,
    kind: row.kind,
    value: Number(row.value),
    measuredOn: row.measured_on,
    source: row.source,
    recordedBy: row.recorded_by,
    struckOut: row.struck_out_at !== null,
    version: row.version,
  }))
}

/** The people in a patient's life, as this reader may see them. */
export async function listRelatedPeople(
  tx: Tables,
  who: Reading,
  recordIds: readonly string[],
): Promise<RelatedPerson[]> {
  const rows = await relatedPeople(tx, who)
    .where('related.patient_id', '=', anyOf(recordIds))
    .orderBy('related.related_person_id')
    .execute()
  return rows.map((row) => relatedPersonFromRow(row as RelatedPersonRow, who))
}

export async function findRelatedPerson(
  tx: Tables,
  who: Reading,
  relatedPersonId: string,
): Promise<RelatedPerson | undefined> {
  if (!isUuid(relatedPersonId)) return undefined
  const row = await relatedPeople(tx, who).where('related.related_person_id', '=', relatedPersonId).executeTakeFirst()
  return row && relatedPersonFromRow(row as RelatedPersonRow, who)
}

export async function getRelatedPerson(tx: Tables, who: Reading, relatedPersonId: string): Promise<RelatedPerson> {
  const person = await findRelatedPerson(tx, who, relatedPersonId)
  if (!person) throw new NotFoundError('Related person')
  return person
}

/** Related people changed in a period, oldest first; `after` is the last one of the page before. At most 500. */
export async function listRelatedPeopleByUpdate(
  tx: Tables,
  who: Reading,
  period: {
    readonly from?: Date
    readonly before?: Date
    readonly after?: { updatedAt: Date; relatedPersonId: string }
  },
  limit: number,
): Promise<RelatedPerson[]> {
  const { from, before, after } = period
  let query = relatedPeople(tx, who)
  if (from) query = query.where('related.updated_at', '>=', from)
  if (before) query = query.where('related.updated_at', '<', before)
  if (after) {
    query = query.where(
      sql<boolean>`(related.updated_at, related.related_person_id) > (${after.updatedAt}::timestamptz, ${after.relatedPersonId}::uuid)`,
    )
  }
  const rows = await query
    .orderBy('related.updated_at')
    .orderBy('related.related_person_id')
    .limit(Math.min(limit, 500))
    .execute()
  return rows.map((row) => relatedPersonFromRow(row as RelatedPersonRow, who))
}

const relatedPeople = (tx: Tables, by: By) =>
  tx
    .selectFrom('core.patient_related_person as related')
    .innerJoin('core.patient as patient', (join) =>
      join.onRef('patient.tenant_id', '=', 'related.tenant_id').onRef('patient.patient_id', '=', 'related.patient_id'),
    )
    .select(columnsOf(patientDataMap, 'core.patient_related_person').map((name) => `related.${name}` as const))
    .select('patient.sensitive')
    .where('related.tenant_id', '=', by.tenantId)
    .where('patient.tenant_id', '=', by.tenantId)

/** The sealed words about what someone may be told. */
export async function findRelatedPersonNote(
  tx: Reader<PatientTables & EncryptionTables>,
  by: Sealing,
  relatedPersonId: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('core.patient_related_person')
    .select(['patient_id', 'note'])
    .where('tenant_id', '=', by.tenantId)
    .where('related_person_id', '=', relatedPersonId)
    .executeTakeFirst()
  if (!row?.note) return undefined
  const subject = { subjectId: row.patient_id, class: 'clinical-text' } as const
  const column = { table: 'core.patient_related_person', column: 'note', rowId: relatedPersonId }
  return await openFor(tx, by, subject, column, row.note)
}

/** How to get into the home. The caller's policy is `patient.home-access.view`: nothing else may read it. */
export async function findHomeAccess(
  tx: Reader<PatientTables & EncryptionTables>,
  by: Sealing,
  patientId: string,
): Promise<{ instructions: string; version: number; updatedAt: Date; updatedBy: string } | undefined> {
  const row = await tx
    .selectFrom('core.patient_home_access')
    .select(['instructions', 'version', 'updated_at', 'updated_by'])
    .where('tenant_id', '=', by.tenantId)
    .where('patient_id', '=', patientId)
    .executeTakeFirst()
  if (!row) return undefined
  const subject = { subjectId: patientId, class: 'home-access' } as const
  const column = { table: 'core.patient_home_access', column: 'instructions', rowId: patientId }
  const instructions = await openFor(tx, by, subject, column, row.instructions)
  if (instructions === undefined) return undefined
  return { instructions, version: row.version, updatedAt: row.updated_at, updatedBy: row.updated_by }
}
