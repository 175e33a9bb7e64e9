import type { Generated } from 'kysely'
import type { DataMapOf } from '../../../core/database/data-map.ts'
import type { Nation } from '../../../core/values/bank-holidays.ts'

export interface CompanyTables {
  'homecare.company': {
    tenant_id: string
    company_id: string
    name: string
    recipient_tenant_id: string | null
    ods_code: string | null
    telephone: string | null
    email: string | null
    address_lines: string[]
    nation: Nation
    answer_days: Generated<number>
    added_at: Date
    added_by: string
    ended_at: Date | null
    version: Generated<number>
  }
}

export const companyDataMap: DataMapOf<CompanyTables> = {
  'homecare.company': {
    class: 'tenant',
    retention: 'organisation-life',
    columns: {
      tenant_id: 'opaque',
      company_id: 'opaque',
      name: 'administrative',
      recipient_tenant_id: 'opaque',
      ods_code: 'administrative',
      telephone: 'administrative',
      email: 'administrative',
      address_lines: 'administrative',
      nation: 'administrative',
      answer_days: 'administrative',
      added_at: 'technical',
      added_by: 'opaque',
      ended_at: 'technical',
      version: 'technical',
    },
  },
}
