import type { Generated } from 'kysely'
import type { DataMapOf } from '../../../core/database/data-map.ts'

export interface MatchingTables {
  'homecare.unmatched': {
    tenant_id: string
    message_id: string
    counterpart_tenant_id: string
    counterpart_name: string
    about_id: string
    number: number
    kind: string
    content: Buffer
    candidates: Generated<string[]>
    sent_at: Date
    received_at: Date
    settled_at: Date | null
    settled_by: string | null
    patient_id: string | null
    version: Generated<number>
  }
}

export const matchingDataMap: DataMapOf<MatchingTables> = {
  'homecare.unmatched': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      message_id: 'opaque',
      counterpart_tenant_id: 'opaque',
      counterpart_name: 'administrative',
      about_id: 'opaque',
      number: 'technical',
      kind: 'health',
      content: 'message-body',
      candidates: 'opaque',
      sent_at: 'technical',
      received_at: 'technical',
      settled_at: 'technical',
      settled_by: 'opaque',
      patient_id: 'opaque',
      version: 'technical',
    },
  },
}
