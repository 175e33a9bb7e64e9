import type { ColumnType, Generated } from 'kysely'
import type { DataMapOf } from '../database/data-map.ts'
import type { FieldCounts, ImportFormat, ImportMode, ImportState } from './import-run.ts'

export interface ImportTables {
  'core.import_run': {
    tenant_id: string
    run_id: string
    kind: string
    mode: ImportMode
    format: ImportFormat
    file_hash: Buffer
    settings_hash: Buffer
    file_bytes: number
    state: Generated<ImportState>
    failure: string | null
    position: Generated<number>
    added: Generated<number>
    changed: Generated<number>
    unchanged: Generated<number>
    refused: Generated<number>
    held: Generated<number>
    changed_fields: ColumnType<FieldCounts, string | undefined, string>
    started_by: string
    started_at: Date
    updated_at: Date
  }
  'core.import_problem': {
    tenant_id: string
    run_id: string
    line: number
    number: number
    kind: 'refused' | 'held'
    column_name: string
    reason: string
    subject_id: string | null
  }
}

export const importDataMap: DataMapOf<ImportTables> = {
  'core.import_run': {
    class: 'tenant',
    retention: 'audit-trail',
    columns: {
      tenant_id: 'opaque',
      run_id: 'opaque',
      kind: 'administrative',
      mode: 'administrative',
      format: 'administrative',
      file_hash: 'opaque',
      settings_hash: 'opaque',
      file_bytes: 'technical',
      state: 'administrative',
      failure: 'administrative',
      position: 'technical',
      added: 'technical',
      changed: 'technical',
      unchanged: 'technical',
      refused: 'technical',
      held: 'technical',
      changed_fields: 'administrative',
      started_by: 'opaque',
      started_at: 'technical',
      updated_at: 'technical',
    },
  },
  'core.import_problem': {
    class: 'tenant',
    retention: 'audit-trail',
    columns: {
      tenant_id: 'opaque',
      run_id: 'opaque',
      line: 'technical',
      number: 'technical',
      kind: 'administrative',
      column_name: 'administrative',
      reason: 'administrative',
      subject_id: 'opaque',
    },
  },
}
