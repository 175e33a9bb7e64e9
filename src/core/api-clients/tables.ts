import type { DataMapOf } from '../database/data-map.ts'
import type { ApiPurpose, ApiRight, ApiScope } from './api-client.ts'

export interface ApiClientTables {
  'core.api_client': {
    tenant_id: string
    client_id: string
    name: string
    purpose: ApiPurpose
    scopes: ApiScope[]
    rights: ApiRight[]
    created_by: string
    created_at: Date
    expires_at: Date
    revoked_by: string | null
    revoked_at: Date | null
  }
  'core.api_client_token': {
    token_hash: Buffer
    tenant_id: string
    client_id: string
    expires_at: Date
    revoked_at: Date | null
  }
}

export const apiClientDataMap: DataMapOf<ApiClientTables> = {
  'core.api_client': {
    class: 'tenant',
    retention: 'organisation-life',
    columns: {
      tenant_id: 'opaque',
      client_id: 'opaque',
      name: 'administrative',
      purpose: 'administrative',
      scopes: 'administrative',
      rights: 'administrative',
      created_by: 'opaque',
      created_at: 'technical',
      expires_at: 'technical',
      revoked_by: 'opaque',
      revoked_at: 'technical',
    },
  },
  'core.api_client_token': {
    class: 'platform',
    retention: 'organisation-life',
    columns: {
      token_hash: 'credential',
      tenant_id: 'opaque',
      client_id: 'opaque',
      expires_at: 'technical',
      revoked_at: 'technical',
    },
  },
}
