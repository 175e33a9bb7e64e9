import type { Priority } from './priority.ts'

/** The lists of tasks, with their headings. */
export const VIEWS = {
  mine: 'My tasks',
  team: 'My teams’ tasks',
  involved: 'Mine and my teams’',
  nobody: 'Nobody is in',
  all: 'All tasks',
} as const
export type View = keyof typeof VIEWS

export const VIEW_HINTS: Readonly<Record<View, string>> = {
  mine: 'Tasks given to you, and to people you cover for.',
  team: 'Tasks of your teams, and tasks that were not finished in time and were passed to them.',
  involved: 'Every task that is yours or your teams’.',
  nobody:
    'The person is away without cover or has left, or nobody in the team is in. Take these or give them to someone.',
  all: 'Every task that you may see.',
}

export const WHEN_DUE = { overdue: 'Overdue', today: 'Due today or overdue' } as const
export type WhenDue = keyof typeof WHEN_DUE

export const SORTS = ['due', 'priority', 'made', 'reason'] as const
export type SortKey = (typeof SORTS)[number]

export interface WorklistFilter {
  readonly view: View
  readonly isClosed: boolean
  readonly priority?: Priority | undefined
  readonly due?: WhenDue | undefined
  readonly reason?: string | undefined
  readonly teamId?: string | undefined
  readonly ownerId?: string | undefined
}

export interface WorklistOrder {
  readonly key: SortKey
  readonly isDescending: boolean
}

/** "due" or "-due" from an address; tasks that are due first when it is neither. */
export function readOrder(text: string | undefined): WorklistOrder {
  const isDescending = text?.startsWith('-') ?? false
  const name = isDescending ? text?.slice(1) : text
  const key = SORTS.find((known) => known === name)
  return key ? { key, isDescending } : { key: 'due', isDescending: false }
}

/** The owner in an address or a form: "person:<id>" or "team:<id>". */
export function readOwner(text: string): { accountId: string } | { teamId: string } | undefined {
  const match = /^(person|team):([0-9a-f-]{36})$/.exec(text)
  if (!match?.[2]) return undefined
  return match[1] === 'person' ? { accountId: match[2] } : { teamId: match[2] }
}
