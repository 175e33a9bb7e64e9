import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../../context.ts'
import { columnsOf } from '../../database/columns-of.ts'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { isUuid } from '../../values/uuid.ts'
import type { Between } from '../record-search.ts'
import { relatedPersonFromRow, type RelatedPersonRow } from '../related-person-row.ts'
import type { RelatedPerson } from '../related-person.ts'
import { patientDataMap, type PatientTables } from '../tables.ts'
import type { Seer } from '../visibility.ts'

type By = Pick<Context, 'tenantId'> & Seer
type Sql = RawBuilder<unknown>

/** Every list must match, by any one of its values. A patient's list holds those of records merged into theirs. */
export interface RelatedPeopleSearch {
  readonly ids?: readonly (readonly string[])[] | undefined
  readonly patientIds?: readonly (readonly string[])[] | undefined
  readonly updated?: readonly (readonly Between<Date>[])[] | undefined
}

/** Someone with whether the patient's record is sensitive, for the policy. */
export interface RelatedPersonOfRecord {
  readonly person: RelatedPerson
  readonly sensitive: boolean
}

const COLUMNS = sql.join(
  columnsOf(patientDataMap, 'core.patient_related_person')
    .filter((column) => column !== 'patient_id')
    .map((column) => sql.ref(`related.${column}`)),
)

/** A page of related people by time of change, from the place where the last page ended. */
export async function searchRelatedPeople(
  tx: Reader<PatientTables>,
  by: By,
  search: RelatedPeopleSearch,
  page: { readonly count: number; readonly cursor?: string | undefined },
): Promise<{ found: readonly RelatedPersonOfRecord[]; next: string | undefined }> {
  const after = page.cursor === undefined ? undefined : (JSON.parse(page.cursor) as string[])
  const beyond = after
    ? sql`and (related.updated_at, related.related_person_id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : sql``
  const { rows } = await sql<RelatedPersonRow & { place: string[] }>`
    select ${COLUMNS}, coalesce(patient.merged_into, patient.patient_id) as patient_id, patient.sensitive,
      array[related.updated_at::text, related.related_person_id::text] as place
    from core.patient_related_person as related
    join core.patient as patient on patient.tenant_id = related.tenant_id and patient.patient_id = related.patient_id
    where related.tenant_id = ${by.tenantId} ${conditions(by, search)} ${beyond}
    order by related.updated_at, related.related_person_id limit ${page.count + 1}`.execute(tx)
  const shown = rows.slice(0, page.count)
  const last = shown.at(-1)
  return {
    found: shown.map((row) => ({ person: relatedPersonFromRow(row, by), sensitive: row.sensitive })),
    next: rows.length > page.count && last ? JSON.stringify(last.place) : undefined,
  }
}

export async function getRelatedPersonOfRecord(
  tx: Reader<PatientTables>,
  by: By,
  relatedPersonId: string,
): Promise<RelatedPersonOfRecord> {
  const { found } = await searchRelatedPeople(tx, by, { ids: [[relatedPersonId]] }, { count: 1 })
  if (!found[0]) throw new NotFoundError('Related person')
  return found[0]
}

function conditions(
  { tenantId }: Pick<By, 'tenantId'>,
  { ids = [], patientIds = [], updated = [] }: RelatedPeopleSearch,
): Sql {
  const all: Sql[] = [
    ...ids.map((any) => sql`related.related_person_id = any(${any.filter(isUuid)}::uuid[])`),
    ...patientIds.map((any) => sql`related.patient_id in (${recordsOf(tenantId, any.filter(isUuid))})`),
    ...updated.map((any) => sql`(${sql.join(any.map(within), sql` or `)})`),
  ]
  return sql.join(
    all.map((each) => sql`and ${each}`),
    sql` `,
  )
}

/** Every record of the people whose ids were given, live or merged: by ids, so that an index serves it however many there are. */
const recordsOf = (tenantId: string, ids: readonly string[]): Sql => sql`
  with live as (
    select coalesce(merged_into, patient_id) as id from core.patient
    where tenant_id = ${tenantId} and patient_id = any(${ids}::uuid[]))
  select id from live
  union
  select patient_id from core.patient where tenant_id = ${tenantId} and merged_into in (select id from live)`

const within = ({ from, before }: Between<Date>): Sql =>
  sql`(related.updated_at >= ${from ?? new Date(0)} and related.updated_at < ${before ?? new Date('9999-12-31')})`
