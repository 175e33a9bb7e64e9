import type { DataMapOf } from '../../../core/database/data-map.ts'
import type { JsonColumn } from '../../../core/database/json-column.ts'
import type { StockSource } from '../supply-cover/stock.ts'

export interface StockTables {
  'homecare.missed_dose': {
    tenant_id: string
    missed_dose_id: string
    therapy_id: string
    patient_id: string
    due_on: string
    doses: number
    cause: string
    reported_by: 'patient' | 'staff' | 'company' | 'troth'
    actor_id: string
    note: Buffer | null
    recorded_at: Date
    withdrawn_at: Date | null
    withdrawn_by: string | null
  }
  'homecare.extra_use': {
    tenant_id: string
    extra_use_id: string
    therapy_id: string
    patient_id: string
    used_on: string
    units: number
    cause: string
    actor_id: string
    recorded_at: Date
    withdrawn_at: Date | null
    withdrawn_by: string | null
  }
  'homecare.stock_count': {
    tenant_id: string
    stock_count_id: string
    therapy_id: string
    patient_id: string
    unknown_why: 'never-counted' | 'disputed' | 'not-believed' | null
    counted_on: string | null
    doses_from: string | null
    lots: JsonColumn
    source: StockSource
    actor_id: string
    recorded_at: Date
    withdrawn_at: Date | null
    withdrawn_by: string | null
  }
}

export const stockDataMap: DataMapOf<StockTables> = {
  'homecare.missed_dose': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      missed_dose_id: 'opaque',
      therapy_id: 'opaque',
      patient_id: 'opaque',
      due_on: 'health',
      doses: 'health',
      cause: 'health',
      reported_by: 'health',
      actor_id: 'opaque',
      note: 'clinical-text',
      recorded_at: 'technical',
      withdrawn_at: 'technical',
      withdrawn_by: 'opaque',
    },
  },
  'homecare.extra_use': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      extra_use_id: 'opaque',
      therapy_id: 'opaque',
      patient_id: 'opaque',
      used_on: 'health',
      units: 'health',
      cause: 'health',
      actor_id: 'opaque',
      recorded_at: 'technical',
      withdrawn_at: 'technical',
      withdrawn_by: 'opaque',
    },
  },
  'homecare.stock_count': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      stock_count_id: 'opaque',
      therapy_id: 'opaque',
      patient_id: 'opaque',
      unknown_why: 'health',
      counted_on: 'health',
      doses_from: 'health',
      lots: 'health',
      source: 'health',
      actor_id: 'opaque',
      recorded_at: 'technical',
      withdrawn_at: 'technical',
      withdrawn_by: 'opaque',
    },
  },
}
