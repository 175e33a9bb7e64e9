import type { DataMapOf } from '../../../core/database/data-map.ts'
import type { SheetProblem } from './sheet-state.ts'

export interface SheetTables {
  'homecare.run_out_sheet': {
    tenant_id: string
    for_on: string
    tried_at: Date
    written_at: Date | null
    digest: string | null
    rows: number
    failure: SheetProblem | null
  }
}

export const sheetDataMap: DataMapOf<SheetTables> = {
  'homecare.run_out_sheet': {
    class: 'tenant',
    retention: 'security-log',
    columns: {
      tenant_id: 'opaque',
      for_on: 'technical',
      tried_at: 'technical',
      written_at: 'technical',
      digest: 'technical',
      rows: 'technical',
      failure: 'technical',
    },
  },
}
