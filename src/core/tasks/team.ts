import type { StaffRole } from '../policy/roles.ts'

/** People who share tasks. A team with a role is everyone who has that role. */
export interface Team {
  readonly teamId: string
  readonly name: string
  readonly role: StaffRole | null
  readonly closedAt: Date | null
  readonly version: number
}
