import type { Who } from '../policy/policy.ts'
import { CARE_ROLES } from '../policy/roles.ts'

/** A task, and whether it is the person's own, their team's, or was passed up to them. */
export interface TaskInQuestion {
  readonly patientId: string | null
  readonly concernsThem: boolean
}

/** Whether someone gives care, and so may see tasks about patients that are not their own. */
export const givesCare = ({ actor }: Pick<Who, 'actor'>): boolean =>
  CARE_ROLES.some((role) => actor.roles.includes(role))
