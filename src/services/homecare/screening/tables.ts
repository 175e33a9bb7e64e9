import type { DataMapOf } from '../../../core/database/data-map.ts'
import type { ScreeningResult } from './screening.ts'

export interface ScreeningTables {
  'homecare.screening': {
    tenant_id: string
    screening_id: string
    prescription_id: string
    patient_id: string
    result: ScreeningResult
    found: string[]
    overridden: string[]
    screened_at: Date
    screened_by: string
  }
}

export const screeningDataMap: DataMapOf<ScreeningTables> = {
  'homecare.screening': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      screening_id: 'opaque',
      prescription_id: 'opaque',
      patient_id: 'opaque',
      result: 'health',
      found: 'health',
      overridden: 'health',
      screened_at: 'technical',
      screened_by: 'opaque',
    },
  },
}
