import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { NotificationTables } from '../../notifications/tables.ts'
import { countUnread } from '../../notifications/index.ts'
import type { View, WorklistFilter } from '../worklist.ts'
import { involvementOf } from './involvement.ts'
import { asLines, type LineTables, type TaskLine } from './lines.ts'
import { nobodyIn } from './nobody-in.ts'
import { namesOf } from './people.ts'
import { countTasks, listTasks, type Looking } from './worklist.ts'

export type HomeTables = LineTables & NotificationTables

/** What someone has to do, at a glance. */
export interface Home {
  readonly counts: Counts
  readonly mine: readonly TaskLine[]
  readonly team: readonly TaskLine[]
  readonly nobody: readonly TaskLine[]
  /** People whose tasks they see because they cover for them. */
  readonly coversFor: readonly string[]
}

export interface Counts {
  readonly mine: number
  readonly team: number
  readonly nobody: number
  readonly overdue: number
  readonly urgent: number
  readonly notifications: number
}

/** Lines of each short list. */
const SHORT = 5

export async function lookingAt(
  db: Reader<LineTables>,
  ctx: Pick<Context, 'tenantId' | 'actor' | 'clock'>,
): Promise<Looking> {
  return { ctx, involvement: await involvementOf(db, ctx), nobody: await nobodyIn(db, ctx) }
}

export async function homeOf(db: Reader<HomeTables>, ctx: Context): Promise<Home> {
  const looking = await lookingAt(db, ctx)
  const short = async (view: View) => {
    const page = { number: 1, size: SHORT }
    const { tasks } = await listTasks(db, looking, { view, isClosed: false }, { key: 'due', isDescending: false }, page)
    return await asLines(db, ctx, tasks)
  }
  const others = looking.involvement.accountIds.filter((accountId) => accountId !== ctx.actor.id)
  return {
    counts: await countsFor(db, looking),
    mine: await short('mine'),
    team: await short('team'),
    nobody: await short('nobody'),
    coversFor: [...(await namesOf(db, ctx.tenantId, others)).values()].sort((a, b) => a.localeCompare(b, 'en')),
  }
}

/** The numbers of the home page, each from an index of open tasks and none above 1,000. */
export async function countsFor(db: Reader<HomeTables>, looking: Looking): Promise<Counts> {
  const count = (filter: Omit<WorklistFilter, 'isClosed'>) => countTasks(db, looking, { ...filter, isClosed: false })
  const { tenantId, actor } = looking.ctx
  return {
    mine: await count({ view: 'mine' }),
    team: await count({ view: 'team' }),
    nobody: await count({ view: 'nobody' }),
    overdue: await count({ view: 'involved', due: 'overdue' }),
    urgent: await count({ view: 'involved', priority: 'urgent' }),
    notifications: await countUnread(db, tenantId, actor.id),
  }
}
