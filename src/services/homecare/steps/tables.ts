import type { Generated } from 'kysely'
import type { DataMapOf } from '../../../core/database/data-map.ts'
import type { HomecareRole } from '../therapies/homecare-role.ts'
import type { MachineName, StepSource } from './step.ts'

export interface StepTables {
  'homecare.step': {
    tenant_id: string
    step_id: string
    machine: MachineName
    thing_id: string
    patient_id: string
    event: string
    from_state: string
    to_state: string
    role: HomecareRole
    actor_id: string
    source: StepSource | null
    said_on: string | null
    reason: Buffer | null
    happened_at: Date
    recorded_at: Date
    xid: Generated<string>
  }
}

export const stepDataMap: DataMapOf<StepTables> = {
  'homecare.step': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      step_id: 'opaque',
      machine: 'technical',
      thing_id: 'opaque',
      patient_id: 'opaque',
      event: 'health',
      from_state: 'health',
      to_state: 'health',
      role: 'administrative',
      actor_id: 'opaque',
      source: 'administrative',
      said_on: 'health',
      reason: 'clinical-text',
      happened_at: 'health',
      recorded_at: 'technical',
      xid: 'technical',
    },
  },
}
