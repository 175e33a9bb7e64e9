import type { Generated } from 'kysely'
import type { DataMapOf } from '../../../core/database/data-map.ts'

export interface ExchangeTables {
  'homecare.message': {
    tenant_id: string
    message_id: string
    counterpart_tenant_id: string
    direction: 'sent' | 'received'
    about_id: string
    number: number
    patient_id: string | null
    kind: string
    event: string | null
    digest: string
    content: Buffer | null
    waits_for_id: string | null
    sent_at: Date
    received_at: Date | null
    settled_at: Date | null
    result: 'taken' | 'refused' | 'overtaken' | null
    refusals: Generated<string[]>
  }
}

export const exchangeDataMap: DataMapOf<ExchangeTables> = {
  'homecare.message': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      message_id: 'opaque',
      counterpart_tenant_id: 'opaque',
      direction: 'technical',
      about_id: 'opaque',
      number: 'technical',
      patient_id: 'opaque',
      kind: 'health',
      event: 'health',
      digest: 'technical',
      content: 'message-body',
      waits_for_id: 'opaque',
      sent_at: 'technical',
      received_at: 'technical',
      settled_at: 'technical',
      result: 'technical',
      refusals: 'technical',
    },
  },
}
