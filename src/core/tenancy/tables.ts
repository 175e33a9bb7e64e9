import type { ColumnType, Generated } from 'kysely'
import type { DataMapOf } from '../database/data-map.ts'

export interface TenancyTables {
  'core.tenant': {
    tenant_id: string
    slug: string
    created_at: Generated<Date>
    closed_at: Date | null
  }
  'core.organisation': {
    tenant_id: string
    name: string
    ods_code: string | null
    kind: 'nhs-trust' | 'gp-practice' | 'homecare-company' | 'icb' | 'public-site'
    nation: Generated<'england' | 'wales' | 'scotland' | 'northern-ireland'>
    telephone: string | null
    address_lines: Generated<string[]>
    opening_hours: ColumnType<unknown, string | undefined, string>
    safety_contact: string | null
    settings: ColumnType<unknown, string | undefined, string>
    version: Generated<number>
    updated_at: Generated<Date>
  }
  'core.demonstration_story': {
    story: string
    built_at: Generated<Date>
  }
  'core.installation': {
    is_this: Generated<boolean>
    demonstration: boolean
    key_check: Buffer
    made_at: Generated<Date>
  }
}

export const tenancyDataMap: DataMapOf<TenancyTables> = {
  'core.tenant': {
    class: 'platform',
    retention: 'organisation-life',
    columns: { tenant_id: 'opaque', slug: 'administrative', created_at: 'technical', closed_at: 'technical' },
  },
  'core.organisation': {
    class: 'tenant',
    retention: 'organisation-life',
    columns: {
      tenant_id: 'opaque',
      name: 'administrative',
      ods_code: 'administrative',
      kind: 'administrative',
      nation: 'administrative',
      telephone: 'administrative',
      address_lines: 'administrative',
      opening_hours: 'administrative',
      safety_contact: 'administrative',
      settings: 'administrative',
      version: 'technical',
      updated_at: 'technical',
    },
  },
  'core.demonstration_story': {
    class: 'platform',
    retention: 'reference',
    columns: { story: 'administrative', built_at: 'technical' },
  },
  'core.installation': {
    class: 'platform',
    retention: 'reference',
    columns: { is_this: 'technical', demonstration: 'technical', key_check: 'credential', made_at: 'technical' },
  },
}
