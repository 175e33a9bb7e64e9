import type { Generated } from 'kysely'
import type { DataMapOf } from '../../../core/database/data-map.ts'
import type { JsonColumn } from '../../../core/database/json-column.ts'
import type { DoseRoute } from './dose.ts'
import type { TherapyState } from './therapy.ts'

export interface TherapyTables {
  'homecare.therapy': {
    tenant_id: string
    therapy_id: string
    patient_id: string
    counterpart_tenant_id: string | null
    scheme_id: string | null
    vtm_id: string
    route: DoseRoute
    medicine: string
    is_biologic: boolean
    indication: string | null
    state: TherapyState
    state_since: Date
    review_on: string | null
    created_at: Date
    created_by: string
    version: Generated<number>
  }
  'homecare.dose_plan': {
    tenant_id: string
    plan_id: string
    therapy_id: string
    patient_id: string
    prescription_id: string | null
    dose: JsonColumn
    first_dose_on: string
    ends_on: string | null
    amount_per_unit: number
    unit_words: string
    is_shared: boolean
    made_at: Date
    made_by: string
    replaced_at: Date | null
  }
  'homecare.pause': {
    tenant_id: string
    pause_id: string
    therapy_id: string
    patient_id: string
    from_on: string
    until_on: string | null
    restart: 'same-days' | 'from-restart'
    review_on: string | null
    reason: Buffer | null
    made_at: Date
    made_by: string
    ended_at: Date | null
    ended_by: string | null
  }
}

export const therapyDataMap: DataMapOf<TherapyTables> = {
  'homecare.therapy': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      therapy_id: 'opaque',
      patient_id: 'opaque',
      counterpart_tenant_id: 'opaque',
      scheme_id: 'opaque',
      vtm_id: 'health',
      route: 'health',
      medicine: 'health',
      is_biologic: 'health',
      indication: 'health',
      state: 'health',
      state_since: 'technical',
      review_on: 'health',
      created_at: 'technical',
      created_by: 'opaque',
      version: 'technical',
    },
  },
  'homecare.dose_plan': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      plan_id: 'opaque',
      therapy_id: 'opaque',
      patient_id: 'opaque',
      prescription_id: 'opaque',
      dose: 'health',
      first_dose_on: 'health',
      ends_on: 'health',
      amount_per_unit: 'health',
      unit_words: 'health',
      is_shared: 'health',
      made_at: 'technical',
      made_by: 'opaque',
      replaced_at: 'technical',
    },
  },
  'homecare.pause': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      pause_id: 'opaque',
      therapy_id: 'opaque',
      patient_id: 'opaque',
      from_on: 'health',
      until_on: 'health',
      restart: 'health',
      review_on: 'health',
      reason: 'clinical-text',
      made_at: 'technical',
      made_by: 'opaque',
      ended_at: 'technical',
      ended_by: 'opaque',
    },
  },
}
