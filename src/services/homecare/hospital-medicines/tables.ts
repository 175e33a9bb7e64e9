import type { Generated } from 'kysely'
import type { DataMapOf } from '../../../core/database/data-map.ts'

export interface HospitalMedicineTables {
  'homecare.hospital_medicine': {
    tenant_id: string
    therapy_id: string
    counterpart_tenant_id: string
    patient_id: string
    medicine: string
    hospital: string
    hospital_telephone: string | null
    started_on: string
    stopped_on: string | null
    told_at: Date
    entered_at: Date | null
    entered_by: string | null
    version: Generated<number>
  }
}

export const hospitalMedicineDataMap: DataMapOf<HospitalMedicineTables> = {
  'homecare.hospital_medicine': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      therapy_id: 'opaque',
      counterpart_tenant_id: 'opaque',
      patient_id: 'opaque',
      medicine: 'health',
      hospital: 'administrative',
      hospital_telephone: 'administrative',
      started_on: 'health',
      stopped_on: 'health',
      told_at: 'technical',
      entered_at: 'technical',
      entered_by: 'opaque',
      version: 'technical',
    },
  },
}
