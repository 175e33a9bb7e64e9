import { sql, type RawBuilder } from 'kysely'
import type { CivilDate } from '../../values/civil-date.ts'
import { namePrefixRange } from '../../values/name-search.ts'

type Sql = RawBuilder<unknown>

/**
 * Whoever was born between two days and has a family name key that begins so, as `key` and `patient_id`: one probe of the
 * index for each day, however many people share the name. The days and keys are compared as rows, and behind an offset:
 * taken apart, the planner reads everyone of the name once, or once for each day.
 */
export function bornEachDay(
  tenantId: string,
  born: { readonly from: CivilDate; readonly to: CivilDate },
  prefix: string,
  among: Sql,
): Sql {
  const { from, before } = namePrefixRange(prefix)
  return sql`select born.key, born.patient_id
    from generate_series(0, ${born.to}::date - ${born.from}::date) as later
    cross join lateral (
      select key, patient_id from core.patient_search_key
      where tenant_id = ${tenantId} and kind = 'family'
        and (birth_date, key) >= (${born.from}::date + later, ${from})
        and (birth_date, key) < (${born.from}::date + later, ${before}) ${among} offset 0
    ) as born`
}
