import { allowsRole } from '../../policy/enforce.ts'
import type { Policy, Who } from '../../policy/policy.ts'

/** A page of another noun about oneself, reached from one's own account. */
export interface AccountLink {
  readonly text: string
  readonly href: string
  /** One short sentence: what it is for. */
  readonly description: string
  readonly policy: Policy
}

const register: AccountLink[] = []

/** Adds a link to everyone's own account, shown to those whose roles fit its policy. */
export function accountLink(link: AccountLink): void {
  register.push(link)
}

export const accountLinksFor = (who: Who): readonly AccountLink[] =>
  register.filter(({ policy }) => policy.purposes.some((purpose) => allowsRole(policy, { ...who, purpose })))
