import type { Selectable } from 'kysely'
import type { CivilDate } from '../values/civil-date.ts'
import type { NhsNumberStatus } from '../values/nhs-number-status.ts'
import {
  hasNhsNumber,
  keepEntries,
  nhsNumberStatusOf,
  type Death,
  type NhsNumberHeld,
  type Patient,
  type PatientDetails,
} from './patient.ts'
import type { PatientTables } from './tables.ts'
import { maySeeContact, type Seer } from './visibility.ts'

export type PatientRow = Selectable<PatientTables['core.patient']>
/** What the columns of a record hold, as JSON carries it to the database. */
export type DetailColumns = Omit<
  PatientRow,
  | 'tenant_id'
  | 'patient_id'
  | 'allergy_status'
  | 'allergy_asked_on'
  | 'allergy_asked_by'
  | 'sensitive'
  | 'merged_into'
  | 'version'
  | 'registered_at'
  | 'updated_at'
>

/** A record as this reader may see it: the only way from a row to a `Patient`, so that no page can show what is hidden. */
export function patientFromRow(row: PatientRow, who: Seer): Patient {
  const { patient_id: patientId, sensitive } = row
  const contactHidden = !maySeeContact(who, { patientId, sensitive })
  return {
    patientId,
    ...detailsFromRow(row),
    names: row.names,
    addresses: contactHidden ? [] : row.addresses,
    contactPoints: contactHidden ? [] : row.contact_points,
    generalPractice: contactHidden ? undefined : (row.general_practice ?? undefined),
    allergyStatus: row.allergy_status,
    sensitive,
    contactHidden,
    mergedInto: row.merged_into ?? undefined,
    version: row.version,
    registeredAt: row.registered_at,
    updatedAt: row.updated_at,
  }
}

/** Everything the row says, hidden or not: for commands, which never show it. */
export function detailsFromRow(row: PatientRow): PatientDetails {
  return {
    nhsNumber: nhsNumberFromRow(row),
    identifiers: row.identifiers,
    names: row.names,
    birthDate: row.birth_date ?? undefined,
    gender: row.gender,
    birthSex: row.birth_sex ?? undefined,
    genderIdentity: row.gender_identity ?? undefined,
    sameAsAtBirth: row.same_as_at_birth ?? undefined,
    death: deathFromRow(row),
    addresses: row.addresses,
    contactPoints: row.contact_points,
    communication: {
      language: row.language ?? undefined,
      interpreterRequired: row.interpreter_required,
      accessibleNeeds: row.accessible_needs,
      needsAskedOn: row.needs_asked_on ?? undefined,
      preferredChannel: row.preferred_channel ?? undefined,
    },
    generalPractice: row.general_practice ?? undefined,
  }
}

export function nhsNumberFromRow(row: {
  readonly nhs_number: string | null
  readonly nhs_number_absence: PatientRow['nhs_number_absence']
  readonly nhs_number_status: NhsNumberStatus
}): NhsNumberHeld {
  if (row.nhs_number !== null) return { number: row.nhs_number, status: row.nhs_number_status }
  return { absence: row.nhs_number_absence ?? 'not-known' }
}

export function deathFromRow(row: {
  readonly death_notice: PatientRow['death_notice']
  readonly death_source: PatientRow['death_source']
  readonly died_on: CivilDate | null
}): Death | undefined {
  if (row.death_notice === null || row.death_source === null) return undefined
  return { on: row.died_on ?? undefined, notice: row.death_notice, source: row.death_source }
}

/** The columns that details fill; entries of lists are numbered. */
export function detailColumnsOf(details: PatientDetails): DetailColumns {
  const { nhsNumber, death, communication } = details
  return {
    nhs_number: hasNhsNumber(nhsNumber) ? nhsNumber.number : null,
    nhs_number_absence: hasNhsNumber(nhsNumber) ? null : nhsNumber.absence,
    nhs_number_status: nhsNumberStatusOf(nhsNumber),
    identifiers: details.identifiers,
    names: keepEntries(details.names),
    birth_date: details.birthDate ?? null,
    gender: details.gender,
    birth_sex: details.birthSex ?? null,
    gender_identity: details.genderIdentity ?? null,
    same_as_at_birth: details.sameAsAtBirth ?? null,
    death_notice: death?.notice ?? null,
    died_on: death?.on ?? null,
    death_source: death?.source ?? null,
    addresses: keepEntries(details.addresses),
    contact_points: keepEntries(details.contactPoints),
    preferred_channel: communication.preferredChannel ?? null,
    language: communication.language ?? null,
    interpreter_required: communication.interpreterRequired,
    accessible_needs: [...communication.accessibleNeeds],
    needs_asked_on: communication.needsAskedOn ?? null,
    general_practice: details.generalPractice ?? null,
  }
}
