import type { Generated } from 'kysely'
import type { DataMapOf } from '../../../core/database/data-map.ts'
import type { PrescriptionClass } from './classify.ts'
import type { PrescriptionState } from './prescription-state.ts'

export interface PrescriptionTables {
  'homecare.prescription': {
    tenant_id: string
    prescription_id: string
    patient_id: string
    therapy_id: string
    enrolment_id: string
    counterpart_tenant_id: string | null
    replaces_id: string | null
    state: PrescriptionState
    state_since: Date
    prescriber_id: string
    screener_id: string | null
    ordered_by: string | null
    paid_by: string | null
    class: PrescriptionClass | null
    schedule: '1' | '2' | '3' | '4' | '5' | 'none' | 'not-stated'
    left_by: 'electronic' | 'eps' | 'ink' | null
    content: Buffer | null
    digest: string | null
    screened_digest: string | null
    signed: Buffer | null
    signed_digest: string | null
    signed_on: string | null
    signed_units: number | null
    extra_units: Generated<number>
    brand_ids: string[]
    generic_ids: string[]
    deliveries: number | null
    interval_every: number | null
    interval_unit: 'week' | 'month' | null
    first_dose_on: string | null
    not_before: string | null
    last_day: string | null
    order_reference: string | null
    notes: Buffer | null
    answer_by: Date | null
    acknowledged_digest: string | null
    created_at: Date
    created_by: string
    version: Generated<number>
  }
}

export const prescriptionDataMap: DataMapOf<PrescriptionTables> = {
  'homecare.prescription': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      prescription_id: 'opaque',
      patient_id: 'opaque',
      therapy_id: 'opaque',
      enrolment_id: 'opaque',
      counterpart_tenant_id: 'opaque',
      replaces_id: 'opaque',
      state: 'health',
      state_since: 'technical',
      prescriber_id: 'opaque',
      screener_id: 'opaque',
      ordered_by: 'opaque',
      paid_by: 'opaque',
      class: 'health',
      schedule: 'health',
      left_by: 'health',
      content: 'clinical-text',
      digest: 'technical',
      screened_digest: 'technical',
      signed: 'clinical-text',
      signed_digest: 'technical',
      signed_on: 'health',
      signed_units: 'health',
      extra_units: 'health',
      brand_ids: 'health',
      generic_ids: 'health',
      deliveries: 'health',
      interval_every: 'health',
      interval_unit: 'health',
      first_dose_on: 'health',
      not_before: 'health',
      last_day: 'health',
      order_reference: 'administrative',
      notes: 'clinical-text',
      answer_by: 'technical',
      acknowledged_digest: 'technical',
      created_at: 'technical',
      created_by: 'opaque',
      version: 'technical',
    },
  },
}
