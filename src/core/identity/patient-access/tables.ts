import type { ColumnType, Generated } from 'kysely'
import type { DataMapOf } from '../../database/data-map.ts'
import type { PatientTables } from '../../patients/tables.ts'
import type { TenancyTables } from '../../tenancy/tables.ts'
import type { SessionTables } from '../sessions/tables.ts'
import type { CodeChannel } from './activation-code.ts'
import type { WithdrawReason } from './patient-account.ts'
import type { SignInKind } from './sign-in-name.ts'
import type { Place } from './step.ts'
import type { TextState } from './text-message.ts'

export interface PatientAccessTables {
  'core.patient_account': {
    tenant_id: string
    account_id: string
    patient_id: string
    sign_in_kind: SignInKind
    sign_in_name: string
    code_mobile: string | null
    status: 'active' | 'withdrawn'
    is_demonstration: Generated<boolean>
    activated_at: Date
    withdrawn_at: Date | null
    withdrawn_by: string | null
    withdrawn_reason: WithdrawReason | null
    version: Generated<number>
  }
  'core.patient_secret': {
    tenant_id: string
    account_id: string
    password_scheme: string
    password_hash: string
    password_set_at: Date
  }
  'core.activation_code': {
    tenant_id: string
    code_id: string
    patient_id: string
    channel: CodeChannel
    code_index: Buffer
    made_by: string
    made_at: Date
    ends_at: Date
    attempts: Generated<number>
    used_at: Date | null
    revoked_at: Date | null
  }
  'core.activation_lookup': { code_index: Buffer; tenant_id: string; code_id: string; ends_at: Date }
  'core.patient_sign_in': { name_index: Buffer; tenant_id: string; account_id: string }
  'core.patient_sign_in_step': {
    token_hash: Buffer
    stage: 'activate' | 'organisation'
    places: ColumnType<Place[], string, string>
    started_at: Date
    ends_at: Date
  }
  'core.outgoing_text': {
    tenant_id: string
    text_id: string
    patient_id: string
    code_id: string | null
    attempts: Generated<number>
    sealed: Buffer | null
    state: TextState
    queued_at: Date
    attempted_at: Date | null
    settled_at: Date | null
    problem: string | null
  }
}

/** What a patient's sign-in touches: accounts and codes, records, sessions and the organisation. */
export type AccessTables = PatientAccessTables & PatientTables & SessionTables & TenancyTables

export const patientAccessDataMap: DataMapOf<PatientAccessTables> = {
  'core.patient_account': {
    class: 'tenant',
    retention: 'with-its-subject',
    columns: {
      tenant_id: 'opaque',
      account_id: 'opaque',
      patient_id: 'opaque',
      sign_in_kind: 'administrative',
      sign_in_name: 'identifier',
      code_mobile: 'contact',
      status: 'administrative',
      is_demonstration: 'administrative',
      activated_at: 'technical',
      withdrawn_at: 'technical',
      withdrawn_by: 'staff',
      withdrawn_reason: 'administrative',
      version: 'technical',
    },
  },
  'core.patient_secret': {
    class: 'tenant',
    retention: 'with-its-subject',
    columns: {
      tenant_id: 'opaque',
      account_id: 'opaque',
      password_scheme: 'technical',
      password_hash: 'credential',
      password_set_at: 'technical',
    },
  },
  'core.activation_code': {
    class: 'tenant',
    retention: 'with-its-subject',
    columns: {
      tenant_id: 'opaque',
      code_id: 'opaque',
      patient_id: 'opaque',
      channel: 'administrative',
      code_index: 'credential',
      made_by: 'staff',
      made_at: 'technical',
      ends_at: 'technical',
      attempts: 'technical',
      used_at: 'technical',
      revoked_at: 'technical',
    },
  },
  'core.activation_lookup': {
    class: 'platform',
    retention: 'session',
    columns: { code_index: 'credential', tenant_id: 'opaque', code_id: 'opaque', ends_at: 'technical' },
  },
  'core.patient_sign_in': {
    class: 'platform',
    retention: 'with-its-subject',
    columns: { name_index: 'opaque', tenant_id: 'opaque', account_id: 'opaque' },
  },
  'core.patient_sign_in_step': {
    class: 'platform',
    retention: 'session',
    columns: {
      token_hash: 'credential',
      stage: 'technical',
      places: 'opaque',
      started_at: 'technical',
      ends_at: 'technical',
    },
  },
  'core.outgoing_text': {
    class: 'tenant',
    retention: 'security-log',
    columns: {
      tenant_id: 'opaque',
      text_id: 'opaque',
      patient_id: 'opaque',
      code_id: 'opaque',
      attempts: 'technical',
      sealed: 'message-body',
      state: 'administrative',
      queued_at: 'technical',
      attempted_at: 'technical',
      settled_at: 'technical',
      problem: 'technical',
    },
  },
}
