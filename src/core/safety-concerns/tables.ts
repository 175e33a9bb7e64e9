import type { DataMapOf } from '../database/data-map.ts'
import type { TaskWriting } from '../tasks/tables.ts'
import type { ReporterKind } from './safety-concern.ts'

export interface SafetyConcernTables {
  'core.safety_concern': {
    tenant_id: string
    concern_id: string
    reference: string
    reported_at: Date
    reporter_kind: ReporterKind
    reporter_id: string | null
    patient_id: string | null
    sealed: Buffer
    task_id: string
  }
}

/** What reporting a concern touches. */
export type ConcernWork = SafetyConcernTables & TaskWriting

export const safetyConcernDataMap: DataMapOf<SafetyConcernTables> = {
  'core.safety_concern': {
    class: 'tenant',
    retention: 'task-record',
    columns: {
      tenant_id: 'opaque',
      concern_id: 'opaque',
      reference: 'opaque',
      reported_at: 'technical',
      reporter_kind: 'administrative',
      reporter_id: 'opaque',
      patient_id: 'opaque',
      sealed: 'clinical-text',
      task_id: 'opaque',
    },
  },
}
