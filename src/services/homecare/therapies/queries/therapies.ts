import type { Reader } from '../../../../core/database/transaction.ts'
import { columnsOf } from '../../../../core/database/columns-of.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { isUuid } from '../../../../core/values/uuid.ts'
import type { Pause } from '../dose-schedule.ts'
import type { DoseRoute, StructuredDose } from '../dose.ts'
import { therapyDataMap, type TherapyTables } from '../tables.ts'
import type { TherapyState } from '../therapy.ts'

/** A treatment as its row stands. */
export interface Therapy {
  readonly therapyId: string
  readonly patientId: string
  readonly counterpartId: string | undefined
  readonly schemeId: string | undefined
  readonly vtmId: string
  readonly route: DoseRoute
  readonly medicine: string
  readonly isBiologic: boolean
  readonly indication: string | undefined
  readonly state: TherapyState
  readonly stateSince: Date
  readonly reviewOn: CivilDate | undefined
  readonly version: number
}

/** A break in the doses, as it was recorded. */
export interface RecordedPause extends Pause {
  readonly pauseId: string
  readonly reviewOn: CivilDate | undefined
}

/** The dose that is in use, with what one unit of supply holds. */
export interface DosePlan {
  readonly planId: string
  readonly prescriptionId: string | undefined
  readonly dose: StructuredDose
  readonly firstDoseOn: CivilDate
  readonly endsOn: CivilDate | undefined
  readonly amountPerUnit: number
  readonly unitWords: string
  readonly isShared: boolean
}

type Tables = Reader<TherapyTables>

const rows = (tx: Tables, tenantId: string) =>
  tx
    .selectFrom('homecare.therapy')
    .select(columnsOf(therapyDataMap, 'homecare.therapy'))
    .where('tenant_id', '=', tenantId)
type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

/** Throws `NotFoundError`. */
export async function getTherapy(tx: Tables, tenantId: string, therapyId: string): Promise<Therapy> {
  const row = isUuid(therapyId)
    ? await rows(tx, tenantId).where('therapy_id', '=', therapyId).executeTakeFirst()
    : undefined
  if (!row) throw new NotFoundError('Treatment')
  return therapyOf(row)
}

/** Every treatment of a patient, oldest first; `recordIds` from `listRecordIds`, so that a merge loses none. */
export async function listTherapiesOfPatient(
  tx: Tables,
  tenantId: string,
  recordIds: readonly string[],
): Promise<readonly Therapy[]> {
  const found = await rows(tx, tenantId)
    .where('patient_id', 'in', recordIds)
    .orderBy('created_at')
    .orderBy('therapy_id')
    .execute()
  return found.map(therapyOf)
}

/** Breaks in the doses of a treatment, first to last. */
export async function listPauses(tx: Tables, tenantId: string, therapyId: string): Promise<readonly RecordedPause[]> {
  const found = await tx
    .selectFrom('homecare.pause')
    .select(['pause_id', 'from_on', 'until_on', 'restart', 'review_on'])
    .where('tenant_id', '=', tenantId)
    .where('therapy_id', '=', therapyId)
    .orderBy('from_on')
    .orderBy('made_at')
    .execute()
  return found.map((row) => ({
    pauseId: row.pause_id,
    from: row.from_on,
    until: row.until_on ?? undefined,
    restart: row.restart,
    reviewOn: row.review_on ?? undefined,
  }))
}

/** The dose of a treatment that no newer one has replaced. */
export async function findDosePlan(tx: Tables, tenantId: string, therapyId: string): Promise<DosePlan | undefined> {
  const row = await tx
    .selectFrom('homecare.dose_plan')
    .select([
      'plan_id',
      'prescription_id',
      'dose',
      'first_dose_on',
      'ends_on',
      'amount_per_unit',
      'unit_words',
      'is_shared',
    ])
    .where('tenant_id', '=', tenantId)
    .where('therapy_id', '=', therapyId)
    .where('replaced_at', 'is', null)
    .orderBy('made_at', 'desc')
    .executeTakeFirst()
  return (
    row && {
      planId: row.plan_id,
      prescriptionId: row.prescription_id ?? undefined,
      dose: row.dose as StructuredDose,
      firstDoseOn: row.first_dose_on,
      endsOn: row.ends_on ?? undefined,
      amountPerUnit: Number(row.amount_per_unit),
      unitWords: row.unit_words,
      isShared: row.is_shared,
    }
  )
}

const therapyOf = (row: Row): Therapy => ({
  therapyId: row.therapy_id,
  patientId: row.patient_id,
  counterpartId: row.counterpart_tenant_id ?? undefined,
  schemeId: row.scheme_id ?? undefined,
  vtmId: row.vtm_id,
  route: row.route,
  medicine: row.medicine,
  isBiologic: row.is_biologic,
  indication: row.indication ?? undefined,
  state: row.state,
  stateSince: row.state_since,
  reviewOn: row.review_on ?? undefined,
  version: row.version,
})
