import type { Generated } from 'kysely'
import type { DataMapOf } from '../../../core/database/data-map.ts'
import type { JsonColumn } from '../../../core/database/json-column.ts'
import type { EnrolmentState } from './enrolment.ts'

export interface EnrolmentTables {
  'homecare.enrolment': {
    tenant_id: string
    enrolment_id: string
    patient_id: string
    counterpart_tenant_id: string | null
    scheme_id: string | null
    company_id: string | null
    vtm_id: string
    medicine: string
    state: EnrolmentState
    state_since: Date
    owner_account_id: string | null
    owner_team_id: string | null
    account_reference: string | null
    answer_by: Date | null
    review_on: string | null
    details: JsonColumn
    delivery_address: JsonColumn | null
    note: Buffer | null
    said: Buffer | null
    created_at: Date
    created_by: string
    version: Generated<number>
  }
}

export const enrolmentDataMap: DataMapOf<EnrolmentTables> = {
  'homecare.enrolment': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      enrolment_id: 'opaque',
      patient_id: 'opaque',
      counterpart_tenant_id: 'opaque',
      scheme_id: 'opaque',
      company_id: 'opaque',
      vtm_id: 'health',
      medicine: 'health',
      state: 'health',
      state_since: 'technical',
      owner_account_id: 'opaque',
      owner_team_id: 'opaque',
      account_reference: 'identifier',
      answer_by: 'technical',
      review_on: 'health',
      details: 'health',
      delivery_address: 'contact',
      note: 'clinical-text',
      said: 'message-body',
      created_at: 'technical',
      created_by: 'opaque',
      version: 'technical',
    },
  },
}
