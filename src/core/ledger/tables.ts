import type { Generated } from 'kysely'
import type { DataMapOf } from '../database/data-map.ts'

export interface LedgerTables {
  'core.audit_log': {
    tenant_id: string
    origin: string
    public_key: Buffer
    sealed_key: Buffer
    size: Generated<number>
    edge: Generated<Buffer>
    last_xid: Generated<string>
    last_event: Generated<string>
    created_at: Date
  }
  'core.audit_leaf': {
    tenant_id: string
    position: number
    event_id: string
    recorded_at: Date
    hash: Buffer
  }
  'core.audit_subtree': {
    tenant_id: string
    level: number
    position: number
    hash: Buffer
  }
  'core.audit_checkpoint': {
    tenant_id: string
    size: number
    root: Buffer
    signed_at: Date
    note: string
  }
}

export const ledgerDataMap: DataMapOf<LedgerTables> = {
  'core.audit_log': {
    class: 'tenant',
    retention: 'audit-trail',
    columns: {
      tenant_id: 'opaque',
      origin: 'administrative',
      public_key: 'administrative',
      sealed_key: 'credential',
      size: 'technical',
      edge: 'opaque',
      last_xid: 'technical',
      last_event: 'opaque',
      created_at: 'technical',
    },
  },
  'core.audit_leaf': {
    class: 'tenant',
    retention: 'audit-trail',
    columns: {
      tenant_id: 'opaque',
      position: 'technical',
      event_id: 'opaque',
      recorded_at: 'technical',
      hash: 'opaque',
    },
  },
  'core.audit_subtree': {
    class: 'tenant',
    retention: 'audit-trail',
    columns: { tenant_id: 'opaque', level: 'technical', position: 'technical', hash: 'opaque' },
  },
  'core.audit_checkpoint': {
    class: 'tenant',
    retention: 'audit-trail',
    columns: { tenant_id: 'opaque', size: 'technical', root: 'opaque', signed_at: 'technical', note: 'administrative' },
  },
}
