import { sql } from 'kysely'
import type { AuditTables } from '../audit/tables.ts'
import type { Context } from '../context.ts'
import type { Reader } from '../database/transaction.ts'
import { NotAllowedError } from '../errors.ts'
import type { AccountTables } from '../identity/accounts/tables.ts'
import { findAccount, recordIdsOf } from '../identity/patient-access/queries.ts'
import type { AccessTables } from '../identity/patient-access/tables.ts'
import { latestMeasurement } from '../patients/measurement.ts'
import type { Patient } from '../patients/patient.ts'
import { getPatient } from '../patients/queries.ts'
import { getAllergyStatus, listMeasurements, listRelatedPeople } from '../patients/queries/patient-parts.ts'
import { recordEvents } from '../patients/queries/record-events.ts'
import type { PatientTables } from '../patients/tables.ts'
import type { TaskTables } from '../tasks/tables.ts'
import { getOrganisation } from '../tenancy/queries.ts'
import type { TenancyTables } from '../tenancy/tables.ts'

export type OwnRecordTables = PatientTables & TenancyTables
export type OwnDetailsTables = OwnRecordTables & AccessTables
export type AccessHistoryTables = OwnRecordTables & AuditTables & AccountTables & TaskTables

/** The record of the person who is signed in, with where to ask about it. */
export async function getOwnRecord(tx: Reader<OwnRecordTables>, ctx: Context) {
  const patient = await getOwnPatient(tx, ctx)
  return { patientId: patient.patientId, patient, organisation: await getOrganisation(tx, ctx.tenantId) }
}

async function getOwnPatient(tx: Reader<PatientTables>, ctx: Context): Promise<Patient> {
  const { patientId } = ctx.actor
  if (patientId === undefined) throw new NotAllowedError('own-record.view')
  return await getPatient(tx, ctx, patientId)
}

/** Everything that the person sees of their record. */
export async function getOwnDetails(tx: Reader<OwnDetailsTables>, ctx: Context) {
  const own = await getOwnRecord(tx, ctx)
  const recordIds = await listOwnRecordIds(tx, ctx.tenantId, own.patientId)
  const measurements = await listMeasurements(tx, ctx, recordIds)
  const homeAccess = await tx
    .selectFrom('core.patient_home_access')
    .select('patient_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('patient_id', 'in', recordIds)
    .executeTakeFirst()
  const account = await findAccount(tx, ctx.tenantId, ctx.actor.id)
  return {
    ...own,
    codeMobile: account?.codeMobile ?? undefined,
    allergies: await getAllergyStatus(tx, ctx, own.patientId),
    weight: latestMeasurement(measurements, 'weight'),
    height: latestMeasurement(measurements, 'height'),
    people: await listRelatedPeople(tx, ctx, recordIds),
    hasHomeAccess: homeAccess !== undefined,
  }
}
export type OwnDetails = Awaited<ReturnType<typeof getOwnDetails>>

async function listOwnRecordIds(tx: Reader<PatientTables>, tenantId: string, patientId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('core.patient')
    .select('patient_id')
    .where('tenant_id', '=', tenantId)
    .where('patient_id', 'in', recordIdsOf(tenantId, patientId))
    .execute()
  return rows.map((row) => row.patient_id)
}

/** One time that someone looked at the record or changed it. */
export interface Access {
  readonly at: Date
  readonly actorKind: AuditTables['core.audit_event']['actor_kind']
  readonly roles: readonly string[]
  /** Teams that the member of staff is in now. */
  readonly teams: readonly string[]
  /** Only where the organisation chose that patients see names. */
  readonly name: string | undefined
  readonly action: string
  readonly outcome: AuditTables['core.audit_event']['outcome']
}

export interface AccessHistory {
  readonly patientId: string
  readonly accesses: readonly Access[]
  /** Exact up to 10,000. */
  readonly total: number
  readonly page: number
}

export const ACCESSES_A_PAGE = 25
const MOST_COUNTED = 10_000

/** Who looked at the record of the person who is signed in, newest first: others, or the person themselves. */
export async function getOwnAccessHistory(
  tx: Reader<AccessHistoryTables>,
  ctx: Context,
  { whose, page }: { readonly whose: 'others' | 'own'; readonly page: number },
): Promise<AccessHistory> {
  const { patientId, organisation } = await getOwnRecord(tx, ctx)
  const recordIds = await listOwnRecordIds(tx, ctx.tenantId, patientId)
  const named = recordEvents(tx, ctx.tenantId)
    .where('subject.subject_id', '=', sql<string>`any(${recordIds}::uuid[])`)
    .where('event.actor_kind', whose === 'own' ? '=' : '<>', 'patient')
  const counted = await tx
    .selectFrom(named.select('event.event_id').distinct().limit(MOST_COUNTED).as('counted'))
    .select((expression) => expression.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await named
    .select([
      'event.event_id as eventId',
      'event.recorded_at as at',
      'event.actor_kind as actorKind',
      'event.actor_roles as roles',
      'event.action',
      'event.outcome',
      'account.name',
      sql<string[]>`array(
        select team.name from core.team_member member
        join core.team team on team.tenant_id = ${ctx.tenantId}::uuid and team.team_id = member.team_id
        where member.tenant_id = ${ctx.tenantId}::uuid and member.account_id = event.actor_id
          and team.role is null and team.closed_at is null
        order by team.name)`.as('teams'),
    ])
    .distinct()
    .orderBy('event.recorded_at', 'desc')
    .orderBy('event.event_id', 'desc')
    .limit(ACCESSES_A_PAGE)
    .offset((page - 1) * ACCESSES_A_PAGE)
    .execute()
  const showsNames = organisation.settings.staffNamesForPatients
  return {
    patientId,
    page,
    total: Number(counted.total),
    accesses: rows.map(({ eventId: _eventId, name, ...row }) => ({
      ...row,
      name: showsNames ? (name ?? undefined) : undefined,
    })),
  }
}
