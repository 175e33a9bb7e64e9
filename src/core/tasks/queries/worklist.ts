import { sql, type ExpressionBuilder, type Expression, type SqlBool } from 'kysely'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import { addDays } from '../../values/civil-date.ts'
import { instantOf } from '../../values/london-time.ts'
import { givesCare } from '../question.ts'
import type { TaskTables } from '../tables.ts'
import type { WorklistFilter, WorklistOrder } from '../worklist.ts'
import { anyOf } from './any-of.ts'
import type { Involvement } from './involvement.ts'
import type { NobodyIn } from './nobody-in.ts'
import { storedTasks, type StoredTask } from './stored-task.ts'

/** Counts stop here: "1,000 or more" is as much as anyone needs to know, and no list costs more than that. */
export const MOST_COUNTED = 1_000

/** Who is looking, and at whose tasks. */
export interface Looking {
  readonly ctx: Pick<Context, 'tenantId' | 'actor' | 'clock'>
  readonly involvement: Involvement
  readonly nobody: NobodyIn
}

type Where = ExpressionBuilder<TaskTables, 'core.task'>

const ofPeople = (eb: Where, ids: readonly string[]) => eb('owner_account_id', '=', anyOf(ids))
const ofTeams = (eb: Where, ids: readonly string[]) =>
  eb.or([eb('team_id', '=', anyOf(ids)), eb('escalated_to_team_id', '=', anyOf(ids))])

const concernsThem = (eb: Where, { accountIds, teamIds }: Involvement) =>
  eb.or([ofPeople(eb, accountIds), ofTeams(eb, teamIds)])

const hasNobody = (eb: Where, { accountIds, teamIds }: NobodyIn) =>
  eb.or([ofPeople(eb, accountIds), eb.and([eb('owner_account_id', 'is', null), eb('team_id', '=', anyOf(teamIds))])])

/** The tasks of a view that this person may open: those about patients only with the right to see them. */
function inView(eb: Where, view: WorklistFilter['view'], { ctx, involvement, nobody }: Looking): Expression<SqlBool> {
  const mayOpen = givesCare(ctx)
    ? eb.val(true)
    : eb.or([
        eb('patient_id', 'is', null),
        concernsThem(eb, involvement),
        ...(ctx.actor.roles.includes('administrator') ? [hasNobody(eb, nobody)] : []),
      ])
  switch (view) {
    case 'mine':
      return ofPeople(eb, involvement.accountIds)
    case 'team':
      return ofTeams(eb, involvement.teamIds)
    case 'involved':
      return concernsThem(eb, involvement)
    case 'nobody':
      return eb.and([hasNobody(eb, nobody), mayOpen])
    case 'all':
      return mayOpen
  }
}

function matching(eb: Where, filter: WorklistFilter, looking: Looking): Expression<SqlBool> {
  const now = looking.ctx.clock.now()
  const dueBefore =
    filter.due === 'overdue'
      ? now
      : filter.due === 'today'
        ? instantOf(addDays(looking.ctx.clock.today(), 1))
        : undefined
  return eb.and([
    inView(eb, filter.view, looking),
    eb('closed_at', filter.isClosed ? 'is not' : 'is', null),
    ...(filter.priority ? [eb('priority', '=', filter.priority)] : []),
    ...(dueBefore ? [eb('due_at', '<', dueBefore)] : []),
    ...(filter.reason ? [eb('reason', '=', filter.reason)] : []),
    ...(filter.teamId ? [eb('team_id', '=', filter.teamId)] : []),
    ...(filter.ownerId ? [eb('owner_account_id', '=', filter.ownerId)] : []),
  ])
}

/** One page of a list, and how many there are in all (at most 1,000 are counted). */
export async function listTasks(
  db: Reader<TaskTables>,
  looking: Looking,
  filter: WorklistFilter,
  order: WorklistOrder,
  page: { readonly number: number; readonly size: number },
): Promise<{ readonly tasks: readonly StoredTask[]; readonly total: number }> {
  const { tenantId } = looking.ctx
  const direction = order.isDescending ? 'desc' : 'asc'
  const rows = storedTasks(db, tenantId).where((eb) => matching(eb, filter, looking))
  const ordered =
    order.key === 'priority'
      ? rows.orderBy(sql`array_position(array['urgent', 'soon', 'routine'], priority)`, direction).orderBy('due_at')
      : order.key === 'made'
        ? rows.orderBy('created_at', direction)
        : order.key === 'reason'
          ? rows.orderBy('reason', direction).orderBy('due_at')
          : rows.orderBy('due_at', direction)
  const tasks = await ordered
    .orderBy('task_id')
    .limit(page.size)
    .offset((page.number - 1) * page.size)
    .execute()
  const isWhole = page.number === 1 && tasks.length < page.size
  return { tasks, total: isWhole ? tasks.length : await countTasks(db, looking, filter) }
}

/** How many tasks a list holds; stops counting at 1,000. */
export async function countTasks(db: Reader<TaskTables>, looking: Looking, filter: WorklistFilter): Promise<number> {
  const { count } = await db
    .selectFrom((from) =>
      from
        .selectFrom('core.task')
        .select('task_id')
        .where('tenant_id', '=', looking.ctx.tenantId)
        .where((eb) => matching(eb as unknown as Where, filter, looking))
        .limit(MOST_COUNTED)
        .as('found'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
