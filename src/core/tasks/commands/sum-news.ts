import type { News } from '../../notifications/index.ts'

/** More news than this of one kind for one person at once is one piece of news. */
const MOST_SINGLE = 5

/** News so that nobody is told five hundred times what can be said once. */
export function summed(news: readonly News[]): readonly News[] {
  const byPersonAndKind = Map.groupBy(news, ({ accountId, kind }) => `${accountId}|${kind}`)
  return [...byPersonAndKind.values()].flatMap((some): readonly News[] => {
    const [first] = some
    if (!first || some.length <= MOST_SINGLE) return some
    return [{ accountId: first.accountId, kind: first.kind === 'task-assigned' ? 'tasks-assigned' : first.kind }]
  })
}
