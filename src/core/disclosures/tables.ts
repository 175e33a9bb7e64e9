import type { Generated } from 'kysely'
import type { DataMapOf } from '../database/data-map.ts'
import type { Purpose } from '../policy/purposes.ts'
import type { Basis, Ground, StopReason } from './disclosure.ts'

export interface DisclosureTables {
  'core.disclosure_recipient': {
    tenant_id: string
    recipient_tenant_id: string
    name: string
    agreement: string
    kinds: string[]
    ods_code: string | null
    added_at: Date
    added_by: string
    ended_at: Date | null
    ended_by: string | null
    version: Generated<number>
  }
  'core.disclosure_outbox': {
    tenant_id: string
    disclosure_id: string
    recipient_tenant_id: string
    kind: string
    subject_id: string
    about_id: string | null
    purpose: Purpose
    basis: Basis
    ground: Ground
    fields: string[]
    sealed: Buffer
    sent_at: Date
    sent_by: string
    handed_over_at: Date | null
    delivered_at: Date | null
    stopped_at: Date | null
    stopped_by: string | null
    stop_reason: StopReason | null
    attempts: Generated<number>
    problem: string | null
  }
  'core.disclosure_inbox': {
    tenant_id: string
    sender_tenant_id: string
    disclosure_id: string
    sender_name: string
    sender_ods_code: string | null
    kind: string
    about_id: string | null
    purpose: Purpose
    basis: Basis
    ground: Ground
    fields: string[]
    sealed: Buffer | null
    sent_at: Date
    received_at: Date
    applied_at: Date | null
    superseded_at: Date | null
    attempts: Generated<number>
    problem: string | null
  }
}

export const disclosureDataMap: DataMapOf<DisclosureTables> = {
  'core.disclosure_recipient': {
    class: 'tenant',
    retention: 'organisation-life',
    columns: {
      tenant_id: 'opaque',
      recipient_tenant_id: 'opaque',
      name: 'administrative',
      agreement: 'administrative',
      kinds: 'administrative',
      ods_code: 'administrative',
      added_at: 'technical',
      added_by: 'opaque',
      ended_at: 'technical',
      ended_by: 'opaque',
      version: 'technical',
    },
  },
  'core.disclosure_outbox': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      disclosure_id: 'opaque',
      recipient_tenant_id: 'opaque',
      kind: 'health',
      subject_id: 'opaque',
      about_id: 'opaque',
      purpose: 'administrative',
      basis: 'administrative',
      ground: 'administrative',
      fields: 'administrative',
      sealed: 'message-body',
      sent_at: 'technical',
      sent_by: 'opaque',
      handed_over_at: 'technical',
      delivered_at: 'technical',
      stopped_at: 'technical',
      stopped_by: 'opaque',
      stop_reason: 'administrative',
      attempts: 'technical',
      problem: 'technical',
    },
  },
  'core.disclosure_inbox': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      sender_tenant_id: 'opaque',
      disclosure_id: 'opaque',
      sender_name: 'administrative',
      sender_ods_code: 'administrative',
      kind: 'health',
      about_id: 'opaque',
      purpose: 'administrative',
      basis: 'administrative',
      ground: 'administrative',
      fields: 'administrative',
      sealed: 'message-body',
      sent_at: 'technical',
      received_at: 'technical',
      applied_at: 'technical',
      superseded_at: 'technical',
      attempts: 'technical',
      problem: 'technical',
    },
  },
}
