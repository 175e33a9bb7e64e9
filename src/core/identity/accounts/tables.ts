import type { ColumnType, Generated } from 'kysely'
import type { DataMapOf } from '../../database/data-map.ts'
import type { NamedRight, StaffRole } from '../../policy/roles.ts'
import type { Register } from '../../values/professional-registration.ts'
import type { TenancyTables } from '../../tenancy/tables.ts'
import type { SessionTables } from '../sessions/tables.ts'
import type { StaffStatus } from './staff-account.ts'

export interface AccountTables {
  'core.staff_account': {
    tenant_id: string
    account_id: string
    name: string
    email: string
    email_key: string
    status: StaffStatus
    is_demonstration: Generated<boolean>
    created_at: Generated<Date>
    joined_at: Date | null
    left_at: Date | null
    version: Generated<number>
  }
  'core.staff_role': { tenant_id: string; account_id: string; role: StaffRole; given_at: Generated<Date> }
  'core.staff_right': { tenant_id: string; account_id: string; named_right: NamedRight; given_at: Generated<Date> }
  'core.staff_registration': {
    tenant_id: string
    account_id: string
    register: Register
    number: string
    recorded_at: Generated<Date>
  }
  'core.staff_secret': {
    tenant_id: string
    account_id: string
    password_scheme: string | null
    password_hash: string | null
    password_set_at: Date | null
    authenticator: Buffer | null
    authenticator_since: Date | null
    last_code_step: Generated<number>
    version: Generated<number>
  }
  'core.recovery_code': { tenant_id: string; account_id: string; code_hash: Buffer; used_at: Date | null }
  'core.sign_in': { email_index: Buffer; tenant_id: string; account_id: string; is_demonstration: Generated<boolean> }
  'core.sign_in_step': {
    token_hash: Buffer
    stage: 'organisation' | 'code' | 'authenticator'
    accounts: ColumnType<{ tenantId: string; accountId: string }[], string, string>
    method: string
    two_factors: boolean
    started_at: Date
    ends_at: Date
    used_at: Date | null
  }
  'core.sign_in_link': {
    token_hash: Buffer
    tenant_id: string
    account_id: string
    kind: 'set-up' | 'new-password'
    made_at: Date
    ends_at: Date
    used_at: Date | null
  }
  'core.sign_in_delay': {
    kind: 'email' | 'account' | 'address' | 'signing' | 'browser'
    key_index: Buffer
    attempts: number
    counted_at: Date
    locked_until: Date | null
  }
  'core.known_browser': {
    token_hash: Buffer
    name_index: Buffer
    used_at: Date
  }
  'core.sign_in_attempt': {
    attempt_id: string
    at: Date
    address_index: Buffer
    email_index: Buffer | null
    outcome: string
    request_id: string | null
  }
}

/** What signing in touches: accounts, sessions and the organisation's settings. */
export type IdentityTables = AccountTables & SessionTables & TenancyTables

export const accountDataMap: DataMapOf<AccountTables> = {
  'core.staff_account': {
    class: 'tenant',
    retention: 'staff-record',
    columns: {
      tenant_id: 'opaque',
      account_id: 'opaque',
      name: 'staff',
      email: 'staff',
      email_key: 'staff',
      status: 'staff',
      is_demonstration: 'administrative',
      created_at: 'technical',
      joined_at: 'staff',
      left_at: 'staff',
      version: 'technical',
    },
  },
  'core.staff_role': {
    class: 'tenant',
    retention: 'staff-record',
    columns: { tenant_id: 'opaque', account_id: 'opaque', role: 'staff', given_at: 'technical' },
  },
  'core.staff_right': {
    class: 'tenant',
    retention: 'staff-record',
    columns: { tenant_id: 'opaque', account_id: 'opaque', named_right: 'staff', given_at: 'technical' },
  },
  'core.staff_registration': {
    class: 'tenant',
    retention: 'staff-record',
    columns: {
      tenant_id: 'opaque',
      account_id: 'opaque',
      register: 'staff',
      number: 'staff',
      recorded_at: 'technical',
    },
  },
  'core.staff_secret': {
    class: 'tenant',
    retention: 'with-its-subject',
    columns: {
      tenant_id: 'opaque',
      account_id: 'opaque',
      password_scheme: 'technical',
      password_hash: 'credential',
      password_set_at: 'technical',
      authenticator: 'credential',
      authenticator_since: 'technical',
      last_code_step: 'technical',
      version: 'technical',
    },
  },
  'core.recovery_code': {
    class: 'tenant',
    retention: 'with-its-subject',
    columns: { tenant_id: 'opaque', account_id: 'opaque', code_hash: 'credential', used_at: 'technical' },
  },
  'core.sign_in': {
    class: 'platform',
    retention: 'with-its-subject',
    columns: {
      email_index: 'opaque',
      tenant_id: 'opaque',
      account_id: 'opaque',
      is_demonstration: 'administrative',
    },
  },
  'core.sign_in_step': {
    class: 'platform',
    retention: 'session',
    columns: {
      token_hash: 'credential',
      stage: 'technical',
      accounts: 'opaque',
      method: 'administrative',
      two_factors: 'technical',
      started_at: 'technical',
      ends_at: 'technical',
      used_at: 'technical',
    },
  },
  'core.sign_in_link': {
    class: 'platform',
    retention: 'session',
    columns: {
      token_hash: 'credential',
      tenant_id: 'opaque',
      account_id: 'opaque',
      kind: 'administrative',
      made_at: 'technical',
      ends_at: 'technical',
      used_at: 'technical',
    },
  },
  'core.sign_in_delay': {
    class: 'platform',
    retention: 'session',
    columns: {
      kind: 'technical',
      key_index: 'opaque',
      attempts: 'technical',
      counted_at: 'technical',
      locked_until: 'technical',
    },
  },
  'core.known_browser': {
    class: 'platform',
    retention: 'security-log',
    columns: { token_hash: 'credential', name_index: 'opaque', used_at: 'technical' },
  },
  'core.sign_in_attempt': {
    class: 'platform',
    retention: 'security-log',
    columns: {
      attempt_id: 'opaque',
      at: 'technical',
      address_index: 'online-identifier',
      email_index: 'opaque',
      outcome: 'administrative',
      request_id: 'opaque',
    },
  },
}
