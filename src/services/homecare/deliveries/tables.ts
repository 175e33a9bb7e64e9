import type { Generated } from 'kysely'
import type { DataMapOf } from '../../../core/database/data-map.ts'
import type { JsonColumn } from '../../../core/database/json-column.ts'
import type { DeliveryState } from './delivery.ts'

export interface DeliveryTables {
  'homecare.delivery': {
    tenant_id: string
    delivery_id: string
    prescription_id: string
    therapy_id: string
    patient_id: string
    counterpart_tenant_id: string | null
    number: number
    state: DeliveryState
    state_since: Date
    lines: JsonColumn
    units: number
    planned_on: string
    deliver_by: string | null
    booked_on: string | null
    booked_slot: string | null
    booking: JsonColumn | null
    dispensed_at: Date | null
    dispensed_by: string | null
    dispensed: JsonColumn | null
    delivered_on: string | null
    proof: JsonColumn | null
    failure: JsonColumn | null
    is_never_booked: Generated<boolean>
    created_at: Date
    version: Generated<number>
  }
}

export const deliveryDataMap: DataMapOf<DeliveryTables> = {
  'homecare.delivery': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      delivery_id: 'opaque',
      prescription_id: 'opaque',
      therapy_id: 'opaque',
      patient_id: 'opaque',
      counterpart_tenant_id: 'opaque',
      number: 'health',
      state: 'health',
      state_since: 'technical',
      lines: 'health',
      units: 'health',
      planned_on: 'health',
      deliver_by: 'health',
      booked_on: 'contact',
      booked_slot: 'contact',
      booking: 'contact',
      dispensed_at: 'health',
      dispensed_by: 'opaque',
      dispensed: 'health',
      delivered_on: 'health',
      proof: 'contact',
      failure: 'health',
      is_never_booked: 'health',
      created_at: 'technical',
      version: 'technical',
    },
  },
}
