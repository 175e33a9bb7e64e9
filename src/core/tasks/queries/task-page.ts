import type { Context } from '../../context.ts'
import { columnsOf } from '../../database/columns-of.ts'
import type { Reader } from '../../database/transaction.ts'
import { openFor } from '../../encryption/subject-keys.ts'
import type { EncryptionTables } from '../../encryption/tables.ts'
import { findPatient, getAllergyStatus, patientBanner } from '../../patients/index.ts'
import { givesCare, type TaskInQuestion } from '../question.ts'
import type { TaskEventKind } from '../task.ts'
import { ESCALATIONS } from '../escalation.ts'
import { concerns } from './involvement.ts'
import { asLines, type LineTables, type TaskLine } from './lines.ts'
import { namesOf } from './people.ts'
import { getTask } from './stored-task.ts'
import { taskDataMap } from '../tables.ts'
import { listTeams } from './teams.ts'

export type TaskPageTables = LineTables & EncryptionTables

/** One line of a task's history in words. */
export interface HistoryLine {
  readonly kind: TaskEventKind
  readonly at: Date
  /** Who did it: a member of staff, or what kind of someone else. */
  readonly by: string
  /** To whom, for lines that hand a task on or up. */
  readonly to: string | undefined
  readonly insteadOf: string | undefined
  readonly outcome: string | null
  readonly note: string | undefined
}

/** A task with everything its page shows. */
export interface TaskDetails extends TaskInQuestion {
  readonly task: TaskLine
  /** The identity banner of the patient it is about. Those who do not give care are not told where the patient lives. */
  readonly banner: ReturnType<typeof patientBanner> | undefined
  readonly note: string | undefined
  readonly history: readonly HistoryLine[]
}

const ACTORS = { patient: 'A patient', 'api-client': 'Another system', system: 'Troth', public: 'A visitor' } as const
/** Lines of history on the page; a task with more is worked on in another way. */
const MOST_LINES = 500

export async function taskDetails(db: Reader<TaskPageTables>, ctx: Context, taskId: string): Promise<TaskDetails> {
  const stored = await getTask(db, ctx.tenantId, taskId)
  const [task] = await asLines(db, ctx, [stored])
  const isTheirs = await concerns(db, ctx, [stored])
  const { note } = await db
    .selectFrom('core.task')
    .select('note')
    .where('tenant_id', '=', ctx.tenantId)
    .where('task_id', '=', stored.taskId)
    .executeTakeFirstOrThrow()
  const subject = { subjectId: stored.patientId ?? ctx.tenantId, class: 'clinical-text' } as const
  // The key is kept in memory after the first, so a long history costs one read of it.
  const clear: Clear = async (table, rowId, sealed) =>
    sealed === null ? undefined : await openFor(db, ctx, subject, { table, column: 'note', rowId }, sealed)
  return {
    task: task!,
    banner: await bannerOf(db, ctx, stored.patientId),
    patientId: stored.patientId,
    concernsThem: isTheirs(stored),
    note: await clear('core.task', stored.taskId, note),
    history: await historyOf(db, ctx, stored.taskId, clear),
  }
}

/** The identity banner for a page about a task; none when it is about no patient. */
export async function bannerOf(db: Reader<LineTables>, ctx: Context, patientId: string | null) {
  const patient = patientId === null ? undefined : await findPatient(db, ctx, patientId)
  if (!patient) return undefined
  const banner = patientBanner(patient, await getAllergyStatus(db, ctx, patient.patientId), ctx.clock.today())
  return givesCare(ctx) ? banner : { ...banner, address: undefined, telephone: undefined, href: undefined }
}

type Clear = (table: string, rowId: string, sealed: Buffer | null) => Promise<string | undefined>

async function historyOf(
  db: Reader<TaskPageTables>,
  ctx: Pick<Context, 'tenantId'>,
  taskId: string,
  clear: Clear,
): Promise<readonly HistoryLine[]> {
  const rows = await db
    .selectFrom('core.task_event')
    .select(columnsOf(taskDataMap, 'core.task_event'))
    .where('tenant_id', '=', ctx.tenantId)
    .where('task_id', '=', taskId)
    .orderBy('sequence', 'desc')
    .limit(MOST_LINES)
    .execute()
  const people = rows.flatMap((row) => [row.actor_id, row.owner_account_id ?? [], row.instead_of ?? []].flat())
  const names = await namesOf(db, ctx.tenantId, people)
  const teams = await listTeams(
    db,
    ctx.tenantId,
    rows.flatMap((row) => [row.team_id ?? [], row.escalated_to_team_id ?? []].flat()),
  )
  const teamName = (teamId: string | null) => teams.find((team) => team.teamId === teamId)?.name
  const lines: HistoryLine[] = []
  for (const row of rows) {
    const owner = [row.owner_account_id === null ? undefined : names.get(row.owner_account_id), teamName(row.team_id)]
    lines.push({
      kind: row.kind,
      at: row.at,
      by: row.actor_kind === 'staff' ? (names.get(row.actor_id) ?? 'A member of staff') : ACTORS[row.actor_kind],
      to: row.escalated_to
        ? `${ESCALATIONS[row.escalated_to]} (${teamName(row.escalated_to_team_id) ?? 'a team'})`
        : owner.filter((name) => name !== undefined).join(', ') || undefined,
      insteadOf: row.instead_of === null ? undefined : names.get(row.instead_of),
      outcome: row.outcome,
      note: await clear('core.task_event', row.event_id, row.note),
    })
  }
  return lines
}
