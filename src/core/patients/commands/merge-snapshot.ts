import { isSame } from '../changes.ts'
import type { PatientRow } from '../record-row.ts'

/** Where the sealed snapshot of a merge is stored. */
export const MERGE_COLUMN = { table: 'core.patient_merge', column: 'taken' } as const

/** The columns a merge may change in the survivor. */
export type Snapshot = Omit<
  PatientRow,
  'tenant_id' | 'patient_id' | 'merged_into' | 'version' | 'registered_at' | 'updated_at'
>

/** What a merge did to the survivor, so that it can be taken back exactly. */
export interface Taken {
  readonly before: Snapshot
  readonly after: Snapshot
  readonly mergedWasSensitive: boolean
  /** Records that had been merged into the merged one, and came along. */
  readonly followers: readonly string[]
}

export function snapshotOf(row: PatientRow): Snapshot {
  const { tenant_id, patient_id, merged_into, version, registered_at, updated_at, ...columns } = row
  void [tenant_id, patient_id, merged_into, version, registered_at, updated_at]
  return columns
}

/** Columns that must be taken back together, as they only make sense together. */
const TOGETHER: readonly (readonly (keyof Snapshot)[])[] = [
  ['nhs_number', 'nhs_number_absence', 'nhs_number_status'],
  ['death_notice', 'died_on', 'death_source'],
  ['gender_identity', 'same_as_at_birth'],
  ['preferred_channel', 'language', 'interpreter_required', 'accessible_needs', 'needs_asked_on'],
  ['allergy_status', 'allergy_asked_on', 'allergy_asked_by'],
]

/** The survivor as it was before the merge, except for what someone has changed since: that stays, and is named. */
export function takenBack(
  now: Snapshot,
  taken: Taken,
): { readonly columns: Snapshot; readonly kept: readonly string[] } {
  const groups = [
    ...TOGETHER,
    ...(Object.keys(now) as (keyof Snapshot)[])
      .filter((column) => !TOGETHER.flat().includes(column))
      .map((column) => [column]),
  ]
  const isUntouched = (columns: readonly (keyof Snapshot)[]): boolean =>
    columns.every((column) => isSame(now[column], taken.after[column]))
  const restored = groups.filter(isUntouched).flat()
  const kept = groups
    .filter((columns) => !isUntouched(columns))
    .flat()
    .filter((column) => !isSame(taken.before[column], taken.after[column]))
  return {
    columns: { ...now, ...Object.fromEntries(restored.map((column) => [column, taken.before[column]])) },
    kept,
  }
}
