import type { Generated } from 'kysely'
import type { CoreTables } from '../command.ts'
import type { DataMapOf } from '../database/data-map.ts'
import type { AccountTables } from '../identity/accounts/tables.ts'
import type { NotificationTables } from '../notifications/tables.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import type { EscalationTarget } from './escalation.ts'
import type { Priority } from './priority.ts'
import type { TaskEventKind } from './task.ts'

export interface TaskTables {
  'core.team': {
    tenant_id: string
    team_id: string
    name: string
    role: string | null
    created_at: Date
    closed_at: Date | null
    version: Generated<number>
  }
  'core.team_member': {
    tenant_id: string
    team_id: string
    account_id: string
    is_lead: boolean
    added_at: Date
  }
  'core.absence': {
    tenant_id: string
    absence_id: string
    account_id: string
    from_on: string
    until_on: string
    covered_by: string | null
    recorded_by: string
    recorded_at: Date
    cancelled_at: Date | null
    version: Generated<number>
  }
  'core.task': {
    tenant_id: string
    task_id: string
    reason: string
    priority: Priority
    patient_id: string | null
    entity_type: string | null
    entity_id: string | null
    note: Buffer | null
    created_at: Date
    due_at: Date
    owner_account_id: string | null
    team_id: string | null
    accepted_at: Date | null
    escalation_step: number
    next_escalation_at: Date | null
    escalated_to: EscalationTarget | null
    escalated_to_team_id: string | null
    closed_at: Date | null
    outcome: string | null
    key: string | null
    version: number
  }
  'core.task_event': {
    tenant_id: string
    event_id: string
    task_id: string
    sequence: number
    kind: TaskEventKind
    at: Date
    actor_kind: 'staff' | 'patient' | 'api-client' | 'system' | 'public'
    actor_id: string
    priority: Priority | null
    due_at: Date | null
    owner_account_id: string | null
    team_id: string | null
    instead_of: string | null
    escalated_to: EscalationTarget | null
    escalated_to_team_id: string | null
    next_escalation_at: Date | null
    outcome: string | null
    note: Buffer | null
  }
}

/** What making and moving a task touches. */
export type TaskWriting = TaskTables & NotificationTables & AccountTables & TenancyTables & CoreTables

export const taskDataMap: DataMapOf<TaskTables> = {
  'core.team': {
    class: 'tenant',
    retention: 'organisation-life',
    columns: {
      tenant_id: 'opaque',
      team_id: 'opaque',
      name: 'administrative',
      role: 'administrative',
      created_at: 'technical',
      closed_at: 'technical',
      version: 'technical',
    },
  },
  'core.team_member': {
    class: 'tenant',
    retention: 'staff-record',
    columns: { tenant_id: 'opaque', team_id: 'opaque', account_id: 'opaque', is_lead: 'staff', added_at: 'technical' },
  },
  'core.absence': {
    class: 'tenant',
    retention: 'staff-record',
    columns: {
      tenant_id: 'opaque',
      absence_id: 'opaque',
      account_id: 'opaque',
      from_on: 'staff',
      until_on: 'staff',
      covered_by: 'staff',
      recorded_by: 'opaque',
      recorded_at: 'technical',
      cancelled_at: 'technical',
      version: 'technical',
    },
  },
  'core.task': {
    class: 'tenant',
    retention: 'task-record',
    columns: {
      tenant_id: 'opaque',
      task_id: 'opaque',
      reason: 'health',
      priority: 'administrative',
      patient_id: 'opaque',
      entity_type: 'administrative',
      entity_id: 'opaque',
      note: 'clinical-text',
      created_at: 'technical',
      due_at: 'administrative',
      owner_account_id: 'staff',
      team_id: 'administrative',
      accepted_at: 'technical',
      escalation_step: 'technical',
      next_escalation_at: 'technical',
      escalated_to: 'administrative',
      escalated_to_team_id: 'administrative',
      closed_at: 'technical',
      outcome: 'health',
      key: 'opaque',
      version: 'technical',
    },
  },
  'core.task_event': {
    class: 'tenant',
    retention: 'task-record',
    columns: {
      tenant_id: 'opaque',
      event_id: 'opaque',
      task_id: 'opaque',
      sequence: 'technical',
      kind: 'administrative',
      at: 'technical',
      actor_kind: 'administrative',
      actor_id: 'opaque',
      priority: 'administrative',
      due_at: 'administrative',
      owner_account_id: 'staff',
      team_id: 'administrative',
      instead_of: 'staff',
      escalated_to: 'administrative',
      escalated_to_team_id: 'administrative',
      next_escalation_at: 'technical',
      outcome: 'health',
      note: 'clinical-text',
    },
  },
}
