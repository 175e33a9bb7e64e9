import type { Generated } from 'kysely'
import type { DataMapOf } from '../database/data-map.ts'

export interface EncryptionTables {
  'core.subject_key': {
    tenant_id: string
    subject_id: string
    class: string
    wrapped: Buffer
    created_at: Generated<Date>
  }
}

export const encryptionDataMap: DataMapOf<EncryptionTables> = {
  'core.subject_key': {
    class: 'tenant',
    retention: 'with-its-subject',
    columns: {
      tenant_id: 'opaque',
      subject_id: 'opaque',
      class: 'administrative',
      wrapped: 'credential',
      created_at: 'technical',
    },
  },
}
