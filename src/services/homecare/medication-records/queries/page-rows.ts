import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { isUuid } from '../../../../core/values/uuid.ts'
import { type MedicationSearch, readPartId } from '../medication-search.ts'
import type { Place } from '../page-of-parts.ts'
import { MAY_LEAVE, type RecordTables } from './verified-prescription.ts'

type Sql = RawBuilder<unknown>

export interface RowInPage {
  readonly rowId: string
  readonly prescriptionId: string
  readonly since: string
}

/** Rows by time of change from the one at which a page ended, with whether there are more. Paper is not among them. */
export async function pageRows(
  tx: Reader<RecordTables>,
  { tenantId }: Pick<Context, 'tenantId'>,
  of: 'prescription' | 'delivery',
  search: MedicationSearch & { readonly states: readonly string[] },
  page: { readonly count: number; readonly after: Place | undefined },
): Promise<{ readonly rows: readonly RowInPage[]; readonly hasMore: boolean }> {
  const { ids = [], patientIds = [], updated = [], states } = search
  const id = sql.ref(`found.${of}_id`)
  const all: Sql[] = [
    sql`found.state = any(${states}::text[])`,
    of === 'delivery' ? sql`found.dispensed is not null` : sql`found.signed is not null`,
    ...ids.map(
      (any) => sql`${id} = any(${any.flatMap((each) => readPartId(each)?.rowId ?? []).filter(isUuid)}::uuid[])`,
    ),
    ...patientIds.map((any) => sql`found.patient_id in (${recordsOf(tenantId, any.filter(isUuid))})`),
    ...updated.map((any) => sql`(${sql.join(any.map(within), sql` or `)})`),
    ...(page.after === undefined
      ? []
      : [sql`(found.state_since, ${id}) >= (${page.after.since}::timestamptz, ${page.after.rowId}::uuid)`]),
  ]
  const limit = page.count + 1
  const { rows } = await sql<RowInPage>`
    select ${id}::text as "rowId", prescription.prescription_id::text as "prescriptionId", found.state_since::text as since
    from ${sql.table(`homecare.${of}`)} as found
    join homecare.prescription as prescription
      on prescription.tenant_id = found.tenant_id and prescription.prescription_id = found.prescription_id
    where found.tenant_id = ${tenantId} and prescription.schedule = any(${MAY_LEAVE}::text[])
      and ${sql.join(all, sql` and `)}
    order by found.state_since, ${id} limit ${limit}`.execute(tx)
  return { rows, hasMore: rows.length === limit }
}

/** Every record of the people whose ids were given, live or merged. */
const recordsOf = (tenantId: string, ids: readonly string[]): Sql => sql`
  with live as (
    select coalesce(merged_into, patient_id) as id from core.patient
    where tenant_id = ${tenantId} and patient_id = any(${ids}::uuid[]))
  select id from live
  union
  select patient_id from core.patient where tenant_id = ${tenantId} and merged_into in (select id from live)`

const within = ({ from, before }: { readonly from?: Date; readonly before?: Date }): Sql =>
  sql`(found.state_since >= ${from ?? new Date(0)} and found.state_since < ${before ?? new Date('9999-12-31')})`
