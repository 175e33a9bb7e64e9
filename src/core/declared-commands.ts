import type { Policy } from './policy/policy.ts'

/** A change that the program can make, for the policy register. */
export interface DeclaredCommand {
  /** Dotted, past tense: `patient.address.changed`. */
  readonly action: string
  readonly policy: Policy<never>
}

const register: DeclaredCommand[] = []

export function declareCommand(action: string, policy: unknown): void {
  register.push({ action, policy: policy as Policy<never> })
}

/** Every command, by the action that it records. */
export const allCommands = (): readonly DeclaredCommand[] =>
  register.toSorted((a, b) => a.action.localeCompare(b.action, 'en'))
