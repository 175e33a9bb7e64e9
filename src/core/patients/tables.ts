import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { DataMapOf } from '../database/data-map.ts'
import type { AccessibleNeed } from '../values/accessible-needs.ts'
import type { Address } from '../values/address.ts'
import type { ReactionSeverity } from '../values/allergy.ts'
import type { AdministrativeGender, GenderIdentity, SameAsAtBirth } from '../values/gender.ts'
import type { NhsNumberAbsence, NhsNumberStatus } from '../values/nhs-number-status.ts'
import type { HumanName } from '../values/person-name.ts'
import type { MeasurementSource } from '../values/quantity.ts'
import type { BirthSex } from '../values/sex.ts'
import type { ContactPoint, DeathNotice, DeathSource, Kept, LocalIdentifier, PreferredChannel } from './patient.ts'
import type { SearchKeyKind } from './search-keys.ts'

export interface PatientTables {
  'core.patient': {
    tenant_id: string
    patient_id: string
    nhs_number: string | null
    nhs_number_absence: NhsNumberAbsence | null
    nhs_number_status: NhsNumberStatus
    identifiers: JSONColumnType<readonly LocalIdentifier[], string, string>
    names: JSONColumnType<readonly Kept<HumanName>[], string, string>
    birth_date: string | null
    gender: AdministrativeGender
    birth_sex: BirthSex | null
    gender_identity: GenderIdentity | null
    same_as_at_birth: SameAsAtBirth | null
    death_notice: DeathNotice | null
    died_on: string | null
    death_source: DeathSource | null
    addresses: JSONColumnType<readonly Kept<Address>[], string, string>
    contact_points: JSONColumnType<readonly Kept<ContactPoint>[], string, string>
    preferred_channel: PreferredChannel | null
    language: string | null
    interpreter_required: Generated<boolean>
    accessible_needs: Generated<AccessibleNeed[]>
    needs_asked_on: string | null
    general_practice: string | null
    allergy_status: Generated<'not-yet-asked' | 'none-known' | 'listed'>
    allergy_asked_on: string | null
    allergy_asked_by: string | null
    sensitive: Generated<boolean>
    merged_into: string | null
    version: Generated<number>
    registered_at: ColumnType<Date, Date | undefined, never>
    updated_at: Generated<Date>
  }
  'core.patient_search_key': {
    tenant_id: string
    kind: SearchKeyKind
    key: string
    patient_id: string
    birth_date: string | null
  }
  'core.patient_related_person': {
    tenant_id: string
    related_person_id: string
    patient_id: string
    name: JSONColumnType<HumanName, string, string>
    relationships: string[]
    telephone: string | null
    email: string | null
    address: JSONColumnType<Address | null, string | null, string | null>
    language: string | null
    interpreter_required: Generated<boolean>
    may_be_told: string[]
    note: Buffer | null
    start_on: string | null
    end_on: string | null
    version: Generated<number>
    updated_at: Generated<Date>
  }
  'core.patient_allergy': {
    tenant_id: string
    allergy_id: string
    patient_id: string
    substance: string
    code: string | null
    reactions: string[]
    severity: ReactionSeverity
    note: Buffer | null
    recorded_on: string
    recorded_by: string
    ended_on: string | null
    version: Generated<number>
    updated_at: Generated<Date>
  }
  'core.patient_measurement': {
    tenant_id: string
    measurement_id: string
    patient_id: string
    kind: 'weight' | 'height'
    /** Kilograms or centimetres, as exact text. */
    value: ColumnType<string, number, number>
    measured_on: string
    source: MeasurementSource
    recorded_by: string
    struck_out_at: Date | null
    version: Generated<number>
    recorded_at: Generated<Date>
  }
  'core.patient_home_access': {
    tenant_id: string
    patient_id: string
    instructions: Buffer
    version: Generated<number>
    updated_by: string
    updated_at: Generated<Date>
  }
  'core.patient_merge': {
    tenant_id: string
    merge_id: string
    survivor_id: string
    merged_id: string
    reason: string
    merged_by: string
    merged_at: Date
    taken: Buffer
    unmerged_by: string | null
    unmerged_at: Date | null
    unmerge_reason: string | null
  }
}

export const patientDataMap: DataMapOf<PatientTables> = {
  'core.patient': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      patient_id: 'opaque',
      nhs_number: 'identifier',
      nhs_number_absence: 'administrative',
      nhs_number_status: 'administrative',
      identifiers: 'identifier',
      names: 'identifier',
      birth_date: 'identifier',
      gender: 'demographic',
      birth_sex: 'demographic',
      gender_identity: 'demographic',
      same_as_at_birth: 'demographic',
      death_notice: 'health',
      died_on: 'health',
      death_source: 'administrative',
      addresses: 'contact',
      contact_points: 'contact',
      preferred_channel: 'contact',
      language: 'demographic',
      interpreter_required: 'demographic',
      accessible_needs: 'demographic',
      needs_asked_on: 'demographic',
      general_practice: 'administrative',
      allergy_status: 'health',
      allergy_asked_on: 'health',
      allergy_asked_by: 'staff',
      sensitive: 'administrative',
      merged_into: 'opaque',
      version: 'technical',
      registered_at: 'technical',
      updated_at: 'technical',
    },
  },
  'core.patient_search_key': {
    class: 'tenant',
    retention: 'with-its-subject',
    columns: {
      tenant_id: 'opaque',
      kind: 'technical',
      key: 'identifier',
      patient_id: 'opaque',
      birth_date: 'identifier',
    },
  },
  'core.patient_related_person': {
    class: 'tenant',
    retention: 'with-its-subject',
    columns: {
      tenant_id: 'opaque',
      related_person_id: 'opaque',
      patient_id: 'opaque',
      name: 'family',
      relationships: 'family',
      telephone: 'family',
      email: 'family',
      address: 'family',
      language: 'family',
      interpreter_required: 'family',
      may_be_told: 'family',
      note: 'clinical-text',
      start_on: 'family',
      end_on: 'family',
      version: 'technical',
      updated_at: 'technical',
    },
  },
  'core.patient_allergy': {
    class: 'tenant',
    retention: 'with-its-subject',
    columns: {
      tenant_id: 'opaque',
      allergy_id: 'opaque',
      patient_id: 'opaque',
      substance: 'health',
      code: 'health',
      reactions: 'health',
      severity: 'health',
      note: 'clinical-text',
      recorded_on: 'health',
      recorded_by: 'staff',
      ended_on: 'health',
      version: 'technical',
      updated_at: 'technical',
    },
  },
  'core.patient_measurement': {
    class: 'tenant',
    retention: 'with-its-subject',
    columns: {
      tenant_id: 'opaque',
      measurement_id: 'opaque',
      patient_id: 'opaque',
      kind: 'health',
      value: 'health',
      measured_on: 'health',
      source: 'health',
      recorded_by: 'staff',
      struck_out_at: 'technical',
      version: 'technical',
      recorded_at: 'technical',
    },
  },
  'core.patient_home_access': {
    class: 'tenant',
    retention: 'with-its-subject',
    columns: {
      tenant_id: 'opaque',
      patient_id: 'opaque',
      instructions: 'home-access',
      version: 'technical',
      updated_by: 'staff',
      updated_at: 'technical',
    },
  },
  'core.patient_merge': {
    class: 'tenant',
    retention: 'health-record',
    columns: {
      tenant_id: 'opaque',
      merge_id: 'opaque',
      survivor_id: 'opaque',
      merged_id: 'opaque',
      reason: 'administrative',
      merged_by: 'staff',
      merged_at: 'technical',
      taken: 'audit-payload',
      unmerged_by: 'staff',
      unmerged_at: 'technical',
      unmerge_reason: 'administrative',
    },
  },
}
