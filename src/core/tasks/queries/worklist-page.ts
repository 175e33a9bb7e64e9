import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { Team } from '../team.ts'
import type { WorklistFilter, WorklistOrder } from '../worklist.ts'
import { lookingAt, type HomeTables } from './home.ts'
import { asLines, type TaskLine } from './lines.ts'
import { listColleagues } from './people.ts'
import { listOpenTeams } from './teams.ts'
import { listTasks } from './worklist.ts'

/** Everyone and every team that a task can be given to. */
export interface Owners {
  readonly colleagues: readonly { readonly accountId: string; readonly name: string }[]
  readonly teams: readonly Team[]
}

export const ownersOf = async (db: Reader<HomeTables>, tenantId: string): Promise<Owners> => ({
  colleagues: await listColleagues(db, tenantId),
  teams: await listOpenTeams(db, tenantId),
})

/** One page of a worklist, with what its filters and its form offer. */
export interface Worklist extends Owners {
  readonly lines: readonly TaskLine[]
  readonly total: number
}

export async function worklistPage(
  db: Reader<HomeTables>,
  ctx: Context,
  filter: WorklistFilter,
  order: WorklistOrder,
  page: { readonly number: number; readonly size: number },
): Promise<Worklist> {
  const { tasks, total } = await listTasks(db, await lookingAt(db, ctx), filter, order, page)
  return { lines: await asLines(db, ctx, tasks), total, ...(await ownersOf(db, ctx.tenantId)) }
}
