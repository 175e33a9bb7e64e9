import type { Generated } from 'kysely'
import type { DataMapOf } from '../../database/data-map.ts'
import type { IdentityTables } from '../accounts/tables.ts'
import type { WithdrawalReason } from './signature.ts'

export interface OwnSignatureTables {
  'core.signing_authority': {
    tenant_id: string
    authority_id: string
    certificate: string
    sealed_key: Buffer
    valid_from: Date
    valid_until: Date
    created_at: Date
    created_by: string
    replaced_at: Date | null
  }
  'core.signing_key': {
    tenant_id: string
    key_id: string
    account_id: string
    authority_id: string
    serial: string
    registration: string
    certificate: string
    /** Null once the key is withdrawn. */
    sealed_key: Buffer | null
    valid_from: Date
    valid_until: Date
    created_at: Date
    withdrawn_at: Date | null
    withdrawn_by: string | null
    withdrawn_reason: WithdrawalReason | null
    version: Generated<number>
  }
}

/** What signing touches: keys, and the accounts of those who hold them. */
export type SignatureTables = OwnSignatureTables & IdentityTables

export const signatureDataMap: DataMapOf<OwnSignatureTables> = {
  'core.signing_authority': {
    class: 'tenant',
    retention: 'organisation-life',
    columns: {
      tenant_id: 'opaque',
      authority_id: 'opaque',
      certificate: 'administrative',
      sealed_key: 'credential',
      valid_from: 'technical',
      valid_until: 'technical',
      created_at: 'technical',
      created_by: 'opaque',
      replaced_at: 'technical',
    },
  },
  // As long as the organisation: a signature is checked for as long as what was signed is kept.
  'core.signing_key': {
    class: 'tenant',
    retention: 'organisation-life',
    columns: {
      tenant_id: 'opaque',
      key_id: 'opaque',
      account_id: 'opaque',
      authority_id: 'opaque',
      serial: 'staff',
      registration: 'staff',
      certificate: 'staff',
      sealed_key: 'credential',
      valid_from: 'technical',
      valid_until: 'technical',
      created_at: 'technical',
      withdrawn_at: 'staff',
      withdrawn_by: 'opaque',
      withdrawn_reason: 'staff',
      version: 'technical',
    },
  },
}
