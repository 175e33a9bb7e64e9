import type { ColumnType, Generated } from 'kysely'
import type { DataMapOf } from '../database/data-map.ts'

/** The columns of pg-boss's own table that the dead-job page looks at. It is transport: what must be remembered is elsewhere. */
export interface QueueTables {
  'pgboss.job': {
    id: string
    name: string
    state: 'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed'
    data: ColumnType<Record<string, unknown>, never, never>
    retry_limit: number
    retry_count: number
    start_after: Date
    created_on: Date
    output: { message?: string } | null
    source_name: string | null
    source_created_on: Date | null
    source_retry_count: number | null
    source_output: { message?: string } | null
  }
}

export interface TimetableTables {
  'core.timetable': {
    name: string
    schedule: string
    since: Generated<Date>
    done_at: Date | null
    failed_at: Date | null
    problem: string | null
  }
}

export const timetableDataMap: DataMapOf<TimetableTables> = {
  'core.timetable': {
    class: 'platform',
    retention: 'reference',
    columns: {
      name: 'administrative',
      schedule: 'administrative',
      since: 'technical',
      done_at: 'technical',
      failed_at: 'technical',
      problem: 'technical',
    },
  },
}
