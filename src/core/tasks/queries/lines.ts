import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import { listPatientSummaries, type PatientSummary, type PatientTables } from '../../patients/index.ts'
import type { TaskTables } from '../tables.ts'
import { namesOf } from './people.ts'
import type { StoredTask } from './stored-task.ts'
import { listTeams } from './teams.ts'

/** A task in a list, with the names that belong to it. */
export interface TaskLine extends StoredTask {
  readonly patient: PatientSummary | undefined
  readonly ownerName: string | undefined
  readonly teamName: string | undefined
  readonly isOverdue: boolean
}

export type LineTables = TaskTables & AccountTables & PatientTables

/** The names of one page of tasks, in three indexed reads. At most 100 patients. */
export async function asLines(
  db: Reader<LineTables>,
  ctx: Pick<Context, 'tenantId' | 'actor' | 'clock'>,
  tasks: readonly StoredTask[],
): Promise<readonly TaskLine[]> {
  const { tenantId } = ctx
  const patientIds = [...new Set(tasks.flatMap(({ patientId }) => patientId ?? []))]
  const patients = new Map(
    (await listPatientSummaries(db, ctx, patientIds)).map((patient) => [patient.patientId, patient]),
  )
  const names = await namesOf(
    db,
    tenantId,
    tasks.flatMap(({ ownerAccountId }) => ownerAccountId ?? []),
  )
  const teams = await listTeams(
    db,
    tenantId,
    tasks.flatMap(({ teamId }) => teamId ?? []),
  )
  const teamNames = new Map(teams.map(({ teamId, name }) => [teamId, name]))
  const now = ctx.clock.now()
  return tasks.map((task) => ({
    ...task,
    patient: task.patientId === null ? undefined : patients.get(task.patientId),
    ownerName: task.ownerAccountId === null ? undefined : names.get(task.ownerAccountId),
    teamName: task.teamId === null ? undefined : teamNames.get(task.teamId),
    isOverdue: task.closedAt === null && task.dueAt <= now,
  }))
}

/** The patients that lines show, for the audit trail. */
export const patientsShown = (lines: readonly TaskLine[]): readonly string[] => [
  ...new Set(lines.flatMap(({ patientId }) => patientId ?? [])),
]
