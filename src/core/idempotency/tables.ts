import type { ColumnType, Generated } from 'kysely'
import type { DataMapOf } from '../database/data-map.ts'

export interface IdempotencyTables {
  'core.idempotency_key': {
    tenant_id: string
    scope: string
    key: string
    request_hash: Buffer
    answer: ColumnType<unknown, string | null, string | null>
    recorded_at: Generated<Date>
  }
}

export const idempotencyDataMap: DataMapOf<IdempotencyTables> = {
  'core.idempotency_key': {
    class: 'tenant',
    retention: 'one-week',
    columns: {
      tenant_id: 'opaque',
      scope: 'administrative',
      key: 'opaque',
      request_hash: 'opaque',
      answer: 'opaque',
      recorded_at: 'technical',
    },
  },
}
