import type { Generated } from 'kysely'
import type { DataMapOf } from '../../../core/database/data-map.ts'
import type { MatterKind } from './matter.ts'

export interface MatterTables {
  'homecare.matter': {
    tenant_id: string
    matter_id: string
    kind: MatterKind
    patient_id: string
    enrolment_id: string | null
    therapy_id: string | null
    prescription_id: string | null
    delivery_id: string | null
    rule: string | null
    reason_code: string | null
    words: Buffer | null
    opened_at: Date
    opened_by: string
    outcome_code: string | null
    outcome: Buffer | null
    closed_at: Date | null
    closed_by: string | null
    version: Generated<number>
  }
}

export const matterDataMap: DataMapOf<MatterTables> = {
  'homecare.matter': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      matter_id: 'opaque',
      kind: 'health',
      patient_id: 'opaque',
      enrolment_id: 'opaque',
      therapy_id: 'opaque',
      prescription_id: 'opaque',
      delivery_id: 'opaque',
      rule: 'health',
      reason_code: 'health',
      words: 'clinical-text',
      opened_at: 'technical',
      opened_by: 'opaque',
      outcome_code: 'health',
      outcome: 'clinical-text',
      closed_at: 'technical',
      closed_by: 'opaque',
      version: 'technical',
    },
  },
}
