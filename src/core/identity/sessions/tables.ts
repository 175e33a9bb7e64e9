import type { Generated } from 'kysely'
import type { DataMapOf } from '../../database/data-map.ts'

export interface SessionTables {
  'core.session': {
    session_id: string
    token_hash: Buffer
    tenant_id: string
    account_id: string
    account_kind: 'staff' | 'patient'
    created_at: Date
    last_seen_at: Date
    ends_at: Date
    idle_seconds: number
    ended_at: Date | null
    confirmed_at: Date | null
  }
  'core.form_draft': {
    tenant_id: string
    account_id: string
    page_index: Buffer
    sealed: Buffer
    saved_at: Generated<Date>
  }
}

export const sessionDataMap: DataMapOf<SessionTables> = {
  'core.session': {
    class: 'platform',
    retention: 'session',
    columns: {
      session_id: 'opaque',
      token_hash: 'credential',
      tenant_id: 'opaque',
      account_id: 'opaque',
      account_kind: 'administrative',
      created_at: 'technical',
      last_seen_at: 'technical',
      ends_at: 'technical',
      idle_seconds: 'technical',
      ended_at: 'technical',
      confirmed_at: 'technical',
    },
  },
  'core.form_draft': {
    class: 'tenant',
    retention: 'session',
    columns: {
      tenant_id: 'opaque',
      account_id: 'opaque',
      page_index: 'opaque',
      sealed: 'draft',
      saved_at: 'technical',
    },
  },
}
