import type { DataMapOf } from '../../../core/database/data-map.ts'
import type { JsonColumn } from '../../../core/database/json-column.ts'

export interface SigningTables {
  'homecare.counterpart_authority': {
    tenant_id: string
    counterpart_tenant_id: string
    fingerprint: string
    withdrawals: JsonColumn | null
    stated_at: Date
  }
}

export const signingDataMap: DataMapOf<SigningTables> = {
  'homecare.counterpart_authority': {
    class: 'tenant',
    retention: 'organisation-life',
    columns: {
      tenant_id: 'opaque',
      counterpart_tenant_id: 'opaque',
      fingerprint: 'technical',
      withdrawals: 'technical',
      stated_at: 'technical',
    },
  },
}
