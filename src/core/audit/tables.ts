import type { ColumnType, Generated } from 'kysely'
import type { DataMapOf } from '../database/data-map.ts'

export interface AuditTables {
  'core.audit_event': {
    tenant_id: string
    event_id: string
    recorded_at: Generated<Date>
    actor_kind: 'staff' | 'patient' | 'api-client' | 'system' | 'public'
    actor_id: string
    actor_roles: string[]
    purpose: string
    action: string
    outcome: 'done' | 'viewed' | 'refused' | 'failed'
    entity_type: string | null
    entity_id: string | null
    subject_count: Generated<number>
    commitment: Buffer | null
    request_id: string | null
    session_id: string | null
    xid: ColumnType<string, never, never>
  }
  'core.audit_subject': {
    tenant_id: string
    subject_id: string
    recorded_at: Generated<Date>
    event_id: string
  }
  'core.audit_payload': {
    tenant_id: string
    event_id: string
    subject_id: string
    sealed: Buffer
  }
}

export const auditDataMap: DataMapOf<AuditTables> = {
  'core.audit_event': {
    class: 'tenant',
    retention: 'audit-trail',
    columns: {
      tenant_id: 'opaque',
      event_id: 'opaque',
      recorded_at: 'technical',
      actor_kind: 'administrative',
      actor_id: 'opaque',
      actor_roles: 'administrative',
      purpose: 'administrative',
      action: 'administrative',
      outcome: 'administrative',
      entity_type: 'administrative',
      entity_id: 'opaque',
      subject_count: 'technical',
      commitment: 'opaque',
      request_id: 'opaque',
      session_id: 'opaque',
      xid: 'technical',
    },
  },
  'core.audit_subject': {
    class: 'tenant',
    retention: 'audit-trail',
    columns: { tenant_id: 'opaque', subject_id: 'opaque', recorded_at: 'technical', event_id: 'opaque' },
  },
  'core.audit_payload': {
    class: 'tenant',
    retention: 'audit-trail',
    columns: { tenant_id: 'opaque', event_id: 'opaque', subject_id: 'opaque', sealed: 'audit-payload' },
  },
}
