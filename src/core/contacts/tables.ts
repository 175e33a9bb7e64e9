import type { CoreTables } from '../command.ts'
import type { DataMapOf } from '../database/data-map.ts'
import type { AccountTables } from '../identity/accounts/tables.ts'
import type { PatientTables } from '../patients/tables.ts'
import type { Channel, Direction, WithWhom } from './contact.ts'

export interface ContactTables {
  'core.contact': {
    tenant_id: string
    contact_id: string
    patient_id: string
    direction: Direction
    channel: Channel
    with_whom: WithWhom
    related_person_id: string | null
    outcome: string
    happened_at: Date
    recorded_at: Date
    recorded_by: string
    sealed: Buffer
    follow_up_task_id: string | null
  }
  'core.contact_mistake': {
    tenant_id: string
    contact_id: string
    sealed: Buffer
    recorded_at: Date
    recorded_by: string
  }
}

/** What reading and writing contacts touches. */
export type ContactWork = ContactTables & PatientTables & AccountTables & CoreTables

export const contactDataMap: DataMapOf<ContactTables> = {
  'core.contact': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      contact_id: 'opaque',
      patient_id: 'opaque',
      direction: 'health',
      channel: 'health',
      with_whom: 'health',
      related_person_id: 'opaque',
      outcome: 'health',
      happened_at: 'health',
      recorded_at: 'technical',
      recorded_by: 'opaque',
      sealed: 'clinical-text',
      follow_up_task_id: 'opaque',
    },
  },
  'core.contact_mistake': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      contact_id: 'opaque',
      sealed: 'clinical-text',
      recorded_at: 'technical',
      recorded_by: 'opaque',
    },
  },
}
