import type { Owner } from '../cover.ts'

/** What a form says about a task that went to someone else than the person who was chosen. */
export const INSTEAD_NOTICES = {
  cover: 'Given to the person who covers, because the person you chose is away.',
  'to-team': 'Given to the team, because the person you chose is away and nobody covers for them.',
  'to-administrators': 'Given to the administrators, because the person you chose is away and nobody covers for them.',
} as const

/** Which of them is true; nothing when the task went to whoever was chosen. `teamId` is the team that was to have it too. */
export function insteadNotice(
  given: Owner & { readonly insteadOf: string | null },
  teamId?: string,
): keyof typeof INSTEAD_NOTICES | undefined {
  if (given.insteadOf === null) return undefined
  if (given.accountId !== null) return 'cover'
  return teamId !== undefined && given.teamId === teamId ? 'to-team' : 'to-administrators'
}
