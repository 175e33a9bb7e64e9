import type { Generated } from 'kysely'
import type { DataMapOf } from '../../../core/database/data-map.ts'
import type { JsonColumn } from '../../../core/database/json-column.ts'

export interface SchemeTables {
  'homecare.scheme': {
    tenant_id: string
    scheme_id: string
    vtm_id: string
    name: string
    live_number: number | null
    made_at: Date
    made_by: string
    closed_at: Date | null
    version: Generated<number>
  }
  'homecare.scheme_version': {
    tenant_id: string
    scheme_id: string
    number: number
    content: JsonColumn
    proposed_at: Date
    proposed_by: string
    approved_at: Date | null
    approved_by: string | null
    returned_at: Date | null
    returned_by: string | null
    return_reason: string | null
    sign_off: JsonColumn | null
  }
}

export const schemeDataMap: DataMapOf<SchemeTables> = {
  'homecare.scheme': {
    class: 'tenant',
    retention: 'organisation-life',
    columns: {
      tenant_id: 'opaque',
      scheme_id: 'opaque',
      vtm_id: 'administrative',
      name: 'administrative',
      live_number: 'administrative',
      made_at: 'technical',
      made_by: 'opaque',
      closed_at: 'technical',
      version: 'technical',
    },
  },
  'homecare.scheme_version': {
    class: 'tenant',
    retention: 'organisation-life',
    columns: {
      tenant_id: 'opaque',
      scheme_id: 'opaque',
      number: 'administrative',
      content: 'administrative',
      proposed_at: 'technical',
      proposed_by: 'opaque',
      approved_at: 'technical',
      approved_by: 'opaque',
      returned_at: 'technical',
      returned_by: 'opaque',
      return_reason: 'administrative',
      sign_off: 'staff',
    },
  },
}
