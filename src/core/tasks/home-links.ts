import { allowsRole } from '../policy/enforce.ts'
import type { Policy, Who } from '../policy/policy.ts'

/** A place that staff go to from their home page, shown to those whose roles fit its policy. */
export interface HomeLink {
  readonly text: string
  readonly href: string
  /** One short sentence: what can be done there. */
  readonly description: string
  readonly policy: Policy<never>
  /** Smaller first. */
  readonly order: number
}

const register: HomeLink[] = []

/** Adds a link to the home page of staff. */
export function homeLink(link: Omit<HomeLink, 'policy'> & { readonly policy: Policy<never> | Policy }): void {
  register.push(link as HomeLink)
}

/** The links of someone's roles, whatever page they are on now. */
export const homeLinksFor = (who: Who): readonly HomeLink[] =>
  register
    .filter(({ policy }) => policy.purposes.some((purpose) => allowsRole(policy, { ...who, purpose })))
    .sort((a, b) => a.order - b.order)
