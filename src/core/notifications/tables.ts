import type { Generated } from 'kysely'
import type { DataMapOf } from '../database/data-map.ts'
import type { EmailState } from './email.ts'

export interface NotificationTables {
  'core.notification': {
    tenant_id: string
    notification_id: string
    account_id: string
    kind: string
    task_id: string | null
    created_at: Date
    read_at: Date | null
  }
  'core.notification_preference': {
    tenant_id: string
    account_id: string
    email_urgent: Generated<boolean>
    email_assigned: Generated<boolean>
    quiet_from: string | null
    quiet_until: string | null
    version: Generated<number>
  }
  'core.outgoing_email': {
    tenant_id: string
    email_id: string
    account_id: string | null
    subject_id: string
    template: string
    sealed: Buffer | null
    state: EmailState
    attempts: Generated<number>
    queued_at: Date
    not_before: Date | null
    attempted_at: Date | null
    settled_at: Date | null
    problem: string | null
    waiting_key: string | null
  }
}

export const notificationDataMap: DataMapOf<NotificationTables> = {
  'core.notification': {
    class: 'tenant',
    retention: 'task-record',
    columns: {
      tenant_id: 'opaque',
      notification_id: 'opaque',
      account_id: 'opaque',
      kind: 'administrative',
      task_id: 'opaque',
      created_at: 'technical',
      read_at: 'staff',
    },
  },
  'core.notification_preference': {
    class: 'tenant',
    retention: 'staff-record',
    columns: {
      tenant_id: 'opaque',
      account_id: 'opaque',
      email_urgent: 'staff',
      email_assigned: 'staff',
      quiet_from: 'staff',
      quiet_until: 'staff',
      version: 'technical',
    },
  },
  'core.outgoing_email': {
    class: 'tenant',
    retention: 'security-log',
    columns: {
      tenant_id: 'opaque',
      email_id: 'opaque',
      account_id: 'opaque',
      subject_id: 'opaque',
      template: 'administrative',
      sealed: 'message-body',
      state: 'administrative',
      attempts: 'technical',
      queued_at: 'technical',
      not_before: 'technical',
      attempted_at: 'technical',
      settled_at: 'technical',
      problem: 'technical',
      waiting_key: 'opaque',
    },
  },
}
