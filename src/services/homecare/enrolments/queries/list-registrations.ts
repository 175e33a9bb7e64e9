import { sql } from 'kysely'
import type { Reader } from '../../../../core/database/transaction.ts'
import { listPatientSummaries, type PatientSummary } from '../../../../core/patients/index.ts'
import { countUpTo } from '../../../../core/database/count-up-to.ts'
import type { Context } from '../../../../core/context.ts'
import { namesOf } from '../../../../core/tasks/index.ts'
import type { HomeTables } from '../../../../core/tasks/index.ts'
import type { HomecareWork } from '../../tables.ts'
import type { EnrolmentDetails } from '../enrolment-details.ts'
import { type EnrolmentState, OVER_STATES } from '../enrolment.ts'

/** What the list is filtered by: one state or all that are not over, days in that state at least, and whose. */
export interface RegistrationFilter {
  readonly state: EnrolmentState | undefined
  readonly days: number | undefined
  readonly owner: { readonly accountId: string } | { readonly teamId: string } | undefined
}

/** A line of the list. It never has an address: there are sensitive records in it. */
export interface RegistrationLine {
  readonly enrolmentId: string
  readonly patientId: string
  readonly patient: PatientSummary | undefined
  readonly medicine: string
  readonly company: string | undefined
  readonly hospital: string | undefined
  readonly state: EnrolmentState
  readonly stateSince: Date
  readonly answerBy: Date | undefined
  readonly accountReference: string | undefined
  readonly owner: string
}

type Tables = Reader<HomecareWork & HomeTables>

/** Registrations of the organisation, those longest in their state first. */
export async function listRegistrations(
  tx: Tables,
  ctx: Context,
  filter: RegistrationFilter,
  page: { readonly number: number; readonly size: number },
): Promise<{ readonly lines: readonly RegistrationLine[]; readonly total: number }> {
  const own = tx as Reader<HomecareWork>
  let query = own
    .selectFrom('homecare.enrolment as enrolment')
    .leftJoin('homecare.company as company', (join) =>
      join
        .onRef('company.tenant_id', '=', 'enrolment.tenant_id')
        .onRef('company.company_id', '=', 'enrolment.company_id'),
    )
    .where('enrolment.tenant_id', '=', ctx.tenantId)
  query =
    filter.state === undefined
      ? query.where('enrolment.state', 'not in', [...OVER_STATES])
      : query.where('enrolment.state', '=', filter.state)
  if (filter.days !== undefined) {
    query = query.where('enrolment.state_since', '<=', new Date(ctx.clock.now().getTime() - filter.days * 86_400_000))
  }
  if (filter.owner) {
    query =
      'accountId' in filter.owner
        ? query.where('enrolment.owner_account_id', '=', filter.owner.accountId)
        : query.where('enrolment.owner_team_id', '=', filter.owner.teamId)
  }
  const rows = await query
    .select([
      'enrolment.enrolment_id',
      'enrolment.patient_id',
      'enrolment.medicine',
      'enrolment.state',
      'enrolment.state_since',
      'enrolment.answer_by',
      'enrolment.account_reference',
      'enrolment.owner_account_id',
      'enrolment.owner_team_id',
      'enrolment.details',
      'company.name',
    ])
    .orderBy('enrolment.state_since')
    .orderBy('enrolment.enrolment_id')
    .limit(page.size)
    .offset((page.number - 1) * page.size)
    .execute()
  const counted = query.select(sql<number>`1`.as('one'))
  const patients = await listPatientSummaries(
    own,
    ctx,
    rows.map((row) => row.patient_id),
  )
  const byId = new Map(patients.map((patient) => [patient.patientId, patient]))
  const owners = await ownerNames(tx, ctx.tenantId, rows)
  return {
    total: await countUpTo(own, counted as never),
    lines: rows.map((row) => ({
      enrolmentId: row.enrolment_id,
      patientId: row.patient_id,
      patient: byId.get(row.patient_id),
      medicine: row.medicine,
      company: row.name ?? undefined,
      hospital: (row.details as EnrolmentDetails).from?.hospital,
      state: row.state,
      stateSince: row.state_since,
      answerBy: row.answer_by ?? undefined,
      accountReference: row.account_reference ?? undefined,
      owner: owners(row),
    })),
  }
}

type Owned = { readonly owner_account_id: string | null; readonly owner_team_id: string | null }

/** Names of the owners of some rows. */
export async function ownerNames(
  tx: Tables,
  tenantId: string,
  rows: readonly Owned[],
): Promise<(row: Owned) => string> {
  const accounts = rows.flatMap((row) => row.owner_account_id ?? [])
  const teams = rows.flatMap((row) => row.owner_team_id ?? [])
  const people = await namesOf(tx as never, tenantId, accounts)
  const found =
    teams.length === 0
      ? []
      : await (tx as Reader<HomeTables>)
          .selectFrom('core.team')
          .select(['team_id', 'name'])
          .where('tenant_id', '=', tenantId)
          .where('team_id', 'in', teams)
          .execute()
  const named = new Map(found.map((row) => [row.team_id, row.name]))
  return ({ owner_account_id, owner_team_id }) =>
    (owner_account_id !== null ? people.get(owner_account_id) : undefined) ??
    (owner_team_id !== null ? named.get(owner_team_id) : undefined) ??
    ''
}
